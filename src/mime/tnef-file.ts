/** A file in TNEF while it is being described, and what is known of it when all is read (MS-OXTNEF §2.1.3.3). */
import { inCharset } from './charset.ts';
import { charsetOfCodepage } from './codepage.ts';
import { take, type Cursor, type Reading } from './passing-reader.ts';
import { propertyType, type Property } from './tnef-properties.ts';

/** Octets of the TNEF itself. */
export interface Span {
  readonly at: number;
  readonly size: number;
}

export interface TnefFile extends Span {
  /** As it was written. */
  readonly filename: string | null;
  /** Lower case; null when nobody says. */
  readonly contentType: string | null;
  readonly contentId: string | null;
  /** Index of the message that holds it; null: the TNEF itself. */
  readonly within: number | null;
}

/** Octets of a name. */
const longestName = 2_048;

/** Best first. */
const names = ['longFilename', 'transportName', 'title', 'filename', 'displayName'] as const;
/** By their identifiers. */
export const wordProperties: ReadonlyMap<number, WordName> = new Map([
  [0x3707, 'longFilename'],
  [0x3704, 'filename'],
  [0x3001, 'displayName'],
  [0x370e, 'contentType'],
  [0x3712, 'contentId'],
]);
export type WordName = (typeof names)[number] | 'contentType' | 'contentId';

/** Characters whose charset is known when all is read. */
export interface Words {
  readonly octets: Buffer;
  readonly type: number;
}

/** The TNEF itself, or the message in it that has the file. */
export interface Holder {
  /** Index of its own file; null of the TNEF itself. */
  readonly file: number | null;
  readonly codepage: number | null;
}

export interface DescribedFile {
  readonly holder: Holder;
  data: Span | null;
  isMessage: boolean;
  readonly words: Map<WordName, Words>;
}

export function* readWords(cursor: Cursor, { type, size }: Property, end: number): Reading<Words> {
  const octets = yield* take(cursor, Math.min(size, longestName), end);
  return { octets: Buffer.from(octets), type };
}

/** null without content. */
export function shownFile({ holder, data, isMessage, words }: DescribedFile): TnefFile | null {
  if (data === null) return null;
  const text = (name: WordName): string | null => {
    const found = words.get(name);
    if (found === undefined) return null;
    return inCharset(found.octets, charsetOf(found, holder.codepage), false).replace(/\0[^]*$/, '') || null;
  };
  const contentType = isMessage ? 'application/ms-tnef' : (text('contentType')?.trim().toLowerCase() ?? null);
  return {
    ...data,
    filename: names.map(text).find((each) => each !== null) ?? null,
    contentType: contentType !== null && /^[!-~]+\/[!-~]+$/.test(contentType) ? contentType : null,
    contentId: text('contentId')?.trim().replace(/^<|>$/g, '') ?? null,
    within: holder.file,
  };
}

/** Of characters by the type of their property. */
export function charsetOf({ type }: { readonly type: number }, codepage: number | null): string | null {
  return type === propertyType.unicode ? 'utf-16le' : charsetOfCodepage(codepage);
}
