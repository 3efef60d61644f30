/**
 * The encoded bodies of one message → the fields that are wanted of them. Runs in a thread with what reads HTML, or in
 * the main one without for what is short and plain.
 */
import type {
  Content,
  ContentField,
  EncodedBodies,
  EncodedPart,
  MachineParts,
  WantedContent,
} from '../use-cases/ports/content.ts';
import { looksLikeBounce } from '../domain/report-headers.ts';
import { hasWords } from '../mime/blank-text.ts';
import { encodedBound } from '../mime/transfer-encoding.ts';
import { decodeBody } from './decode-body.ts';
import { ownWords } from './own-words.ts';
import { previewOf } from './preview.ts';
import { calendarsOf, reportOf, securityOf, type CalendarReader } from './read-machine-parts.ts';
import { readTnefParts } from './read-tnef.ts';
import type { SafeHtml, Sanitising } from './safe-html.ts';

/** What takes libraries and time. */
export interface ContentTools {
  safeHtml(html: string, how: Sanitising): SafeHtml;
  /** Of safe HTML, with the marks of `own-words.ts`. */
  markdownOf(html: string): { readonly markdown: string; readonly cut: boolean };
  textOfHtml(html: string): string;
  readonly readCalendar: CalendarReader;
}

/** Whether `readBodies` can do without tools. */
export function isPlain(
  { text, html, machine, tnef }: EncodedBodies,
  { fields, html: form }: WantedContent,
): boolean {
  const isText = html.length === 0 && tnef.length === 0;
  return fields.every((field) => {
    switch (field) {
      case 'text':
      case 'security':
      case 'enclosed':
        return true;
      case 'report':
        return isText || hasWords(text) || machine === null || !isInWords(machine);
      case 'calendar':
        return machine === null || machine.calendars.length === 0;
      case 'html':
        return isText || form.as === 'raw';
      case 'preview':
        return isText || hasWords(text);
      case 'markdown':
      case 'quoted':
      case 'signature':
      case 'remoteImages':
        return isText;
    }
  });
}

/** What armour and bounces are looked for in. */
const wordsBytes = 64 * 1024;

type Fields = { -readonly [Field in keyof Content['fields']]: Content['fields'][Field] };

