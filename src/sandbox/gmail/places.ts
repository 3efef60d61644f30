/** In which mailboxes of one user each message lies, and under which uid. Told what happens, it changes nothing itself. */
import type { Mailbox, StoredMessage } from '../store/model.ts';

export interface Place {
  readonly mailbox: Mailbox;
  readonly uid: number;
}

export interface Places {
  /** In the order in which it came to them. */
  of(emailId: string): readonly Place[];
  came(mailbox: Mailbox, message: StoredMessage): void;
  /** Answers which message it was. */
  went(mailbox: Mailbox, uid: number): string | null;
  /** All that was in it has other uids, or is gone with it. */
  anew(mailbox: Mailbox): void;
}

export function createPlaces(): Places {
  const uids = new Map<string, Map<Mailbox, number>>();
  const emailIds = new Map<Mailbox, Map<number, string>>();

  const leave = (mailbox: Mailbox, emailId: string): void => {
    const places = uids.get(emailId);
    places?.delete(mailbox);
    if (places?.size === 0) uids.delete(emailId);
  };
  const came = (mailbox: Mailbox, { uid, emailId }: StoredMessage): void => {
    const places = uids.get(emailId) ?? new Map<Mailbox, number>();
    uids.set(emailId, places.set(mailbox, uid));
    const known = emailIds.get(mailbox) ?? new Map<number, string>();
    emailIds.set(mailbox, known.set(uid, emailId));
  };
  return {
    of: (emailId) => [...(uids.get(emailId) ?? [])].map(([mailbox, uid]) => ({ mailbox, uid })),
    came,
    went(mailbox, uid) {
      const emailId = emailIds.get(mailbox)?.get(uid) ?? null;
      emailIds.get(mailbox)?.delete(uid);
      if (emailId !== null && uids.get(emailId)?.get(mailbox) === uid) leave(mailbox, emailId);
      return emailId;
    },
    anew(mailbox) {
      for (const emailId of emailIds.get(mailbox)?.values() ?? []) leave(mailbox, emailId);
      emailIds.delete(mailbox);
      if (mailbox.selectable) for (const message of mailbox.messages) came(mailbox, message);
    },
  };
}
