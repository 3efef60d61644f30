/** Where a search was found in a message: subject, addresses, and the words around it in the body. Pure. */
import { snippetFields, type Snippet, type SnippetField, type SnippetTerms } from '../domain/snippet.ts';
import type { Address } from '../domain/address.ts';
import { folded, occurrences, type Range } from '../mime/search-text.ts';

export interface SnippetSource {
  readonly subject: string | null;
  readonly from: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  /** Its beginning; null when it was not fetched. */
  readonly body: string | null;
}

/** Of one field. */
const mostSnippets = 3;
const mostMatches = 50;
/** In UTF-16 units, before and behind the first match of a piece of the body. */
const before = 60;
const behind = 140;
/** More of a subject or an address than anybody reads. */
const longestLine = 1_000;
/** Addresses that are looked at. */
const mostAddresses = 200;

/** In the order of the fields; of a message that was found by other words than these there are none. */
export function snippetsOf(source: SnippetSource, terms: SnippetTerms): readonly Snippet[] {
  return snippetFields.flatMap((field) => {
    const needles = [...new Set((terms.get(field) ?? []).map((text) => folded(text.replace(/\s+/g, ' '))))];
    if (needles.length === 0) return [];
    return field === 'body'
      ? excerptsOf((source.body ?? '').replace(/\s+/g, ' '), needles)
      : linesOf(field, source)
          .flatMap((line) => marked(field, line, needles))
          .slice(0, mostSnippets);
  });
}

function linesOf(field: Exclude<SnippetField, 'body'>, source: SnippetSource): readonly string[] {
  if (field === 'subject') return source.subject === null ? [] : [source.subject];
  return source[field].slice(0, mostAddresses).map(written);
}

function written({ name, address }: Address): string {
  return name === null ? address : `${name} <${address}>`;
}

function marked(field: SnippetField, line: string, needles: readonly string[]): readonly Snippet[] {
  const text = withinCharacters(line, 0, longestLine);
  const matches = occurrences(text, needles, mostMatches);
  return matches.length === 0 ? [] : [{ field, text, matches }];
}

function excerptsOf(body: string, needles: readonly string[]): readonly Snippet[] {
  const excerpts: Snippet[] = [];
  const matches = occurrences(body, needles, mostMatches);
  let from = 0;
  for (const first of matches) {
    if (first[0] < from || excerpts.length === mostSnippets) continue;
    const start = wordFrom(body, Math.max(from, first[0] - before), first[0]);
    const text = withinCharacters(body, start, wordUntil(body, first[1], first[1] + behind));
    const end = start + text.length;
    const within = matches.filter((match) => match[0] >= start && match[1] <= end);
    excerpts.push({ field: 'body', text, matches: within.map((match) => moved(match, -start)) });
    from = end;
  }
  return excerpts;
}

/** The first beginning of a word from `at` on, not behind `limit`. */
function wordFrom(text: string, at: number, limit: number): number {
  if (at === 0 || text[at - 1] === ' ') return at;
  const blank = text.indexOf(' ', at);
  return blank === -1 || blank >= limit ? limit : blank + 1;
}

/** The last end of a word up to `limit`, not before `at`. */
function wordUntil(text: string, at: number, limit: number): number {
  if (limit >= text.length) return text.length;
  const blank = text.lastIndexOf(' ', limit);
  return blank <= at ? limit : blank;
}

/** Never half of a surrogate pair at the end. */
function withinCharacters(text: string, start: number, end: number): string {
  const code = text.charCodeAt(end - 1);
  const isTorn = end < text.length && code >= 0xd800 && code <= 0xdbff;
  return text.slice(start, isTorn ? end - 1 : end);
}

function moved([start, end]: Range, by: number): Range {
  return [start + by, end + by];
}
