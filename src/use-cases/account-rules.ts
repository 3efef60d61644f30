/** What the contract's schemas cannot say about an account's settings, and what a change of them means. */
import { isDeepStrictEqual } from 'node:util';
import { accountIdProblem, needsFreshCredentials, type AccountSettings } from '../domain/account.ts';
import { bringsProof, proofs } from '../domain/account-auth.ts';
import type { AccountPatch } from '../domain/account-settings.ts';
import { displayNameProblem } from '../domain/address.ts';
import { invalid } from '../domain/errors.ts';
import { mailboxPathProblem } from '../domain/mailbox.ts';
import { envelopeProblem } from '../domain/outgoing.ts';

/** The sides whose server or secret is another one now. */
export interface Renewed {
  readonly imap: boolean;
  readonly smtp: boolean;
}

/** Throws `invalid-request`. */
export function checkId(id: string | undefined): void {
  const problem = id === undefined ? null : accountIdProblem(id);
  if (problem !== null) throw invalid('/id', problem);
}

/** Throws `invalid-request` at the first address, name or mailbox that is none; each address may become the sender of a message. */
export function checkAddresses(settings: AccountSettings): void {
  const check = (pointer: string, address: string, name: string | null): void => {
    const problem = envelopeProblem(address);
    if (problem !== null) throw invalid(pointer === '' ? '/email' : `${pointer}/address`, problem);
    const nameProblem = name === null ? null : displayNameProblem(name);
    if (nameProblem !== null) throw invalid(`${pointer}/name`, nameProblem);
  };
  check('', settings.email, settings.name);
  settings.identities.forEach(({ address, name }, index) => check(`/identities/${index}`, address, name));
  const mailboxProblem = mailboxPathProblem(settings.sentMailbox ?? 'sent');
  if (mailboxProblem !== null) throw invalid('/sentMailbox', mailboxProblem);
}

/** A secret goes only to the server, and in the manner, that it was given for. Throws `invalid-request` at the missing one. */
export function requireFreshCredentials(
  before: AccountSettings,
  after: AccountSettings,
  patch: AccountPatch,
): void {
  for (const side of ['imap', 'smtp'] as const) {
    const [was, is] = [before[side], after[side]];
    if (was === null || is === null || !needsFreshCredentials(was, is)) continue;
    if (bringsProof(is.auth, patch[side]?.auth)) continue;
    const proof = proofs[is.auth.type];
    throw invalid(
      `/${side}/auth/${proof}`,
      `A change of host, port, security, TLS settings, user name, token endpoint or client needs the ${proof} in the same request.`,
    );
  }
}

/** Which sides a patch gives another server or secret; a secret that is given counts, be it the same. */
export function renewedBy(before: AccountSettings, after: AccountSettings, patch: AccountPatch): Renewed {
  const isRenewed = (side: 'imap' | 'smtp'): boolean => {
    const [was, is, auth] = [before[side], after[side], patch[side]?.auth];
    if (!isDeepStrictEqual(was, is)) return true;
    if (is === null) return false;
    const another = is.auth.type === 'token-callback' && patch.callbackSecret !== undefined;
    return another || bringsProof(is.auth, auth) || auth?.clientSecret !== undefined;
  };
  return { imap: isRenewed('imap'), smtp: isRenewed('smtp') };
}
