/** What the contract's schemas cannot say about an account's settings, and what a change of them means. */
import { isDeepStrictEqual } from 'node:util';
import {
  accountIdProblem,
  needsFreshCredentials,
  type AccountSettings,
  type ServerSettings,
} from '../domain/account.ts';
import type { AccountPatch } from '../domain/account-settings.ts';
import { addressProblem, displayNameProblem } from '../domain/address.ts';
import { invalid } from '../domain/errors.ts';

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

/** Throws `invalid-request` at the first address or name that is none. */
export function checkAddresses(settings: AccountSettings): void {
  const check = (pointer: string, address: string, name: string | null): void => {
    const problem = addressProblem(address);
    if (problem !== null) throw invalid(pointer === '' ? '/email' : `${pointer}/address`, problem);
    const nameProblem = name === null ? null : displayNameProblem(name);
    if (nameProblem !== null) throw invalid(`${pointer}/name`, nameProblem);
  };
  check('', settings.email, settings.name);
  settings.identities.forEach(({ address, name }, index) => check(`/identities/${index}`, address, name));
}

/** A secret goes only to the server, and in the manner, that it was given for. Throws `invalid-request` at the missing password. */
export function requireFreshCredentials(
  before: AccountSettings,
  after: AccountSettings,
  patch: AccountPatch,
): void {
  const check = (side: 'imap' | 'smtp', given: boolean): void => {
    const [was, is] = [before[side], after[side]];
    if (was === null || is === null || given || !needsFreshCredentials(was, is)) return;
    throw invalid(
      `/${side}/auth/password`,
      'A change of host, port, security, TLS settings or user name needs the password in the same request.',
    );
  };
  check('imap', patch.imap?.auth?.password !== undefined);
  check('smtp', patch.smtp?.auth?.password !== undefined);
}

/** Which sides a patch gives another server or secret; a password that is given counts, be it the same. */
export function renewedBy(before: AccountSettings, after: AccountSettings, patch: AccountPatch): Renewed {
  const differs = (was: ServerSettings | null, is: ServerSettings | null): boolean =>
    !isDeepStrictEqual(was, is);
  return {
    imap: patch.imap?.auth?.password !== undefined || differs(before.imap, after.imap),
    smtp: patch.smtp?.auth?.password !== undefined || differs(before.smtp, after.smtp),
  };
}
