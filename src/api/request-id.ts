/** The id of a request: the client's own where it has the form of one, else a new one. */
import { randomBase62 } from '../domain/ids.ts';

const grammar = /^[A-Za-z0-9._-]{1,128}$/;

export function requestIdOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && grammar.test(header) ? header : `req_${randomBase62(16)}`;
}
