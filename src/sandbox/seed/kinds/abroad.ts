/** Letters in other languages and in the charsets that were usual for them. */
import type { Charset } from '../charset.ts';
import { text, type TextOptions, written } from '../letter.ts';
import { hostOf, type Kind } from '../scene.ts';

interface Language {
  readonly charset: Charset;
  readonly transfer: NonNullable<TextOptions['transfer']>;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly zone: number;
}

const LANGUAGES: readonly [Language, ...Language[]] = [
  {
    charset: 'iso-2022-jp',
    transfer: '7bit',
    name: '田中 裕子',
    address: 'tanaka@tokyo.test',
    subject: '来週の会議について',
    body: 'お世話になっております。田中です。\n\n来週の会議の資料をお送りします。\nご確認をお願いいたします。\n',
    zone: 540,
  },
  {
    charset: 'koi8-r',
    transfer: '8bit',
    name: 'Ольга Смирнова',
    address: 'olga@neva.test',
    subject: 'Встреча в понедельник',
    body: 'Добрый день!\n\nДавайте встретимся в понедельник в десять часов.\n\nС уважением,\nОльга\n',
    zone: 180,
  },
  {
    charset: 'gb18030',
    transfer: 'base64',
    name: '王小明',
    address: 'wang@beijing.test',
    subject: '关于下个月的订单',
    body: '您好：\n\n附件是下个月的订单，请查收。如有问题，请随时与我联系。\n\n王小明\n',
    zone: 480,
  },
  {
    charset: 'iso-8859-1',
    transfer: 'quoted-printable',
    name: 'Hélène Lefèvre',
    address: 'helene@atelier.test',
    subject: 'Réunion reportée à jeudi',
    body: 'Bonjour,\n\nla réunion est reportée à jeudi, à cause de la grève. À bientôt !\n\nHélène\n',
    zone: 60,
  },
  {
    charset: 'iso-8859-1',
    transfer: '8bit',
    name: 'Björn Söderström',
    address: 'bjorn@goteborg.test',
    subject: 'Möte på torsdag',
    body: 'Hej!\n\nVi ses på torsdag kväll, som vanligt på övervåningen.\n\nHälsningar\nBjörn\n',
    zone: 60,
  },
  {
    charset: 'utf-8',
    transfer: 'base64',
    name: 'נועה כהן',
    address: 'noa@haifa.test',
    subject: 'תודה על הביקור',
    body: 'שלום,\n\nתודה על הביקור. נשמח לראות אותך שוב.\n\nנועה\n',
    zone: 120,
  },
  {
    charset: 'utf-8',
    transfer: '8bit',
    name: 'Ελένη Παππά',
    address: 'eleni@athina.test',
    subject: 'Καλά νέα 🎉',
    body: 'Γεια σου,\n\nέχω καλά νέα 🎉: το συμβόλαιο υπογράφηκε.\n\nΕλένη\n',
    zone: 120,
  },
];

export const abroad: Kind = ({ random, me, at, newId }) => {
  const { charset, transfer, name, address, subject, body, zone } = random.one(LANGUAGES);
  const raw = written({
    id: newId(hostOf(address)),
    from: { name, address },
    to: [me],
    subject,
    charset,
    at,
    zone,
    content: text(body, { charset, transfer }),
  });
  return [{ raw, at, mailbox: random.one(['INBOX', 'Archive', 'Projects/Apollo']) }];
};
