/**
 * Mailboxes as Gmail has them: labels on one message. It lies in All Mail and in the mailbox of each of its labels, with
 * a uid of its own in each and the same flags in all but for `\Deleted`. To expunge it takes one label off; only from
 * Trash and Spam it goes for good. The star is `\Flagged`. Follows what happens in the store, whoever did it.
 */
import type { Mailbox, MailboxChange, MailUser, StoredMessage } from '../store/model.ts';
import { createPlaces } from './places.ts';
import { EVERYTHING, isApart, labelOf, mailboxOf, STARRED } from './system-labels.ts';

export interface Labels {
  /** All but that of the mailbox in which it is looked at (X-GM-LABELS). */
  of(message: StoredMessage, inside: Mailbox): readonly string[];
  /** Says of a message whether it has the label, wherever it is looked at. */
  having(label: string): (message: StoredMessage) => boolean;
  /** Makes the mailbox of a label that is new, as Gmail does. `by` as in the store. */
  add(inside: Mailbox, uids: readonly number[], labels: readonly string[], by: unknown): void;
  remove(inside: Mailbox, uids: readonly number[], labels: readonly string[], by: unknown): void;
  /** These and no others, but for that of the mailbox itself. */
  set(inside: Mailbox, uids: readonly number[], labels: readonly string[], by: unknown): void;
}

