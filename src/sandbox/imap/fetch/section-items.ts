/** The FETCH items that are octets of a message: BODY[…] and RFC822 (RFC 3501 §6.4.5), BINARY[…] (RFC 3516). */
import { bodyStructure } from '../../mime/body-structure.ts';
import { binaryOf } from '../../mime/content.ts';
import type { MimePart } from '../../mime/part.ts';
import { type Section, sectionOf } from '../../mime/section.ts';
import type { StoredMessage } from '../../store/model.ts';
import type { Arguments } from '../wire/arguments.ts';
import { formatted, formattedString } from '../wire/format.ts';
import type { Output } from '../wire/output.ts';
import { BadSyntax, Refused } from '../wire/syntax.ts';
import type { FetchItem } from './item.ts';
import type { FetchItemKind } from './item-kind.ts';

/** Deeper parts do not exist: the parser goes no further. */
const LONGEST_PATH = 200;
const MAX_FIELDS = 1_000;
/** Field names that stand as atoms: visible ASCII without what means something elsewhere. */
const PLAIN_NAME = /^(?:(?![(){%*"\\\]])[!-~])+$/;

interface Partial {
  readonly offset: number;
  readonly count: number;
}

type Octets = (raw: Buffer, root: MimePart) => Buffer | null;

function body(peek: boolean): FetchItemKind {
  return {
    read(given) {
      if (given.peek() !== '[') {
        if (peek) throw new BadSyntax('BODY.PEEK needs a section.');
        return {
          write: (output, { message }) =>
            output.text(`BODY ${formatted(bodyStructure(message.raw, message.root, false))}`),
        };
      }
      const section = readSection(given);
      return octetsItem({
        name: `BODY[${formatSection(section)}]`,
        partial: readPartial(given),
        peek,
        octets: (raw, root) => sectionOf(raw, root, section),
      });
    },
  };
}

function rfc822(name: string, text: Section['text'], peek: boolean): FetchItemKind {
  const section: Section = { path: [], text, fields: [] };
  return {
    read: () =>
      octetsItem({ name, partial: null, peek, octets: (raw, root) => sectionOf(raw, root, section) }),
  };
}

function binary(peek: boolean): FetchItemKind {
  return {
    needs: ['BINARY'],
    read(given) {
      const path = readBinaryPath(given);
      const item = octetsItem({
        name: `BINARY[${path.join('.')}]`,
        partial: readPartial(given),
        peek,
        octets: (raw, root) => binaryOf(raw, root, path),
      });
      return { ...item, check: ({ message }) => requireKnownEncoding(message, path) };
    },
  };
}

const binarySize: FetchItemKind = {
  needs: ['BINARY'],
  read(given) {
    const path = readBinaryPath(given);
    return {
      check: ({ message }) => requireKnownEncoding(message, path),
      write(output, { message }) {
        const size = binaryOf(message.raw, message.root, path)?.length ?? 0;
        output.text(`BINARY.SIZE[${path.join('.')}] ${size}`);
      },
    };
  },
};

/** RFC 3516 §4.3: a part whose encoding is not known cannot be given in binary. */
function requireKnownEncoding({ raw, root }: StoredMessage, path: readonly number[]): void {
  if (binaryOf(raw, root, path) !== null) return;
  if (sectionOf(raw, root, { path, text: null, fields: [] }) === null) return;
  throw new Refused('UNKNOWN-CTE', 'The part is encoded in an unknown way.');
}

function octetsItem(asked: {
  readonly name: string;
  readonly partial: Partial | null;
  readonly peek: boolean;
  readonly octets: Octets;
}): FetchItem {
  const { partial } = asked;
  const name = partial === null ? asked.name : `${asked.name}<${partial.offset}>`;
  return {
    ...(asked.peek ? {} : { seen: true }),
    write(output, { message }) {
      const whole = asked.octets(message.raw, message.root);
      output.text(`${name} `);
      if (whole === null) output.text('NIL');
      else writeOctets(output, partial === null ? whole : portion(whole, partial), name.startsWith('BINARY'));
    },
  };
}

function portion(whole: Buffer, { offset, count }: Partial): Buffer {
  return whole.subarray(Math.min(offset, whole.length), Math.min(offset + count, whole.length));
}

function writeOctets(output: Output, octets: Buffer, mayHoldNul: boolean): void {
  const marker = mayHoldNul && octets.includes(0) ? '~' : '';
  output.text(`${marker}{${octets.length}}\r\n`);
  output.octets(octets);
}

function readSection(given: Arguments): Section {
  given.expect('[');
  const path = readPath(given);
  if (given.accept(']')) return { path, text: null, fields: [] };
  const text = given.word();
  switch (text) {
    case 'MIME':
    case 'HEADER':
    case 'TEXT':
      given.expect(']');
      if (text === 'MIME' && path.length === 0) throw new BadSyntax('MIME needs a part.');
      return { path, text, fields: [] };
    case 'HEADER.FIELDS':
    case 'HEADER.FIELDS.NOT': {
      given.space();
      const fields = given.list(() => given.astring());
      if (fields.length > MAX_FIELDS) throw new BadSyntax('Too many fields.');
      given.expect(']');
      return { path, text, fields };
    }
    default:
      throw new BadSyntax(`Unknown section ${text}.`);
  }
}

/** Part numbers, with the dot behind them if something else follows. */
function readPath(given: Arguments): readonly number[] {
  const path: number[] = [];
  while (/\d/.test(given.peek())) {
    path.push(given.positive());
    if (path.length > LONGEST_PATH) throw new BadSyntax('There is no such part.');
    if (!given.accept('.')) {
      if (given.peek() !== ']') throw new BadSyntax('Expected "." or "]".');
      return path;
    }
    if (given.peek() === ']') throw new BadSyntax('The section ends with a dot.');
  }
  return path;
}

function readBinaryPath(given: Arguments): readonly number[] {
  given.expect('[');
  const path = readPath(given);
  given.expect(']');
  return path;
}

function readPartial(given: Arguments): Partial | null {
  if (!given.accept('<')) return null;
  const offset = given.number();
  given.expect('.');
  const count = given.positive();
  given.expect('>');
  return { offset, count };
}

function formatSection({ path, text, fields }: Section): string {
  const names = fields.map((field) => (PLAIN_NAME.test(field) ? field : formattedString(field)));
  const list = fields.length === 0 ? '' : ` (${names.join(' ')})`;
  return [...path, ...(text === null ? [] : [`${text}${list}`])].join('.');
}

export const SECTION_ITEMS: readonly (readonly [string, FetchItemKind])[] = [
  ['BODY', body(false)],
  ['BODY.PEEK', body(true)],
  ['RFC822', rfc822('RFC822', null, false)],
  ['RFC822.HEADER', rfc822('RFC822.HEADER', 'HEADER', true)],
  ['RFC822.TEXT', rfc822('RFC822.TEXT', 'TEXT', false)],
  ['BINARY', binary(false)],
  ['BINARY.PEEK', binary(true)],
  ['BINARY.SIZE', binarySize],
];
