/**
 * Reads the addresses out of a header field (RFC 5322 §3.4): display names, comments and quoted strings are
 * skipped, groups give their members. Strict: what is not well-formed gives null, so that nobody receives a
 * message by a guess.
 */
import { addressProblem } from './address.ts';

const token = /"(?:[^"\\]|\\.)*"|<[^<>]*>|[,:;]|[^",:;<>]+/gsy;

/** The bare addresses in order, or null when any of them cannot be understood. */
export function parseAddressList(value: string): readonly string[] | null {
  const text = withoutComments(value.replace(/\r?\n(?=[ \t])/g, ''));
  if (text === null) return null;
  const addresses: string[] = [];
  let bare = '';
  let angle: string | null = null;
  let group = false;

  const take = (): boolean => {
    const address = angle ?? bare.trim();
    const empty = address === '' && angle === null;
    bare = '';
    angle = null;
    if (empty) return true;
    if (addressProblem(address) !== null) return false;
    addresses.push(address);
    return true;
  };

  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const piece = token.exec(text)?.[0];
    if (piece === undefined) return null;
    if (piece === ',') {
      if (!take()) return null;
    } else if (piece === ':') {
      if (group || angle !== null || bare.trim() === '') return null;
      group = true;
      bare = '';
    } else if (piece === ';') {
      if (!group || !take()) return null;
      group = false;
    } else if (piece.startsWith('<')) {
      if (angle !== null) return null;
      angle = piece.slice(1, -1).trim();
    } else if (angle !== null) {
      if (piece.trim() !== '') return null;
    } else {
      bare += piece;
    }
  }
  return group || !take() ? null : addresses;
}

/** Comments nest (RFC 5322 §3.2.2) and mean nothing in quoted strings; null when one does not end. */
function withoutComments(text: string): string | null {
  let result = '';
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\' && (quoted || depth > 0)) {
      if (depth === 0) result += text.slice(index, index + 2);
      index += 1;
    } else if (character === '"' && depth === 0) {
      quoted = !quoted;
      result += character;
    } else if (!quoted && character === '(') depth += 1;
    else if (!quoted && character === ')') {
      depth -= 1;
      if (depth < 0) return null;
    } else if (depth === 0) result += character;
  }
  return depth === 0 && !quoted ? result : null;
}
