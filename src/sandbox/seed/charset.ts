/** Text into octets of the charsets that mail came in before UTF-8: the decoders of Node, read backwards. */

export type Charset = 'utf-8' | 'iso-8859-1' | 'iso-2022-jp' | 'koi8-r' | 'gb18030';

const TO_JAPANESE = Buffer.from('\u001b$B');
const TO_ASCII = Buffer.from('\u001b(B');

/** What the charset does not have becomes a question mark. */
export function encoded(text: string, charset: Charset): Buffer {
  switch (charset) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'iso-8859-1':
      return Buffer.from(text, 'latin1');
    case 'koi8-r':
    case 'gb18030':
      return Buffer.concat(Array.from(text, (character) => octetsOf(character, tables[charset]())));
    case 'iso-2022-jp':
      return shifted(text);
  }
}

/** RFC 1468: in ASCII at the beginning, before each line end, and at the end. */
function shifted(text: string): Buffer {
  const pieces: Buffer[] = [];
  let japanese = false;
  for (const character of text) {
    const ascii = character < '\u0080';
    if (ascii === japanese) pieces.push(ascii ? TO_ASCII : TO_JAPANESE);
    japanese = !ascii;
    const octets = octetsOf(character, tables['euc-jp']());
    pieces.push(ascii ? octets : Buffer.from(octets.map((octet) => octet & 0x7f)));
  }
  if (japanese) pieces.push(TO_ASCII);
  return Buffer.concat(pieces);
}

type Table = ReadonlyMap<string, Buffer>;

function octetsOf(character: string, table: Table): Buffer {
  return character < '\u0080' ? Buffer.from(character) : (table.get(character) ?? Buffer.from('?'));
}

const tables = {
  'koi8-r': once(() =>
    tableOf(
      'koi8-r',
      range(0x80, 0xff).map((octet) => [octet]),
    ),
  ),
  gb18030: once(() => tableOf('gb18030', pairs(0x81, 0x40))),
  'euc-jp': once(() => tableOf('euc-jp', pairs(0xa1, 0xa1))),
};

function pairs(firstLead: number, firstTrail: number): number[][] {
  return range(firstLead, 0xfe).flatMap((lead) => range(firstTrail, 0xfe).map((trail) => [lead, trail]));
}

function tableOf(label: string, candidates: readonly number[][]): Table {
  const decoder = new TextDecoder(label);
  const table = new Map<string, Buffer>();
  for (const octets of candidates) {
    const character = decoder.decode(Uint8Array.from(octets));
    if (Array.from(character).length === 1 && character !== '\ufffd') {
      if (!table.has(character)) table.set(character, Buffer.from(octets));
    }
  }
  return table;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
