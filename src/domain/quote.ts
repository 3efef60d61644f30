/**
 * The words of a message that is answered or forwarded, below the new ones: an answer quotes them under a line that says
 * whose they are, a forward puts its header above them. In text by `>` (RFC 3676 §4.5), in HTML as every mail program marks them.
 */
import type { Address } from './address.ts';
import type { Message } from './message.ts';
import type { ReferenceAction } from './reference.ts';

/** What is quoted; `html` has been made safe. */
export interface QuotedMessage extends Pick<
  Message,
  'from' | 'to' | 'cc' | 'subject' | 'date' | 'receivedAt'
> {
  readonly text: string | null;
  readonly html: string | null;
}

export interface Bodies {
  readonly text: string | null;
  readonly html: string | null;
}

/**
 * In the forms that the caller writes; where nothing was written in those of the original. A forward keeps the HTML of the
 * original also below a mere text.
 */
export function withQuote(written: Bodies, original: QuotedMessage, action: ReferenceAction): Bodies {
  const text = written.text !== null || written.html === null;
  const html =
    written.html !== null || (original.html !== null && (written.text === null || action === 'forward'));
  return {
    text: text ? textWithQuote(written.text ?? '', original, action) : null,
    html: html ? htmlWithQuote(written.html ?? htmlOf(written.text ?? ''), original, action) : null,
  };
}

function textWithQuote(written: string, original: QuotedMessage, action: ReferenceAction): string {
  const words = sendable(original.text ?? '')
    .replace(/\r\n?/g, '\n')
    .trimEnd();
  const quoted =
    action === 'forward'
      ? [forwardLine, ...headerOf(original).map(([name, value]) => `${name}: ${value}`), '', words]
      : [attributionOf(original), ...words.split('\n').map(quotedLine)];
  const above = written.replace(/\r\n?/g, '\n').trimEnd();
  return `${above === '' ? '' : `${above}\n\n`}${quoted.join('\n')}\n`;
}

/** A quote in a quote has its marks side by side. */
function quotedLine(line: string): string {
  return line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`;
}

const forwardLine = '---------- Forwarded message ---------';

function htmlWithQuote(written: string, original: QuotedMessage, action: ReferenceAction): string {
  const words = sendable(original.html ?? htmlOf(original.text ?? ''));
  const quoted =
    action === 'forward'
      ? `${forwardLine}<br>${headerOf(original)
          .map(([name, value]) => `<b>${name}:</b> ${escaped(value)}<br>`)
          .join('')}<br></div>${words}`
      : `${escaped(attributionOf(original))}<br></div><blockquote class="gmail_quote" type="cite" style="${bar}">${words}</blockquote>`;
  const block = `<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${quoted}</div>`;
  // Below the words, and within the page that they may be.
  const end = lastOf(written, /<\/body\s*>/gi) ?? lastOf(written, /<\/html\s*>/gi) ?? written.length;
  return `${written.slice(0, end)}${block}${written.slice(end)}`;
}

/** Where the last match begins. */
function lastOf(text: string, pattern: RegExp): number | null {
  let last: number | null = null;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}

const bar = 'margin:0 0 0 0.8ex;border-left:1px solid #cccccc;padding-left:1ex';

function attributionOf({ from, date, receivedAt }: QuotedMessage): string {
  const whose = from.map(written).join(', ') || 'the sender';
  return `On ${dayAndTime(date ?? receivedAt)}, ${whose} wrote:`;
}

function headerOf(original: QuotedMessage): readonly (readonly [string, string])[] {
  const { from, to, cc, subject, date, receivedAt } = original;
  const lines: readonly (readonly [string, string])[] = [
    ['From', from.map(written).join(', ')],
    ['Date', dayAndTime(date ?? receivedAt)],
    ['Subject', oneLine(subject ?? '')],
    ['To', to.map(written).join(', ')],
    ['Cc', cc.map(written).join(', ')],
  ];
  return lines.filter(([, value]) => value !== '');
}

function written({ name, address }: Address): string {
  return oneLine(name === null || name === '' ? `<${address}>` : `${name} <${address}>`);
}

/** `Mon, 23 Nov 2026 at 15:31 UTC`. */
function dayAndTime(time: string): string {
  const text = new Date(time).toUTCString();
  return `${text.slice(0, 16)} at ${text.slice(17, 22)} UTC`;
}

/** What strangers write may hold NUL; what is sent does not. */
function sendable(text: string): string {
  return text.replaceAll('\0', '');
}

function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Its lines and blanks stay. */
function htmlOf(text: string): string {
  if (text === '') return '';
  const lines = escaped(text.replace(/\r\n?/g, '\n').trimEnd());
  return `<div style="white-space:pre-wrap">${lines.replaceAll('\n', '<br>')}</div>`;
}
