/**
 * A query as words: parentheses, OR, AND, the minus, and terms with their name and value. What is between quotes is
 * never syntax. One pass from left to right. Pure.
 */
import { invalid } from './errors.ts';

export type QueryToken =
  | { readonly kind: '(' | ')' | '-' | 'OR' | 'AND' | 'end'; readonly at: number }
  | {
      readonly kind: 'term';
      /** Lower case; null for a text alone. */
      readonly name: string | null;
      /** Of `header:Name:value`. */
      readonly header: string | null;
      readonly value: string;
      readonly at: number;
    };

const blank = /[\s\ufeff]+/y;
const bareWord = /[^\s\ufeff()"]+/y;
const quotedText = /"((?:[^"\\]|\\[^])*)"/y;
const termName = /([A-Za-z]*):/y;
const fieldName = /([^\s:()"]+)(:?)/y;
const ending = /[\s\ufeff()]|$/y;

/** Ends with `end`. Throws `invalid-request` for quotes that are not closed, and for control characters. */
export function tokensOf(text: string): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };

  /** A quoted text or a bare one; null when there is neither. */
  const takeValue = (): { readonly text: string; readonly isQuoted: boolean } | null => {
    const start = at;
    const isQuoted = text[at] === '"';
    const match = take(isQuoted ? quotedText : bareWord);
    if (match === null) {
      if (isQuoted) throw queryProblem(start, 'this quote is not closed; close it, or leave it out');
      return null;
    }
    if (take(ending) === null) {
      throw queryProblem(
        at,
        'a quote begins or ends within a word; put a blank there, or write \\" for the sign itself',
      );
    }
    at = start + match[0].length;
    const value = isQuoted ? (match[1] ?? '').replace(/\\([^])/g, '$1') : match[0];
    if (/\p{Cc}/u.test(value)) throw queryProblem(start, 'this text holds a control character; leave it out');
    return { text: value, isQuoted };
  };

  const takeTerm = (): QueryToken => {
    const start = at;
    const name = take(termName)?.[1]?.toLowerCase() ?? null;
    const field = name === 'header' ? take(fieldName) : null;
    const header = field?.[1] ?? null;
    const value = header !== null && field?.[2] === '' ? null : takeValue();
    if (name === null && value?.isQuoted === false && (value.text === 'OR' || value.text === 'AND')) {
      return { kind: value.text, at: start };
    }
    return { kind: 'term', name, header, value: value?.text ?? '', at: start };
  };

  for (;;) {
    take(blank);
    const sign = text[at];
    if (sign === undefined) break;
    if (sign === '(' || sign === ')' || sign === '-') {
      tokens.push({ kind: sign, at });
      at += 1;
    } else tokens.push(takeTerm());
  }
  return [...tokens, { kind: 'end', at }];
}

/** `at` counts from 0, what callers are told from 1. */
export function queryProblem(at: number, message: string): ReturnType<typeof invalid> {
  return invalid('/q', `At character ${at + 1}: ${message}.`);
}