/** Turns the mailboxes of a user into labels, from now on. */
export function keepLabels(user: MailUser): Labels {
  const places = createPlaces();

  const withUse = (use: string): Mailbox | undefined =>
    user.mailboxes().find(({ specialUse }) => specialUse === use);
  const uidIn = (mailbox: Mailbox, emailId: string): number | null =>
    places.of(emailId).find((place) => place.mailbox === mailbox)?.uid ?? null;
  const copyTo = (target: Mailbox | undefined, emailId: string, by: unknown = null): void => {
    const source = places.of(emailId).find(({ mailbox, uid }) => mailbox.byUid(uid) !== undefined);
    if (target === undefined || source === undefined || uidIn(target, emailId) !== null) return;
    const [pair] = withoutQuota(user, () => user.copy(source.mailbox, [source.uid], target, by));
    // Noted at once: the store tells of it only later.
    if (pair !== undefined) places.came(target, pair.to);
  };
  const takeFrom = (mailbox: Mailbox | undefined, emailId: string, by: unknown = null): void => {
    const uid = mailbox === undefined ? null : uidIn(mailbox, emailId);
    if (mailbox !== undefined && uid !== null) mailbox.expunge([uid], by);
  };

  const came = (mailbox: Mailbox, message: StoredMessage): void => {
    const { uid, emailId, flags } = message;
    const before = uidIn(mailbox, emailId);
    places.came(mailbox, message);
    // Nothing has a label twice.
    if (before !== null && before !== uid) mailbox.expunge([before]);
    const others = places.of(emailId).filter((place) => place.mailbox !== mailbox);
    if (isApart(mailbox)) {
      for (const other of others) takeFrom(other.mailbox, emailId);
      return;
    }
    copyTo(withUse(EVERYTHING), emailId);
    for (const other of others) if (isApart(other.mailbox)) takeFrom(other.mailbox, emailId);
    if (mailbox.specialUse === STARRED) mailbox.changeFlags([uid], { add: ['\\Flagged'] });
    else if (flags.has('\\Flagged')) copyTo(withUse(STARRED), emailId);
  };

  const flagged = (mailbox: Mailbox, { emailId, flags }: StoredMessage): void => {
    for (const other of places.of(emailId)) {
      if (other.mailbox === mailbox) continue;
      const deleted = other.mailbox.byUid(other.uid)?.flags.has('\\Deleted') === true;
      const shared = [...flags].filter((flag) => flag !== '\\Deleted');
      other.mailbox.changeFlags([other.uid], { set: deleted ? [...shared, '\\Deleted'] : shared });
    }
    if (isApart(mailbox)) return;
    if (flags.has('\\Flagged')) copyTo(withUse(STARRED), emailId);
    else takeFrom(withUse(STARRED), emailId);
  };

  const went = (mailbox: Mailbox, uid: number): void => {
    const emailId = places.went(mailbox, uid);
    const others = emailId === null ? [] : places.of(emailId);
    const [left] = others;
    if (emailId === null || left === undefined || uidIn(mailbox, emailId) !== null) return;
    if (mailbox.specialUse === STARRED) left.mailbox.changeFlags([left.uid], { remove: ['\\Flagged'] });
    // As long as it has a label it is part of all mail; those that Trash takes off may not have been told yet.
    const isLabelled = !others.some((place) => isApart(place.mailbox));
    if (mailbox.specialUse === EVERYTHING && isLabelled) copyTo(mailbox, emailId);
  };

  const hear = (mailbox: Mailbox, change: MailboxChange): void => {
    switch (change.kind) {
      case 'added':
        for (const { uid } of change.messages) {
          // As it is by now: what was told meanwhile may have moved it on.
          const message = mailbox.byUid(uid);
          if (message !== undefined) came(mailbox, message);
        }
        return;
      case 'flags':
        for (const { uid } of change.messages) {
          const message = mailbox.byUid(uid);
          if (message !== undefined) flagged(mailbox, message);
        }
        return;
      case 'expunged':
        for (const uid of change.uids) went(mailbox, uid);
        return;
      case 'reset':
        places.anew(mailbox);
    }
  };
  const follow = (mailbox: Mailbox): void => {
    places.anew(mailbox);
    mailbox.onChange((change) => hear(mailbox, change));
  };

  for (const mailbox of user.mailboxes()) follow(mailbox);
  user.onListChange(({ kind, name }) => {
    const mailbox = kind === 'created' ? user.mailbox(name) : null;
    if (mailbox !== null) follow(mailbox);
  });

  const labelsOf = (emailId: string, inside: Mailbox): readonly string[] =>
    places
      .of(emailId)
      .filter(({ mailbox }) => mailbox !== inside)
      .flatMap(({ mailbox }) => labelOf(mailbox) ?? []);
  const emailIdsOf = (inside: Mailbox, uids: readonly number[]): readonly string[] =>
    uids.flatMap((uid) => inside.byUid(uid)?.emailId ?? []);
  const labels: Labels = {
    of: ({ emailId }, inside) => labelsOf(emailId, inside),
    having(name) {
      const mailbox = mailboxOf(user, name);
      return ({ emailId }) => mailbox !== null && uidIn(mailbox, emailId) !== null;
    },
    add(inside, uids, names, by) {
      for (const name of names) {
        const target = mailboxOf(user, name) ?? user.create(name);
        for (const emailId of emailIdsOf(inside, uids)) copyTo(target, emailId, by);
      }
    },
    remove(inside, uids, names, by) {
      for (const name of names) {
        const target = mailboxOf(user, name) ?? undefined;
        for (const emailId of emailIdsOf(inside, uids)) takeFrom(target, emailId, by);
      }
    },
    set(inside, uids, names, by) {
      const wanted = new Set(names.map((name) => name.toLowerCase()));
      for (const uid of uids) {
        const [emailId] = emailIdsOf(inside, [uid]);
        if (emailId === undefined) continue;
        const surplus = labelsOf(emailId, inside).filter((name) => !wanted.has(name.toLowerCase()));
        labels.remove(inside, [uid], surplus, by);
      }
      labels.add(inside, uids, names, by);
    },
  };
  return labels;
}

/** Another label takes no room. */
function withoutQuota<T>(user: MailUser, work: () => T): T {
  const { storageKiB, messages } = user.quota;
  user.setQuota({ storageKiB: null, messages: null });
  try {
    return work();
  } finally {
    user.setQuota({ storageKiB, messages });
  }
}
