/**
 * What an IMAP response is made of, before it is written. The parts of the sandbox that know mail but not
 * the wire (ENVELOPE, BODYSTRUCTURE) return these values; `wire/format.ts` writes them.
 */

/**
 * A string or Buffer is written as quoted string or literal, whichever can carry it; a string's characters
 * are octets (latin1). An atom is written as it stands, null as NIL, an array in parentheses.
 */
export type Value = null | number | bigint | string | Buffer | Atom | readonly Value[];

/** Text that is written as it stands: a flag, a keyword, a number of any length. */
export interface Atom {
  readonly atom: string;
}

export function atom(text: string): Atom {
  return { atom: text };
}
