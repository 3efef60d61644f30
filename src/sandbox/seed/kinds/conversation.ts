/** Two or three people answering each other, quoting what they answer: plain, flowed, or with HTML beside it. */
import { flowed, quoted, wrapped } from '../flow.ts';
import { escaped, page } from '../html.ts';
import { type Correspondent, multipart, type Part, text, written } from '../letter.ts';
import { date } from '../mail-date.ts';
import { COLLEAGUES } from '../people.ts';
import { note, TOPICS } from '../phrases.ts';
import { type Delivery, hostOf, type Kind, later, type Scene } from '../scene.ts';

type Style = 'wrapped' | 'flowed' | 'alternative';

interface Said {
  readonly id: string;
  readonly by: Correspondent;
  readonly at: Date;
  readonly text: string;
}

export const conversation: Kind = (scene) => {
  const { random, me, now } = scene;
  const partner = random.one(COLLEAGUES);
  const listener = random.one(COLLEAGUES);
  const cc = listener !== partner && random.chance(0.3) ? [listener] : [];
  const topic = random.one(TOPICS);
  const style = random.one<Style>(['wrapped', 'flowed', 'alternative']);
  const about = topic.startsWith('Apollo')
    ? 'Projects/Apollo'
    : random.one<Delivery['mailbox']>(['INBOX', 'Archive', 'INBOX']);
  const deliveries: Delivery[] = [];
  const said: Said[] = [];
  let at = scene.at;
  let mine = random.chance(0.4);
  for (let left = random.between(1, 6); left > 0; left -= 1) {
    const [by, to] = mine ? [me, partner] : [partner, me];
    const next = {
      id: scene.newId(hostOf(by.address)),
      by,
      at,
      text: words(scene, by, to, said.at(-1), style),
    };
    const raw = written({
      id: next.id,
      from: by,
      to: [to],
      cc,
      subject: said.length === 0 ? topic : `Re: ${topic}`,
      at,
      zone: mine ? 60 : 120,
      references: said.map(({ id }) => id),
      content: styled(next.text, style, scene),
    });
    const answered = !mine && left > 1;
    deliveries.push({ raw, at, mailbox: mine ? 'Sent' : about, flags: answered ? ['\\Answered'] : [] });
    said.push(next);
    at = later(at, random.between(5, 2_000), now);
    mine = !mine;
  }
  return deliveries;
};

function words(
  { random }: Scene,
  by: Correspondent,
  to: Correspondent,
  before: Said | undefined,
  style: Style,
): string {
  const paragraphs = note(random, to.name, by.name);
  const own = style === 'flowed' ? flowed(paragraphs) : wrapped(paragraphs);
  if (before === undefined) return `${own}\n`;
  const introduction = `On ${date(before.at, 0)}, ${before.by.name} wrote:`;
  return `${own}\n\n${introduction}\n${quoted(before.text.trimEnd())}\n`;
}

function styled(content: string, style: Style, { random }: Scene): Part {
  switch (style) {
    case 'wrapped':
      return text(content);
    case 'flowed':
      return text(content, { transfer: '8bit', parameters: '; format=flowed' });
    case 'alternative': {
      const html = page([]).replace('<body>\n', `<body>\n<pre>${escaped(content)}</pre>`);
      return multipart('alternative', [text(content), text(html, { subtype: 'html' })], random);
    }
  }
}
