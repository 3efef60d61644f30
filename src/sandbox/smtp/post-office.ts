/**
 * Where a message goes that has come: into the INBOX of each user that it is for, into the list of arrivals for all
 * other addresses, and back to its sender as a bounce where an address is known to fail.
 */
import { matchesPattern } from '../faults/pattern.ts';
import type { MailStore, MailUser } from '../store/model.ts';
import { StoreRefusal } from '../store/refusal.ts';
import type { Arrival, ArrivedRecipient, Arrivals } from './arrivals.ts';
import { bounceOf, type FailedRecipient } from './bounce.ts';
import { SmtpRefusal } from './refusal.ts';
import { traceFields, type Trace } from './trace.ts';

export interface Envelope {
  /** Empty for a bounce. */
  readonly from: string;
  readonly to: readonly string[];
}

export interface Origin {
  readonly via: Arrival['via'];
  readonly secure: boolean;
  readonly session: Trace['session'];
}

export interface PostOffice {
  /**
   * Delivered when it returns, and the watchers of the mailboxes told. A user who is named twice gets it once. Throws
   * `SmtpRefusal` when no recipient could be given it; where only some could not, the sender gets a bounce.
   */
  post(raw: Buffer, envelope: Envelope, origin: Origin): Arrival;
}

export interface PostOfficeOptions {
  readonly store: MailStore;
  readonly arrivals: Arrivals;
  /** Addresses whose mail is accepted and then bounced: `*` stands for any characters. */
  readonly bounces: readonly string[];
  readonly now: () => Date;
}

const NO_SUCH_MAILBOX = { code: 550, text: '5.1.1 No such mailbox' };
const MAILBOX_FULL = { code: 552, text: '5.2.2 Mailbox full' };

export function createPostOffice({ store, arrivals, bounces, now }: PostOfficeOptions): PostOffice {
  const put = (user: MailUser, raw: Buffer): boolean => {
    try {
      user.mailbox('INBOX')?.append([{ raw }]);
      return true;
    } catch (error) {
      if (error instanceof StoreRefusal) return false;
      throw error;
    }
  };

  const post = (raw: Buffer, { from, to }: Envelope, { via, secure, session }: Origin): Arrival => {
    const at = now();
    const fields = traceFields({ from, to, session, id: `m${arrivals.count + 1}`, at });
    const traced = Buffer.concat([Buffer.from(fields), raw]);
    const given = new Set<MailUser>();
    const recipients: ArrivedRecipient[] = [];
    const failed: FailedRecipient[] = [];
    for (const address of to) {
      const user = userOf(store, address);
      if (bounces.some((pattern) => matchesPattern(pattern, address))) {
        recipients.push({ address, fate: 'bounced', user: null });
        failed.push({ address, reply: NO_SUCH_MAILBOX });
      } else if (user === null) {
        recipients.push({ address, fate: 'trapped', user: null });
      } else if (given.has(user) || put(user, traced)) {
        given.add(user);
        recipients.push({ address, fate: 'delivered', user: user.name });
      } else {
        recipients.push({ address, fate: 'bounced', user: null });
        failed.push({ address, reply: MAILBOX_FULL });
      }
    }
    if (failed.length === to.length && failed.every(({ reply }) => reply === MAILBOX_FULL))
      throw new SmtpRefusal(MAILBOX_FULL);
    const arrival = arrivals.add({ at, via, user: session?.user ?? null, secure, from, recipients, raw });
    if (failed.length > 0 && from !== '') {
      const report = bounceOf(raw, { to: from, failed, at });
      post(report, { from: '', to: [from] }, { via: 'bounce', secure: false, session: null });
    }
    return arrival;
  };
  return { post };
}

/** By the whole address, else without its detail: `ann+news@example.org` is Ann's (RFC 5233). */
function userOf(store: MailStore, address: string): MailUser | null {
  return store.user(address) ?? store.user(address.replace(/\+[^@]*(?=@)/, ''));
}
