/** The secret that signs what is asked of an account's token callbacks: the owner's own, or one that is made and shown once. */
import { randomBytes } from 'node:crypto';
import type { AccountSettings, Credentials } from './account.ts';
import { invalid } from './errors.ts';

export interface SettledSecret {
  readonly credentials: Credentials;
  /** The secret, where it was made just now. */
  readonly made: string | null;
}

/** Throws `invalid-request` for a secret that is given where nothing is signed. */
export function settleCallbackSecret(
  { imap, smtp }: Pick<AccountSettings, 'imap' | 'smtp'>,
  credentials: Credentials,
  given: string | undefined,
): SettledSecret {
  const { callbackSecret: present, ...others } = credentials;
  const calls = [imap, smtp].some((server) => server?.auth.type === 'token-callback');
  if (!calls) {
    if (given === undefined) return { credentials: others, made: null };
    throw invalid('/callbackSecret', 'No login of the account is of type token-callback.');
  }
  const known = given ?? present;
  if (known !== undefined) return { credentials: { ...others, callbackSecret: known }, made: null };
  const made = `whsec_${randomBytes(32).toString('base64')}`;
  return { credentials: { ...others, callbackSecret: made }, made };
}
