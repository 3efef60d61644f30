/**
 * X-GM-RAW: the search language of Gmail's own pages as a SEARCH key. Bounded: words and "phrases", `-`, `OR`, `( )`,
 * `{ }`, and the operators of `OPERATORS`; an operator that is not there is looked for as the text that it is.
 * As support.google.com/mail/answer/7190 has them.
 */
import type { SearchKey } from '../search/key.ts';

export interface QueryContext {
  /** The messages with a label, as X-GM-LABELS writes it. */
  labelled(label: string): SearchKey;
  /** The messages with a part that asks to be kept apart. */
  attached(): SearchKey;
}

const ALL: SearchKey = { kind: 'all' };
const DAY_SECONDS = 86_400;
const DEEPEST = 20;

const TOKEN = /\s*(?:(-?)(?:([a-z_\d]+):)?(?:([({])|"([^"]*)"|([^\s(){}"]+))|([)}]))/iy;

interface Token {
  readonly negated: boolean;
  readonly operator: string | null;
  readonly bracket: string | null;
  readonly value: string;
  readonly quoted: boolean;
}

type Operator = (value: string, context: QueryContext) => SearchKey | null;

const OPERATORS: Readonly<Record<string, Operator>> = {
  from: (value) => ({ kind: 'address', field: 'from', value }),
  to: (value) => ({ kind: 'address', field: 'to', value }),
  cc: (value) => ({ kind: 'address', field: 'cc', value }),
  bcc: (value) => ({ kind: 'address', field: 'bcc', value }),
  subject: (value) => ({ kind: 'subject', value }),
  rfc822msgid: (value) => ({ kind: 'header', name: 'Message-ID', value }),
  list: (value) => ({ kind: 'header', name: 'List-Id', value }),
  is: (value, context) => STATES[value.toLowerCase()]?.(context) ?? null,
  in: (value, { labelled }) => (value === 'anywhere' ? ALL : labelled(systemLabel(value))),
  label: (value, { labelled }) => labelled(systemLabel(value)),
  has: (value, { attached }) => (/^attachment$/i.test(value) ? attached() : null),
  after: (value) => dayKey('since', value),
  before: (value) => dayKey('before', value),
  newer_than: (value) => ageKey('younger', value),
  older_than: (value) => ageKey('older', value),
  larger: (value) => sizeKey('larger', value),
  smaller: (value) => sizeKey('smaller', value),
};

const STATES: Readonly<Record<string, (context: QueryContext) => SearchKey>> = {
  unread: () => ({ kind: 'flag', flag: '\\Seen', set: false }),
  read: () => ({ kind: 'flag', flag: '\\Seen', set: true }),
  starred: () => ({ kind: 'flag', flag: '\\Flagged', set: true }),
  important: ({ labelled }) => labelled('\\Important'),
};

const SYSTEM = ['inbox', 'sent', 'draft', 'starred', 'important', 'trash', 'spam'];

/** Null for what cannot be read: brackets that do not fit, or too deep. */
export function readRawQuery(query: string, context: QueryContext): SearchKey | null {
  const tokens = tokensOf(query);
  if (tokens === null) return null;
  let at = 0;

  /** Up to the closing bracket; `operator` stands before the opening one and holds for each word within. */
  const group = (closing: string | null, operator: string | null, depth: number): SearchKey | null => {
    if (depth > DEEPEST) return null;
    const alternatives: SearchKey[][] = [[]];
    for (;;) {
      const token = tokens[at];
      at += 1;
      const closed = token === undefined ? null : closingOf(token);
      if (token === undefined || closed !== null) {
        return closed === closing ? joined(alternatives, closing === '}') : null;
      }
      const { bracket, negated, quoted, value } = token;
      if (value === 'OR' && !quoted && token.operator === null) {
        alternatives.push([]);
        continue;
      }
      const meant = token.operator ?? operator;
      const inner =
        bracket === null
          ? termOf(meant, value, context)
          : group(bracket === '(' ? ')' : '}', meant, depth + 1);
      if (inner === null) return null;
      alternatives.at(-1)?.push(negated ? { kind: 'not', key: inner } : inner);
    }
  };
  return group(null, null, 0);
}

function closingOf({ bracket }: Token): string | null {
  return bracket === ')' || bracket === '}' ? bracket : null;
}

/** `a b OR c` is `a (b OR c)` at Gmail: OR binds what stands right beside it. */
function joined(alternatives: readonly (readonly SearchKey[])[], any: boolean): SearchKey {
  if (any) return { kind: 'or', keys: alternatives.flat() };
  const keys: SearchKey[] = [];
  let before: SearchKey | undefined;
  for (const [index, part] of alternatives.entries()) {
    const [first, ...rest] = part;
    if (index === 0) keys.push(...part);
    else if (first !== undefined) {
      before = keys.pop();
      keys.push(before === undefined ? first : { kind: 'or', keys: [before, first] }, ...rest);
    }
  }
  return keys.length === 0 ? ALL : { kind: 'and', keys };
}

function termOf(operator: string | null, value: string, context: QueryContext): SearchKey {
  const text: SearchKey = { kind: 'text', value: operator === null ? value : `${operator}:${value}` };
  if (operator === null) return text;
  return OPERATORS[operator.toLowerCase()]?.(value, context) ?? text;
}

function tokensOf(query: string): readonly Token[] | null {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; query.slice(at).trim() !== ''; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(query);
    if (match === null) return null;
    const [, minus, operator = null, open, phrase, word, close] = match;
    tokens.push({
      negated: minus === '-',
      operator,
      bracket: open ?? close ?? null,
      value: phrase ?? word ?? '',
      quoted: phrase !== undefined,
    });
  }
  return tokens;
}

function systemLabel(value: string): string {
  const name = value.toLowerCase().replace(/s$/, '');
  const system = SYSTEM.find((each) => each === name || each === value.toLowerCase());
  return system === undefined ? value : `\\${system}`;
}

function dayKey(compare: 'before' | 'since', value: string): SearchKey | null {
  const match = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(value);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  return {
    kind: 'internal-date',
    compare,
    day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
  };
}

function ageKey(compare: 'older' | 'younger', value: string): SearchKey | null {
  const match = /^(\d{1,5})([dmy])$/i.exec(value);
  if (match === null) return null;
  const days = { d: 1, m: 30, y: 365 }[match[2]?.toLowerCase() as 'd' | 'm' | 'y'];
  return { kind: 'within', compare, seconds: Number(match[1]) * days * DAY_SECONDS };
}

function sizeKey(compare: 'larger' | 'smaller', value: string): SearchKey | null {
  const match = /^(\d{1,12})([km]?)b?$/i.exec(value);
  if (match === null) return null;
  const unit = match[2]?.toLowerCase();
  const octets = Number(match[1]) * (unit === 'k' ? 1_024 : unit === 'm' ? 1_048_576 : 1);
  return { kind: 'size', compare, octets };
}
