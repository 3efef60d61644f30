/**
 * Whether an account's servers file by themselves what is sent through them. Some do and none says so: it is presumed of a
 * few, and learnt of the others by looking for what was sent. Pure.
 */
import type { AccountSettings } from './account.ts';

/** What was seen so far. */
export interface FilingHabit {
  /** Where it was seen: other servers may do otherwise. */
  readonly servers: string;
  /** null as long as it is not sure. */
  readonly files: boolean | null;
  /** How many messages in a row were not there by themselves. */
  readonly missed: number;
}

/** `presumed` and `files`: what is sent appears after a while; `unknown`: it may; `leaves`: it does not. */
export type Expectation = 'presumed' | 'files' | 'unknown' | 'leaves';

/** Gmail and Microsoft 365. */
const known = /(^|\.)(gmail\.com|googlemail\.com|office365\.com|outlook\.com)$/i;

/** So many in a row are no accident. */
const sureAfter = 3;

export function expectationOf(account: AccountSettings, habit: FilingHabit | null): Expectation {
  if (account.sentCopy !== 'auto' || account.smtp === null) return 'leaves';
  if (known.test(account.smtp.host)) return 'presumed';
  const files = filesAt(account, habit);
  return files === null ? 'unknown' : files ? 'files' : 'leaves';
}

/** Whether what is there was taken by the server, whoever files copies otherwise. */
export function filesByItself(account: AccountSettings, habit: FilingHabit | null): boolean {
  return account.smtp !== null && (known.test(account.smtp.host) || filesAt(account, habit) === true);
}

function filesAt(account: AccountSettings, habit: FilingHabit | null): boolean | null {
  return habit?.servers === serversOf(account) ? habit.files : null;
}

/** What is to be remembered when the account's message was or was not there by itself; null when nothing new. */
export function seen(
  account: AccountSettings,
  habit: FilingHabit | null,
  wasThere: boolean,
): FilingHabit | null {
  const servers = serversOf(account);
  const before = habit?.servers === servers ? habit : null;
  if (wasThere) return before?.files === true ? null : { servers, files: true, missed: 0 };
  if (before?.files === false) return null;
  const missed = (before?.missed ?? 0) + 1;
  return { servers, files: missed < sureAfter ? null : false, missed };
}

function serversOf({ imap, smtp }: AccountSettings): string {
  return [imap, smtp].map((server) => `${server?.host ?? ''}:${server?.port ?? ''}`).join(' ');
}
