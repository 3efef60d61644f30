/** PREVIEW (RFC 8970): the beginning of what a message says. */
import { textOf } from './content.ts';
import { parseDisposition } from './content-type.ts';
import { headerField } from './header.ts';
import type { MimePart } from './part.ts';

const MAX_CHARACTERS = 200;
/** Octets of a text that are looked at: enough for a long head of HTML. */
const MAX_OCTETS = 65_536;

/** Of the first plain text that is no attachment, else of the first HTML; empty when there is neither. At most 200 characters. */
export function preview(raw: Buffer, root: MimePart): string {
  const texts = [...textParts(raw, root)];
  const part =
    texts.find(({ subtype }) => subtype === 'plain') ?? texts.find(({ subtype }) => subtype === 'html');
  if (part === undefined) return '';
  const text = textOf(raw, part, MAX_OCTETS);
  const line = collapsed(part.subtype === 'html' ? withoutTags(text) : text);
  return Array.from(line.slice(0, 2 * MAX_CHARACTERS))
    .slice(0, MAX_CHARACTERS)
    .join('')
    .trimEnd();
}

function* textParts(raw: Buffer, part: MimePart): Generator<MimePart, void> {
  for (const each of part.parts) yield* textParts(raw, each);
  const disposition = headerField(raw, part, 'content-disposition') ?? '';
  const isAttached = parseDisposition(disposition).kind.toLowerCase() === 'attachment';
  if (part.type === 'text' && !isAttached) yield part;
}

function collapsed(text: string): string {
  return text.replace(/[\s\0-\x1f\x7f\u200b\ufeff]+/g, ' ').trim();
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Steps from `<` to `>`, each character once; style, script and title are left out with what they hold. */
function withoutTags(html: string): string {
  const lower = html.toLowerCase();
  let text = '';
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf('<', at);
    if (tag === -1) return withoutEntities(text + html.slice(at));
    text += `${html.slice(at, tag)} `;
    const hidden = /^(?:style|script|title)\b|^!--/.exec(lower.slice(tag + 1, tag + 9))?.[0];
    const closing = hidden === undefined ? '>' : hidden === '!--' ? '-->' : `</${hidden}`;
    const end = lower.indexOf(closing, tag + 1);
    if (end === -1) break;
    at = end + (hidden === undefined || hidden === '!--' ? closing.length : 0);
  }
  return withoutEntities(text);
}

function withoutEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    const code = name.startsWith('#') ? Number(name.slice(1).replace(/^x/i, '0x')) : NaN;
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    return entities[name.toLowerCase()] ?? whole;
  });
}
