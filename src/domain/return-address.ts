/**
 * Addresses to which reports about one submission return (VERP): the sender's own with `+` and a token behind its local part,
 * which sub-addressing (RFC 5233) brings into the same mailbox. Whatever a report fails to quote, it is sent there.
 */
import type { AccountIdentity } from './account.ts';
import { invalid } from './errors.ts';
import { returnToken } from './ids.ts';

/** Behind `+`: it is looked for in all that arrives. */
const mark = 'ret-';
const longestLocalPart = 64;
const token = /\+ret-([0-9a-v]{16})@[^@]*$/i;

/** The token too: the submission is found by it. */
export function returnAddress(
  account: AccountIdentity,
  sender: string,
  submissionId: string,
): { readonly address: string; readonly token: string } {
  const at = sender.lastIndexOf('@');
  const made = returnToken(account, submissionId);
  return { address: `${sender.slice(0, at)}+${mark}${made}${sender.slice(at)}`, token: made };
}

/** Throws `invalid-request` of a sender that has no such addresses. */
export function requireReturnAddress(sender: string): void {
  const local = sender.slice(0, sender.lastIndexOf('@'));
  if (local.startsWith('"'))
    throw invalid('/verp', `${sender} has a quoted local part, behind which no \`+\` can stand.`);
  const room = longestLocalPart - `+${mark}`.length - 16;
  if (Buffer.byteLength(local) > room)
    throw invalid('/verp', `With \`verp\` the local part of ${sender} has at most ${room} octets.`);
}

/** Of the addresses that are such, in the form in which they were made. Anybody can write one: whether it is known tells. */
export function returnTokensIn(addresses: readonly (string | null)[]): readonly string[] {
  const found = addresses.flatMap((address) => token.exec(address?.trim() ?? '')?.[1]?.toLowerCase() ?? []);
  return [...new Set(found)];
}
