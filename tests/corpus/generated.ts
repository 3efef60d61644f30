/** Letters as a caller may give them, made by chance from a seed, each with what every reader of it is to find. */
import { createHash } from 'node:crypto';
import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import type { ComparedAddress, ComparedAttachment, Values } from './values.ts';

interface Person {
  readonly address: string;
  readonly name?: string;
}

interface File {
  readonly filename: string;
  readonly contentType: string;
  readonly octets: Buffer;
  readonly contentId: string | null;
}

export interface GeneratedLetter {
  /** As the contract takes it. */
  readonly input: object;
  /** Beside Message-ID and Date. */
  readonly expected: Omit<Values, 'messageId' | 'date'>;
  /** Header fields by name that have to come back as they were given. */
  readonly fields: ReadonlyMap<string, string>;
}

const nested = [
  'From: Alan <alan@elsewhere.example>\r\nSubject: within\r\n\r\nIn seven bits.\r\n',
  'From: Alan <alan@elsewhere.example>\r\nSubject: within\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGrüße.\r\n',
].map((text) => Buffer.from(text));

const letters = fc.constantFrom(
  ...Array.from('abcdefghijklmnopqrstuvwxyz ABC0123456789 .,;:!?()<>[]@"\'\\/=_-+*&%$#~^|{}`'),
  ...Array.from('äöüßéèñçøåłžčşğıİœ€„“–…'),
  ...Array.from('абвгджзийклмнопрстуфхцчшщъыьэюя αβγδε'),
  ...Array.from('日本語中文한국어العربيةעברית'),
  '👍',
  '👩‍👩‍👧',
  '𝒜',
);

/** Of one line, as words: no reader keeps blanks at the ends of it. */
const line = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(letters, { minLength: 1, maxLength })
    .map((all) => all.join('').trim())
    .filter((text) => text !== '');

/** A name is a phrase (RFC 5322 §3.2.5), in which blanks are one. */
const name = line(60).map((text) => text.replace(/\s+/g, ' '));

const subject = fc.oneof(
  { weight: 4, arbitrary: line(150) },
  { weight: 1, arbitrary: fc.integer({ min: 800, max: 1_500 }).map((length) => 'long'.repeat(length / 4)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('=?utf-8?Q?not_a_word?=', 'two  blanks   within', 'Re: "quoted"', '=?'),
  },
);

const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: line(120) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('', '.', '..', 'From here', '-- ', 'ends in blanks  ', '\tindented', '--'),
      },
      { weight: 1, arbitrary: fc.integer({ min: 990, max: 3_000 }).map((length) => 'x'.repeat(length)) },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((lines) => `${lines.join('\n')}\n`);

const local = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,12}(\.[a-z0-9]{1,8}){0,2}$/) },
  { weight: 1, arbitrary: fc.constantFrom('jörg', '用户', 'παράδειγμα', 'a.ü') },
  { weight: 1, arbitrary: fc.constantFrom('"a@b"', '"comma,semicolon;"', '"(no.comment)"') },
);
const domain = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9](\.[a-z]{2,8}){1,2}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('bücher.example', '例え.テスト', 'παράδειγμα.ελ', 'xn--bcher-kva.example'),
  },
);
const person: fc.Arbitrary<Person> = fc
  .tuple(local, domain, fc.option(name, { nil: undefined }))
  .map(([at, host, called]) => ({
    address: `${at}@${host}`,
    ...(called === undefined ? {} : { name: called }),
  }));

const filename = fc
  .array(letters, { minLength: 1, maxLength: 120 })
  .map((all) => `${all.join('').replace(/[/\\]/g, '').replace(/\s+/g, ' ').trim()}x.bin`)
  .filter((each) => !/\p{Cf}/u.test(each));

const file = fc
  .record({
    filename,
    contentType: fc.constantFrom(
      'application/pdf',
      'image/png',
      'text/csv',
      'application/octet-stream',
      'message/rfc822',
    ),
    octets: fc.uint8Array({ maxLength: 2_000 }).map((octets) => Buffer.from(octets)),
    isInline: fc.boolean(),
    nested: fc.constantFrom(...nested),
  })
  .map(({ isInline, nested: message, ...each }) => {
    const octets = each.contentType === 'message/rfc822' ? message : each.octets;
    const isImage = each.contentType === 'image/png' && isInline;
    return { ...each, octets, contentId: isImage ? 'image' : null };
  });

