/**
 * The sender of a message decides how many elements its ENVELOPE and BODYSTRUCTURE have: twenty thousand groups in To are
 * a small message and a response that is too large to be held. Such an item becomes NIL before the response is parsed, so
 * that its row, and the page that it is part of, are not lost. Linear in time; holds nothing.
 */

/** As imapflow's stream gives it: literals stand apart, their `{n}` and line break stay in the payload. */
export interface RawResponse {
  readonly payload: Buffer;
  readonly literals: readonly Buffer[];
}

/** A data item of a row whose value is a list. */
interface Item {
  readonly start: number;
  readonly end: number;
  readonly elements: number;
  readonly firstLiteral: number;
  readonly lastLiteral: number;
}

/** Drops the largest list items of a FETCH response until at most `most` elements are left. Anything else stays as it is. */
export function withoutExcess<R extends RawResponse>(response: R, most: number): R {
  const { payload, literals } = response;
  // No element is shorter than an octet.
  if (payload.length <= most) return response;
  const opening = /^\* \d+ FETCH \(/i.exec(payload.toString('latin1', 0, 64));
  if (opening === null) return response;
  const items = listItems(payload, opening[0].length).sort((a, b) => b.elements - a.elements);
  let left = items.reduce((sum, { elements }) => sum + elements, 0);
  const dropped: Item[] = [];
  for (const item of items) {
    if (left <= most) break;
    left -= item.elements;
    dropped.push(item);
  }
  if (dropped.length === 0) return response;
  dropped.sort((a, b) => a.start - b.start);
  const kept: Buffer[] = [];
  let from = 0;
  for (const { start, end } of dropped) {
    kept.push(payload.subarray(from, start), NIL);
    from = end;
  }
  kept.push(payload.subarray(from));
  const isKept = (_: Buffer, index: number): boolean =>
    !dropped.some(({ firstLiteral, lastLiteral }) => index >= firstLiteral && index < lastLiteral);
  return { ...response, payload: Buffer.concat(kept), literals: literals.filter(isKept) };
}

const NIL = Buffer.from('NIL');
const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x28, 0x29];
const [BRACE, BRACKET, BRACKET_END, SPACE, TILDE] = [0x7b, 0x5b, 0x5d, 0x20, 0x7e];

function listItems(payload: Buffer, from: number): Item[] {
  const items: Item[] = [];
  let literals = 0;
  let depth = 0;
  let elements = 0;
  let start = 0;
  let firstLiteral = 0;
  let at = from;
  while (at < payload.length) {
    const octet = payload[at];
    switch (octet) {
      case OPEN:
        if (depth === 0) [start, elements, firstLiteral] = [at, 0, literals];
        depth += 1;
        elements += 1;
        at += 1;
        break;
      case CLOSE:
        depth -= 1;
        at += 1;
        if (depth === 0) items.push({ start, end: at, elements, firstLiteral, lastLiteral: literals });
        // The list of the items itself.
        if (depth < 0) return items;
        break;
      case SPACE:
      // Of a literal8 (RFC 9051 §9), the tilde.
      case TILDE:
        at += 1;
        break;
      case QUOTE:
        elements += 1;
        at = endOfQuoted(payload, at);
        break;
      case BRACE:
        elements += 1;
        literals += 1;
        at = payload.indexOf('\n', at) + 1;
        // A brace that begins no literal: this is no response that we understand.
        if (at === 0) return [];
        break;
      default:
        elements += 1;
        at = endOfAtom(payload, at);
    }
  }
  return items;
}

function endOfQuoted(payload: Buffer, from: number): number {
  let at = from + 1;
  while (at < payload.length && payload[at] !== QUOTE) at += payload[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** An atom, or the name of an item with its section: `BODY[HEADER.FIELDS (SUBJECT)]<0>`. */
function endOfAtom(payload: Buffer, from: number): number {
  let at = from;
  let inSection = false;
  for (; at < payload.length; at += 1) {
    const octet = payload[at];
    if (octet === BRACKET) inSection = true;
    else if (octet === BRACKET_END) inSection = false;
    else if (!inSection && (octet === SPACE || octet === OPEN || octet === CLOSE)) break;
  }
  return at;
}
