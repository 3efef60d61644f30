/** The secret that signs what is asked of an account's token callbacks: the owner's own, or one that is made and shown once. */
import { randomBytes } from 'node:crypto';
import type { AccountSettings, Credentials } from './account.ts';
import { invalid } from './errors.ts';

export interface SettledSecret {
  readonly credentials: Credentials;
  /** The secret, where it was made just now. */
  readonly made: string | null;
}

type Servers = Pick<AccountSettings, 'imap' | 'smtp'>;

/**
 * `before`: the settings that the present secret is for, null for a new account. It is kept only as long as no other URL is
 * asked: what is signed for one place could be shown at another. Throws `invalid-request` for a secret where nothing is signed.
 */
export function settleCallbackSecret(
  before: Servers | null,
  after: Servers,
  credentials: Credentials,
  given: string | undefined,
): SettledSecret {
  const { callbackSecret: present, ...others } = credentials;
  const urls = callbacksOf(after);
  if (urls.length === 0) {
    if (given === undefined) return { credentials: others, made: null };
    throw invalid('/callbackSecret', 'No login of the account is of type token-callback.');
  }
  const former = before === null ? [] : callbacksOf(before);
  const kept = urls.every((url) => former.includes(url)) ? present : undefined;
  const known = given ?? kept;
  if (known !== undefined) return { credentials: { ...others, callbackSecret: known }, made: null };
  const made = `whsec_${randomBytes(32).toString('base64')}`;
  return { credentials: { ...others, callbackSecret: made }, made };
}

function callbacksOf({ imap, smtp }: Servers): readonly string[] {
  return [imap, smtp].flatMap((server) => (server?.auth.type === 'token-callback' ? [server.auth.url] : []));
}
