/**
 * What of a filter can be shown where it was found: its texts, by the part of the message that they were looked for in.
 * What is negated was not found. Pure.
 */
import type { Filter } from './search.ts';

export const snippetFields = ['subject', 'from', 'to', 'cc', 'bcc', 'body'] as const;
export type SnippetField = (typeof snippetFields)[number];

/** A piece of a message in which something that was searched for was found. */
export interface Snippet {
  readonly field: SnippetField;
  /** A whole subject or address, or some words of the body with runs of blanks as one. */
  readonly text: string;
  /** Ascending, without overlap; half-open, in UTF-16 units of `text`. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** Texts to be marked, by field. */
export type SnippetTerms = ReadonlyMap<SnippetField, readonly string[]>;

/** Empty where nothing of the filter can be shown. */
export function snippetTerms(filter: Filter): SnippetTerms {
  const terms = new Map<SnippetField, string[]>();
  const add = (fields: readonly SnippetField[], text: string): void => {
    for (const field of fields) terms.set(field, [...(terms.get(field) ?? []), text]);
  };
  const look = (part: Filter): void => {
    if ('all' in part) part.all.forEach(look);
    if ('any' in part) part.any.forEach(look);
    if ('text' in part) add(snippetFields, part.text);
    if ('subject' in part) add(['subject'], part.subject);
    if ('from' in part) add(['from'], part.from);
    if ('to' in part) add(['to'], part.to);
    if ('cc' in part) add(['cc'], part.cc);
    if ('bcc' in part) add(['bcc'], part.bcc);
    if ('body' in part) add(['body'], part.body);
  };
  look(filter);
  return terms;
}
