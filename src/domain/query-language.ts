/**
 * The query language of `q` → the typed filter: `from:ann (is:unread OR larger:1M) -subject:"weekly news"`. A blank is
 * AND and binds tighter than OR; a minus negates what stands right behind it; a text without a name is looked for
 * everywhere in the message. In time linear to the text; what is no query is refused with its place and a remedy. Pure.
 */
import { invalid, type GatewayError } from './errors.ts';
import { headerMeaning, meaningOf } from './query-terms.ts';
import { queryProblem, tokensOf, type QueryToken } from './query-tokens.ts';
import type { Filter } from './search.ts';

export interface Query {
  /** Null when every message matches. */
  readonly filter: Filter | null;
  /** What `in:` names, as a list's `mailbox` names it, `*` also by `anywhere`; null without it. */
  readonly mailbox: string | null;
}

export const longestQuery = 2_000;
const mostTerms = 100;
const deepest = 20;

type Term = Extract<QueryToken, { kind: 'term' }>;

/** Throws `invalid-request`, and nothing else. */
export function parseQuery(text: string): Query {
  if (text.length > longestQuery) throw invalid('/q', `A query has at most ${longestQuery} characters.`);
  const tokens = tokensOf(text);
  const terms = tokens.filter(({ kind }) => kind === 'term');
  const surplus = terms[mostTerms];
  if (surplus !== undefined) throw queryProblem(surplus.at, `a query has at most ${mostTerms} terms`);
  const places = terms.filter(isPlace);
  const [place, second] = places;
  if (second !== undefined)
    throw queryProblem(second.at, 'in: stands twice; name one mailbox, or in:* for all of them');
  if (place !== undefined) requireApart(tokens, place);
  const conditions = tokens.filter((token) => token !== place);
  const filter = conditions.length === 1 ? null : readQuery(conditions);
  return { filter, mailbox: place === undefined ? null : mailboxOf(place) };
}

function isPlace(token: QueryToken): token is Term {
  return token.kind === 'term' && token.name === 'in';
}

/** `in:` says where to search, for all of the query: it is no condition that could be negated or one of several. */
function requireApart(tokens: readonly QueryToken[], place: Term): void {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === '(') depth += 1;
    if (token.kind === ')') depth -= 1;
    const isNegated = tokens[index - 1]?.kind === '-';
    if (token === place && (depth > 0 || isNegated)) {
      throw queryProblem(
        place.at,
        'in: says where to search and stands outside of parentheses, without a minus',
      );
    }
    if (token.kind === 'OR' && depth === 0) {
      throw queryProblem(token.at, 'beside in: an OR needs parentheses around its alternatives');
    }
  }
}

function mailboxOf({ value, at }: Term): string {
  if (value === '')
    throw queryProblem(at, 'in: has no value; name a mailbox right behind the colon, or * for all');
  return /^anywhere$/i.test(value) ? '*' : value;
}

function readQuery(tokens: readonly QueryToken[]): Filter {
  let next = 0;
  let depth = 0;
  const peek = (): QueryToken => tokens[next] ?? { kind: 'end', at: 0 };

  const alternatives = (): Filter => {
    const found = [conjunction()];
    while (peek().kind === 'OR') {
      next += 1;
      found.push(conjunction());
    }
    return several(found, (any) => ({ any }));
  };

  const conjunction = (): Filter => {
    const found = [condition()];
    for (;;) {
      const { kind } = peek();
      if (kind === 'OR' || kind === ')' || kind === 'end') return several(found, (all) => ({ all }));
      if (kind === 'AND') next += 1;
      found.push(condition());
    }
  };

  const condition = (): Filter => {
    const token = peek();
    next += 1;
    switch (token.kind) {
      case 'term':
        return termOf(token);
      case '-':
        return negation(token.at);
      case '(':
        return group(token.at);
      case ')':
        throw nothingBefore(token, 'a closing parenthesis');
      case 'OR':
      case 'AND':
        throw nothingBefore(token, token.kind);
      case 'end':
        throw queryProblem(token.at, 'the query ends where something to look for should follow');
    }
  };

  const negation = (at: number): Filter => {
    const token = peek();
    if ((token.kind !== 'term' && token.kind !== '(') || token.at !== at + 1) {
      throw queryProblem(
        at,
        'a minus stands right before the one thing that it negates; put quotes around a minus that is text',
      );
    }
    return { not: condition() };
  };

  const group = (at: number): Filter => {
    depth += 1;
    if (depth > deepest) throw queryProblem(at, `parentheses nest at most ${deepest} deep`);
    const inner = alternatives();
    if (peek().kind !== ')')
      throw queryProblem(at, 'this parenthesis is not closed; close it, or put it between quotes');
    next += 1;
    depth -= 1;
    return inner;
  };

  const filter = alternatives();
  const rest = peek();
  if (rest.kind !== 'end')
    throw queryProblem(rest.at, 'this parenthesis closes none; leave it out, or put it between quotes');
  return filter;
}

function nothingBefore({ at }: QueryToken, what: string): GatewayError {
  return queryProblem(
    at,
    `something to look for is missing before ${what}; put quotes around it if it is text`,
  );
}

function several(found: readonly Filter[], join: (filters: readonly Filter[]) => Filter): Filter {
  const [only] = found;
  return only !== undefined && found.length === 1 ? only : join(found);
}

function termOf({ name, header, value, at }: Term): Filter {
  if (name === null && value === '') throw queryProblem(at, 'there is nothing between the quotes');
  const meaning =
    header !== null || name === 'header'
      ? headerMeaning(header ?? '', value)
      : meaningOf(name ?? 'text', value);
  if (typeof meaning === 'string') throw queryProblem(at, meaning);
  return meaning;
}
