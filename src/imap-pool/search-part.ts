/**
 * A part of what a SEARCH or SORT finds, from one of its ends: PARTIAL (RFC 9394 §3.1, RFC 5267 §4.4), which spares the
 * rest on the wire. A server that offers it and cannot do it is found out by its answer.
 */
import { GatewayError } from '../domain/errors.ts';
import { atom, isList, textOf, type Token } from './exchange.ts';
import { mannersOf } from './search-manners.ts';
import type { Session } from './session.ts';

/** So many from that end of what is found, in the order of the answer. */
export interface Part {
  readonly count: number;
  readonly from: 'first' | 'last';
  /** How many are found in all, where that is known. */
  readonly total?: number;
}

/** From the end only RFC 9394 counts; who knows where that is counts himself. */
export function tellsPart(session: Session, { from, total }: Part): boolean {
  if (mannersOf(session).noParts) return false;
  return (
    session.can('PARTIAL') || (session.can('CONTEXT=SEARCH') && (from === 'first' || total !== undefined))
  );
}

/** What stands behind PARTIAL among the return options. */
export function rangeOf({ count, from, total }: Part): Token {
  if (from === 'first') return atom(`1:${count}`);
  return atom(
    total === undefined ? `-1:-${count}` : `${Math.max(1, total - count + 1)}:${Math.max(1, total)}`,
  );
}

/** The set that PARTIAL answered with, empty for nothing; null where there is no such answer. */
export function partIn(words: readonly Token[]): string | null {
  const at = words.findIndex((word) => textOf(word)?.toUpperCase() === 'PARTIAL');
  const answered = at === -1 ? undefined : words[at + 1];
  return isList(answered) ? (textOf(answered[1]) ?? '') : null;
}

/** Runs what asks for a part, and what asks for all where the server refuses that or does not tell it (null). */
export async function partOr<T>(
  session: Session,
  part: () => Promise<T | null>,
  all: () => Promise<T>,
): Promise<T> {
  const told = await part().catch((thrown: unknown) => {
    if (thrown instanceof GatewayError && thrown.code === 'refused-by-server') return null;
    throw thrown;
  });
  if (told !== null) return told;
  const whole = await all();
  mannersOf(session).noParts = true;
  return whole;
}
