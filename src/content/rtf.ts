/**
 * What RTF says: the HTML or the text that was wrapped in it (MS-OXRTFEX), else its own text without any form. In linear
 * time. Never throws.
 */
import { inCharset } from '../mime/charset.ts';
import { charsetOfCodepage } from '../mime/codepage.ts';

export interface RtfBody {
  readonly as: 'html' | 'text';
  readonly text: string;
}

/** Groups whose words are not the document's. */
const destinations = new Set([
  ...[
    'fonttbl',
    'colortbl',
    'stylesheet',
    'info',
    'pict',
    'object',
    'header',
    'footer',
    'headerl',
    'headerr',
  ],
  ...[
    'footerl',
    'footerr',
    'footnote',
    'listtable',
    'listoverridetable',
    'generator',
    'xmlnstbl',
    'themedata',
  ],
]);
const characters = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['sect', '\n'],
  ['page', '\n'],
  ['row', '\n'],
  ['tab', '\t'],
  ['cell', '\t'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['endash', '–'],
  ['emdash', '—'],
]);

/** What holds within a group and ends with it. */
interface Group {
  readonly hidden: boolean;
  /** `\htmlrtf`: for readers of RTF alone. */
  readonly forRtf: boolean;
  /** Characters behind `\u` that stand for those who do not know it. */
  readonly fallback: number;
}

const token =
  /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/g;

export function readRtf(rtf: Buffer): RtfBody {
  const source = rtf.toString('latin1');
  const isHtml = source.slice(0, 1_024).includes(String.raw`\fromhtml1`);
  const groups: Group[] = [];
  let group: Group = { hidden: false, forRtf: false, fallback: 1 };
  let charset = 'windows-1252';
  let passing = 0;
  /** The star that lets readers pass over what they do not know. */
  let starred = false;
  const pieces: string[] = [];
  let octets: number[] = [];

  const flush = (): void => {
    if (octets.length > 0) pieces.push(inCharset(Buffer.from(octets), charset, false));
    octets = [];
  };
  const isShown = (): boolean => !group.hidden && !(isHtml && group.forRtf);
  const octet = (value: number): void => {
    if (passing > 0) passing -= 1;
    else if (isShown()) octets.push(value);
  };
  const say = (text: string): void => {
    if (!isShown()) return;
    flush();
    pieces.push(text);
  };

  const control = (name: string, value: number | null): void => {
    const isUnknown = starred;
    starred = false;
    if (name === 'u' && value !== null) {
      say(String.fromCharCode(value & 0xffff));
      passing = group.fallback;
    } else if (name === 'uc') group = { ...group, fallback: Math.min(value ?? 1, 16) };
    else if (name === 'ansicpg') charset = charsetOfCodepage(value) ?? charset;
    else if (name === 'htmlrtf') group = { ...group, forRtf: value !== 0 };
    else if (name === 'htmltag') group = { ...group, hidden: group.hidden || !isHtml };
    else if (destinations.has(name) || isUnknown) group = { ...group, hidden: true };
    else {
      const character = characters.get(name);
      if (character !== undefined) say(character);
    }
  };

  for (const [, name, number, hex, symbol, brace, text] of source.matchAll(token)) {
    if (name !== undefined) control(name, number === undefined ? null : Number(number));
    else if (hex !== undefined) octet(Number.parseInt(hex, 16));
    else if (brace === '{') {
      groups.push(group);
      passing = 0;
    } else if (brace === '}') {
      flush();
      group = groups.pop() ?? group;
      passing = 0;
    } else if (symbol === '*') starred = true;
    else if (symbol === '~') say('\u00a0');
    else if (symbol === '_') say('\u2011');
    else if (symbol === '\n' || symbol === '\r') say('\n');
    else if (symbol !== undefined && '\\{}'.includes(symbol)) octet(symbol.charCodeAt(0));
    else if (text !== undefined) for (const each of Buffer.from(text, 'latin1')) octet(each);
  }
  flush();
  return { as: isHtml ? 'html' : 'text', text: pieces.join('') };
}
