/**
 * What a person wrote, apart from what they quote and from their signature: in plain text, and in Markdown made of HTML
 * where known quotes stand between marks. An answer written between the lines of a quote keeps the quote: without it
 * nobody could read the answer. Linear in the text.
 */
import {
  beginsAttribution,
  isAttribution,
  isDivider,
  isFromLine,
  isMobileSignature,
  isQuotedHeader,
} from './attribution.ts';

/** Lines of their own, from a range of Unicode that no message needs (private use). */
export const marks = {
  quote: '\ue000',
  quoteEnd: '\ue001',
  signature: '\ue002',
  signatureEnd: '\ue003',
} as const;

export interface OwnWords {
  readonly own: string;
  readonly quoted: string | null;
  readonly signature: string | null;
}

export function ownWords(text: string): OwnWords {
  const lines = text.split('\n');
  const quote = markedQuote(lines) ?? dividedQuote(lines) ?? prefixedQuote(lines);
  const before = quote === null ? lines : lines.slice(0, quote.from);
  const after = quote === null ? [] : lines.slice(quote.to);
  // A signature stands below what was written, which may be above the quote or beneath it.
  const below = after.some(isWritten) ? takeSignature(after) : { own: after, signature: null };
  const above = below.signature === null ? takeSignature(before) : { own: before, signature: null };
  return {
    own: joined([...above.own, ...below.own]) ?? '',
    quoted: quote === null ? null : joined(lines.slice(quote.from, quote.to)),
    signature: above.signature ?? below.signature,
  };
}

/** Of lines: `to` is behind the last one. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const isMark = (line: string): boolean => Object.values<string>(marks).includes(line);
const isWritten = (line: string): boolean => line.trim() !== '' && !isMark(line);

/** A line as it was before Markdown: without emphasis and escapes. */
function plain(line: string): string {
  return line.slice(0, 1_000).replace(/[\\*]/g, '').replace(/\s+/g, ' ').trim();
}

function joined(lines: readonly string[]): string | null {
  const kept = lines.filter((line) => !isMark(line));
  const text = kept
    // Blanks at a line's end are a break in Markdown, but not where a paragraph ends anyway.
    .map((line, index) => (kept[index + 1]?.trim() === '' ? line.trimEnd() : line))
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
  return text === '' ? null : text.replace(/\n{3,}/g, '\n\n');
}

/** The one quote that HTML marks, or the last one if nothing is written below it; several with words between stay. */
function markedQuote(lines: readonly string[]): Span | null {
  const spans: Span[] = [];
  let open: number | null = null;
  for (const [index, line] of lines.entries()) {
    if (line === marks.quote) open ??= index;
    else if (line === marks.quoteEnd && open !== null) {
      const last = spans.at(-1);
      // An attribution and its quote are two elements of one quote.
      if (last !== undefined && !lines.slice(last.to, open).some(isWritten)) {
        spans[spans.length - 1] = { from: last.from, to: index + 1 };
      } else spans.push({ from: open, to: index + 1 });
      open = null;
    }
  }
  if (open !== null) spans.push({ from: open, to: lines.length });
  const last = spans.at(-1);
  if (last === undefined) return null;
  const isTail = !takeSignature(lines.slice(last.to)).own.some(isWritten);
  return spans.length === 1 || isTail ? withAttribution(lines, last) : null;
}

/** From a divider or a quoted header on everything is quoted. */
function dividedQuote(lines: readonly string[]): Span | null {
  let tries = 50;
  for (const [index, line] of lines.entries()) {
    if (line.length > 1_000 || line.startsWith('>')) continue;
    const text = plain(line);
    const isFrom = tries > 0 && isFromLine(text);
    if (isFrom) tries -= 1;
    if (isDivider(text) || (isFrom && isQuotedHeader(headerAt(lines, index)))) {
      return { from: withRule(lines, index), to: lines.length };
    }
  }
  return null;
}

function headerAt(lines: readonly string[], index: number): readonly string[] {
  return lines
    .slice(index, index + 10)
    .map(plain)
    .filter((line) => line !== '')
    .slice(0, 6);
}

/** Outlook draws a line above the header that it quotes. */
function withRule(lines: readonly string[], index: number): number {
  let above = index - 1;
  while (above >= 0 && lines[above]?.trim() === '') above -= 1;
  return /^(?:[-_]{3,}|\* \* \*)$/.test(plain(lines[above] ?? '')) ? above : index;
}

/** Lines with `>`: at the end, or at the beginning with words only below them. */
function prefixedQuote(lines: readonly string[]): Span | null {
  const isQuoted = (line: string): boolean => line.startsWith('>');
  const first = lines.findIndex(isQuoted);
  if (first === -1) return null;
  const last = lines.findLastIndex(isQuoted);
  const tail = takeSignature(lines.slice(last + 1)).own;
  if (!tail.some(isWritten)) {
    let from = last;
    while (from > 0 && (isQuoted(lines[from - 1] ?? '') || lines[from - 1]?.trim() === '')) from -= 1;
    return withAttribution(lines, { from, to: last + 1 });
  }
  const whole = lines.slice(first, last + 1).every((line) => isQuoted(line) || line.trim() === '');
  const span = withAttribution(lines, { from: first, to: last + 1 });
  return whole && !lines.slice(0, span.from).some(isWritten) ? span : null;
}

/** With the line above that says whose words follow, which may have been wrapped into two or three. */
function withAttribution(lines: readonly string[], span: Span): Span {
  let end = span.from - 1;
  while (end >= 0 && lines[end]?.trim() === '') end -= 1;
  let found: number | null = null;
  for (let from = end; from >= 0 && from > end - 3 && isWritten(lines[from] ?? ''); from -= 1) {
    const text = lines
      .slice(from, end + 1)
      .map(plain)
      .join(' ');
    if (!isAttribution(text)) continue;
    const isBegun = beginsAttribution(text);
    if (found === null || isBegun) found = from;
    if (isBegun) break;
  }
  return found === null ? span : { ...span, from: found };
}

/** More lines than any signature has. */
const longestSignature = 20;

function takeSignature(lines: readonly string[]): { own: readonly string[]; signature: string | null } {
  const marked = lines.lastIndexOf(marks.signature);
  const start = marked === -1 ? signatureStart(lines) : marked;
  if (start === null) return { own: lines, signature: null };
  return { own: lines.slice(0, start), signature: joined(lines.slice(start)) };
}

/** `-- ` (RFC 3676 §4.3), or what a telephone adds as the last line. */
function signatureStart(lines: readonly string[]): number | null {
  const last = lines.findLastIndex(isWritten);
  for (let index = last; index >= 0 && index > last - longestSignature; index -= 1) {
    if (/^\\?-\\?- {0,3}$/.test(lines[index] ?? '')) return index;
  }
  const words = plain(lines[last] ?? '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return isMobileSignature(words) ? last : null;
}
