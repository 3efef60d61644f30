/** The first words of a message on one line (RFC 8970 speaks of 200 characters). */
import { ownWords } from './own-words.ts';

const longest = 200;
/** No preview needs more of a body. */
const taken = 16 * 1024;

/** What newsletters fill their preview with so that nothing else is in it. */
const fillers =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** null without words. */
export function previewOf(text: string): string | null {
  const beginning = text.slice(0, taken);
  const { own, quoted } = ownWords(beginning);
  const words = oneLine(own);
  return cut(words === '' ? oneLine(quoted ?? beginning) : words) || null;
}

function oneLine(text: string): string {
  return text
    .replace(fillers, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Between words where there are any, and never within a character. */
function cut(text: string): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '');
  const space = head.lastIndexOf(' ');
  return `${(space > longest / 2 ? head.slice(0, space) : head).trimEnd()}…`;
}
