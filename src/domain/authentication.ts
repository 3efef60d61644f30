/**
 * What the receiving server found out about a message's sender: Authentication-Results (RFC 8601). Only the topmost
 * field counts, and only if a server that is trusted wrote it: what stands below may be the sender's own words.
 */
import { headerValues, withoutComments, type Header } from './header.ts';
import type { AuthservTrust } from './authserv.ts';

/** Results are the words of RFC 8601 §2.7 in lower case, such as `pass`, `fail`, `softfail`, `none`, `temperror`. */
export interface Authentication {
  /** Who says so; empty where the server signs with no name. */
  readonly authservId: string;
  /** null: the server says nothing of it. */
  readonly spf: string | null;
  /** `pass` when one of several signatures passed, else the first result. */
  readonly dkim: string | null;
  readonly dmarc: string | null;
}

export const authenticationHeaders = ['Authentication-Results'] as const;

interface Results {
  readonly authservId: string;
  readonly methods: readonly { readonly method: string; readonly result: string }[];
}

/** Longer values are cut: no honest server writes more. */
const longestValue = 16_384;

/** null without a field, and where the topmost one is of a server that is not trusted. */
export function readAuthentication(headers: readonly Header[], trust: AuthservTrust): Authentication | null {
  const values = headerValues(headers, 'Authentication-Results').slice(0, 20);
  const [first, ...others] = values.map(readResults);
  if (first === undefined || !trust.trusts(first.authservId)) return null;
  const methods = [...first.methods];
  if (trust.splits) {
    // Its own checks stand in one unbroken run on top; a forged field below can only repeat what is known by then.
    for (const { authservId, methods: more } of others) {
      if (!trust.trusts(authservId)) break;
      const known = new Set(methods.map(({ method }) => method));
      methods.push(...more.filter(({ method }) => !known.has(method)));
    }
  }
  const resultsOf = (name: string): readonly string[] =>
    methods.filter(({ method }) => method === name).map(({ result }) => result);
  const dkim = resultsOf('dkim');
  return {
    authservId: first.authservId,
    spf: resultsOf('spf')[0] ?? null,
    dkim: dkim.includes('pass') ? 'pass' : (dkim[0] ?? null),
    dmarc: resultsOf('dmarc')[0] ?? null,
  };
}

/** `authserv-id [version]; method=result …; …`. Some servers leave the first part out (`spf=pass …; dkim=…`). */
function readResults(value: string): Results {
  const [head = '', ...rest] = statements(withoutComments(value.slice(0, longestValue)));
  const named = !/^[A-Za-z][\w-]*(?:\s*\/\s*\d+)?\s*=/.test(head);
  const id = named ? (/^"?([^\s"]*)/.exec(head)?.[1] ?? '') : '';
  return {
    authservId: id.toLowerCase(),
    methods: (named ? rest : [head, ...rest]).flatMap((statement) => {
      const match = /^([A-Za-z][\w-]*)(?:\s*\/\s*\d+)?\s*=\s*([A-Za-z][\w-]*)/.exec(statement);
      const [, method = '', result = ''] = match ?? [];
      return match === null ? [] : [{ method: method.toLowerCase(), result: result.toLowerCase() }];
    }),
  };
}

/** The parts between semicolons that stand in no quoted string. */
function statements(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    if (character === '\\' && quoted) {
      part += text.slice(at, at + 2);
      at += 1;
    } else if (character === ';' && !quoted) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()];
}