/** Throws without tools where `isPlain` says that they are needed. */
export function readBodies(
  bodies: EncodedBodies,
  wanted: WantedContent,
  tools: ContentTools | null,
): Content {
  const { maxBytes } = wanted;
  const has = (...names: readonly ContentField[]): boolean =>
    names.some((name) => wanted.fields.includes(name));
  const html = tools ?? noTools;
  const { machine } = bodies;
  const own = { text: joinParts(bodies.text, maxBytes), html: joinParts(bodies.html, maxBytes) };
  const isBare = isBlank(own.text) && isBlank(own.html);
  const tnef = has('enclosed') || isBare ? readTnefParts(bodies.tnef, maxBytes) : null;
  const text = (isBare ? tnef?.text : null) ?? own.text;
  const rawHtml = (isBare ? tnef?.html : null) ?? own.html;
  const isRaw = wanted.html.as === 'raw';
  const needsSafe = (has('html') && !isRaw) || has('remoteImages', 'markdown', 'quoted', 'signature');
  const safe =
    rawHtml === null || !needsSafe ? null : html.safeHtml(rawHtml.text, sanitising(bodies, wanted));
  const shownHtml = isRaw ? rawHtml : safe === null ? null : { text: safe.html, cut: safe.cut };

  const fields: Fields = {
    ...(has('security') && { security: null }),
    ...(has('report') && { report: null }),
  };
  const cuts = [tnef !== null && tnef.problem !== null];
  if (has('text')) {
    fields.text = text?.text ?? null;
    cuts.push(text?.cut === true);
  }
  if (has('html')) {
    fields.html = shownHtml?.text ?? null;
    cuts.push(rawHtml?.cut === true, shownHtml?.cut === true);
  }
  if (has('remoteImages')) {
    fields.remoteImages = safe?.remoteImages ?? null;
    cuts.push(rawHtml?.cut === true, safe?.cut === true);
  }
  if (has('markdown', 'quoted', 'signature')) {
    const written = safe === null ? null : html.markdownOf(safe.html);
    const words = written === null && text === null ? null : ownWords(written?.markdown ?? text?.text ?? '');
    if (has('markdown')) fields.markdown = words?.own ?? null;
    if (has('quoted')) fields.quoted = words?.quoted ?? null;
    if (has('signature')) fields.signature = words?.signature ?? null;
    cuts.push(
      written === null ? text?.cut === true : rawHtml?.cut === true || safe?.cut === true || written.cut,
    );
  }
  if (has('preview')) fields.preview = preview(bodies, text, rawHtml, html);
  if (machine !== null && has('security', 'report')) {
    // As far as it was fetched, however little of it is to be shown.
    const words = joinParts(bodies.text, wordsBytes)?.text ?? null;
    if (has('security')) fields.security = securityOf(machine, words);
    if (has('report')) {
      const ofHtml = words === null && isInWords(machine) ? joinParts(bodies.html, wordsBytes) : null;
      fields.report = reportOf(machine, ofHtml === null ? words : html.textOfHtml(ofHtml.text));
    }
  }
  let problem = tnef?.problem ?? null;
  if (has('calendar')) {
    const { items, unreadable } =
      machine === null || machine.calendars.length === 0
        ? { items: [], unreadable: false }
        : calendarsOf(machine, html.readCalendar);
    fields.calendar = items.length === 0 && unreadable ? null : items;
    if (unreadable) problem = 'A calendar of the message could not be read.';
  }
  const files = has('enclosed') && tnef !== null ? { files: tnef.files } : {};
  return { fields, ...files, truncated: cuts.includes(true), problem };
}

/** A bounce that has nothing for machines. */
function isInWords({ status, header }: MachineParts): boolean {
  return status === null && looksLikeBounce(header);
}

const noTools: ContentTools = {
  safeHtml: unavailable,
  markdownOf: unavailable,
  textOfHtml: unavailable,
  readCalendar: unavailable,
};

function unavailable(): never {
  throw new Error('HTML and calendars are read in threads only.');
}

function sanitising({ inline }: EncodedBodies, { html: { images }, maxBytes }: WantedContent): Sanitising {
  const urls = new Map(inline.map(({ contentId, url }) => [contentId, url]));
  return { images, maxBytes, inlineUrl: (contentId) => urls.get(contentId) ?? null };
}

function preview(
  bodies: EncodedBodies,
  text: Body | null,
  html: Body | null,
  tools: ContentTools,
): string | null {
  const ofText = text === null ? null : previewOf(text.text);
  if (ofText !== null || html === null || hasWords(bodies.text)) return ofText;
  return previewOf(tools.textOfHtml(html.text));
}

interface Body {
  readonly text: string;
  readonly cut: boolean;
}

function isBlank(body: Body | null): boolean {
  return body === null || body.text.trim() === '';
}

function joinParts(parts: readonly EncodedPart[], maxBytes: number): Body | null {
  if (parts.length === 0) return null;
  let text = '';
  let cut = false;
  for (const part of parts) {
    if (text !== '' && !text.endsWith('\n') && part.type !== 'text/html') text += '\n';
    const left = maxBytes - Buffer.byteLength(text);
    const { octets, size, encoding } = part;
    const body = decodeBody(
      Buffer.from(octets.buffer, octets.byteOffset, octets.length),
      { ...part, cutOff: octets.length < size },
      Math.max(0, left),
    );
    text += body.text;
    cut ||= body.cut || size > Math.max(octets.length, encodedBound(maxBytes, encoding));
  }
  return { text, cut };
}
