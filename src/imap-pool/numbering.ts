/**
 * Which sequence number belongs to which UID in the view that a connection has of its mailbox, as far as rows have told
 * it. Exact: what moves behind a message that vanished is forgotten.
 */

export interface Numbering {
  note(sequence: number, uid: number): void;
  /** The UIDs from one sequence number to another; null when one of them is not known. */
  between(from: number, to: number): readonly number[] | null;
  /** By its number or its UID, as the server told it (RFC 9051 §7.5.1, RFC 7162 §3.2.10). */
  vanished(message: { readonly sequence: number } | { readonly uid: number }): void;
  clear(): void;
}

/** When there would be more, all are forgotten. */
const most = 1_000;

export function createNumbering(): Numbering {
  const uids = new Map<number, number>();
  /** Beyond it nothing is known: a million messages that vanish there cost nothing. */
  let last = { sequence: 0, uid: 0 };

  const clear = (): void => {
    uids.clear();
    last = { sequence: 0, uid: 0 };
  };

  return {
    note(sequence, uid) {
      if (uids.size >= most && !uids.has(sequence)) clear();
      uids.set(sequence, uid);
      if (sequence >= last.sequence) last = { sequence, uid };
    },
    between(from, to) {
      const found: number[] = [];
      for (let sequence = from; sequence <= to; sequence += 1) {
        const uid = uids.get(sequence);
        if (uid === undefined) return null;
        found.push(uid);
      }
      return found;
    },
    vanished(message) {
      const isBehind = (sequence: number, uid: number): boolean =>
        'uid' in message ? uid >= message.uid : sequence >= message.sequence;
      if (!isBehind(last.sequence, last.uid)) return;
      last = { sequence: 0, uid: 0 };
      for (const [sequence, uid] of uids) {
        if (isBehind(sequence, uid)) uids.delete(sequence);
        else if (sequence > last.sequence) last = { sequence, uid };
      }
    },
    clear,
  };
}
