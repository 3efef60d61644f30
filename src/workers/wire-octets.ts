/**
 * A message as it goes over the wire behind DATA (RFC 5321 §4.5.2): dots that begin a line are doubled, and no CR or LF
 * leaves but as CRLF, so that no server can see an end of the message but ours (SMTP smuggling).
 */

const [cr, lf, dot] = [0x0d, 0x0a, 0x2e];
const onlyLf = Buffer.from('\n');
const onlyCr = Buffer.from('\r');
const onlyDot = Buffer.from('.');
const lfAndDot = Buffer.from('\n.');
/** At most two octets go before each. */
const longestMended = 3;

/** One piece for each of the source, none empty; the last one is the end of the data: a line end where it lacks one, the dot, CRLF. */
export async function* wireOctets(source: AsyncIterable<unknown>): AsyncGenerator<Buffer, void, void> {
  let last = lf;
  for await (const chunk of source) {
    const octets = chunk as Buffer;
    if (octets.length === 0) continue;
    yield linesMended(octets, last);
    last = octets[octets.length - 1] ?? last;
  }
  yield Buffer.from(last === lf ? '.\r\n' : last === cr ? '\n.\r\n' : '\r\n.\r\n');
}

/** In one piece, however much is missing: each by itself costs more than all of its octets. `last`: the octet before these. */
function linesMended(octets: Buffer, last: number): Buffer {
  let mended: Buffer | null = null;
  let length = 0;
  let from = 0;
  let before = last;
  for (let at = 0; at < octets.length; at += 1) {
    const octet = octets[at] ?? 0;
    const missing = between(before, octet);
    if (missing !== null) {
      mended ??= Buffer.allocUnsafe(octets.length * longestMended);
      length += octets.copy(mended, length, from, at);
      length += missing.copy(mended, length);
      from = at;
    }
    before = octet;
  }
  if (mended === null) return octets;
  length += octets.copy(mended, length, from);
  return mended.subarray(0, length);
}

function between(before: number, octet: number): Buffer | null {
  if (before === cr && octet !== lf) return octet === dot ? lfAndDot : onlyLf;
  if (octet === lf && before !== cr) return onlyCr;
  return octet === dot && before === lf ? onlyDot : null;
}