const fields = fc.dictionary(
  fc.stringMatching(/^X-[A-Z][a-z]{2,8}$/),
  fc.oneof(line(200), fc.stringMatching(/^[a-z]{300,890}( [a-z="';]{1,60}){0,20}$/)),
  { maxKeys: 3 },
);

const letter: fc.Arbitrary<GeneratedLetter> = fc
  .record({
    to: fc.array(person, { maxLength: 30 }),
    cc: fc.array(person, { maxLength: 3 }),
    bcc: fc.array(person, { maxLength: 2 }),
    replyTo: fc.array(person, { maxLength: 2 }),
    from: fc.option(name, { nil: undefined }),
    subject,
    text: fc.option(text, { nil: undefined, freq: 5 }),
    html: fc.option(
      text.map((body) => `<p>${body}</p>\n`),
      { nil: undefined },
    ),
    files: fc.array(file, { maxLength: 4 }),
    fields,
    references: fc.array(fc.stringMatching(/^<[a-z0-9.]{5,60}@[a-z0-9.]{3,60}x>$/), { maxLength: 12 }),
  })
  .filter(({ text: plain, html }) => plain !== undefined || html !== undefined)
  .map(asLetter);

/** The account's own address is the author's. */
export function generatedLetters(author: string, count: number, seed: number): readonly GeneratedLetter[] {
  return fc.sample(letter, { numRuns: count, seed }).map(({ input, expected, ...rest }) => {
    const [from] = expected.from;
    const named = { name: from?.name ?? null, address: author };
    return { ...rest, input: { ...input, from: { ...named } }, expected: { ...expected, from: [named] } };
  });
}

function asLetter(given: {
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly replyTo: readonly Person[];
  readonly from: string | undefined;
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly files: readonly File[];
  readonly fields: Readonly<Record<string, string>>;
  readonly references: readonly string[];
}): GeneratedLetter {
  const { to, cc, bcc, replyTo, text: plain, html, references } = given;
  // Images belong to HTML; where there is none they are files like others.
  const files = given.files.map((each, index) => ({
    ...each,
    contentId: html === undefined || each.contentId === null ? null : `image.${index}@postern.test`,
  }));
  const headers = Object.entries(given.fields).map(([field, value]) => ({ name: field, value }));
  const thread = references.length === 0 ? [] : [{ name: 'References', value: references.join(' ') }];
  return {
    input: {
      mailbox: 'inbox',
      to,
      cc,
      bcc,
      replyTo,
      subject: given.subject,
      ...(plain === undefined ? {} : { text: plain }),
      ...(html === undefined ? {} : { html }),
      headers: [...headers, ...thread],
      attachments: files.map(({ octets, ...each }) => ({ ...each, content: octets.toString('base64') })),
    },
    expected: {
      subject: given.subject,
      inReplyTo: [],
      references,
      from: [{ name: given.from ?? null, address: '' }],
      replyTo: replyTo.length === 0 ? null : replyTo.map(onWire),
      to: to.map(onWire),
      cc: cc.map(onWire),
      bcc: bcc.map(onWire),
      text: plain ?? null,
      html: html ?? null,
      // What belongs to the HTML comes with it.
      attachments: [
        ...files.filter(({ contentId }) => contentId !== null),
        ...files.filter(({ contentId }) => contentId === null),
      ].map(described),
    },
    fields: new Map(headers.map(({ name: field, value }) => [field.toLowerCase(), value])),
  };
}

/** A domain goes as its A-labels, beside a local part beyond ASCII as it is read. */
function onWire({ address, name: called }: Person): ComparedAddress {
  const at = address.lastIndexOf('@');
  const [before, host] = [address.slice(0, at), address.slice(at + 1)];
  const label = /^[\0-\x7f]*$/.test(before) ? domainToASCII(host) : domainToUnicode(host);
  return { name: called ?? null, address: `${before}@${label}` };
}

function described({ filename: called, contentType, octets, contentId }: File): ComparedAttachment {
  return {
    filename: called,
    contentType,
    contentId,
    disposition: contentId === null ? 'attachment' : 'inline',
    sha256: createHash('sha256').update(octets).digest('hex'),
  };
}
