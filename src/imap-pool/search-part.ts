/**
 * A part of what a SEARCH or SORT finds, by its places in the answer: PARTIAL (RFC 9394 §3.1, RFC 5267 §4.4), which spares
 * the rest on the wire. A server that offers it and cannot do it is found out by its answer.
 */
import { GatewayError } from '../domain/errors.ts';
import { atom, isList, textOf, type Token } from './exchange.ts';
import { mannersOf } from './search-manners.ts';
import type { Session } from './session.ts';

/** Both included: from 1 for the first, or from -1 for the last and backwards. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

/** From the end only RFC 9394 counts. */
export function tellsPart(session: Session, { from }: Part): boolean {
  if (mannersOf(session).noParts) return false;
  return session.can('PARTIAL') || (from > 0 && session.can('CONTEXT=SEARCH'));
}

/** What is asked for in the place of ALL. */
export function returnPart({ from, to }: Part): readonly Token[] {
  return [atom('PARTIAL'), atom(`${from}:${to}`)];
}

/** The set that PARTIAL answered with, empty for nothing; null where there is no such answer. */
export function partIn(words: readonly Token[]): string | null {
  const at = words.findIndex((word) => textOf(word)?.toUpperCase() === 'PARTIAL');
  const answered = at === -1 ? undefined : words[at + 1];
  return isList(answered) ? (textOf(answered[1]) ?? '') : null;
}

/** What `ask` answers; null where the server refuses it or tells no part (null), and it will not be asked again. */
export async function partOrNothing<T>(session: Session, ask: () => Promise<T | null>): Promise<T | null> {
  const told = await ask().catch((thrown: unknown) => {
    if (thrown instanceof GatewayError && thrown.code === 'refused-by-server') return null;
    throw thrown;
  });
  if (told === null) mannersOf(session).noParts = true;
  return told;
}
