/** W3C Trace Context, level 1: the header is taken when it is well-formed, and else as if it were not there. */
const grammar = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export function readTraceparent(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' && grammar.test(header) ? header : null;
}
