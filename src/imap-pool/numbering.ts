/**
 * Which sequence number belongs to which UID in the view that a connection has of its mailbox, as far as rows have told
 * it. Exact: what moves behind a message that vanished is forgotten.
 */

/** When there would be more, all are forgotten. */
const most = 1_000;

/** Beyond it nothing is known: a million messages that vanish there cost nothing. */
const nothing = { sequence: 0, uid: 0 } as const;

export class Numbering {
  /** null: empty, as on all connections that only wait. */
  #uids: Map<number, number> | null = null;
  #last: { readonly sequence: number; readonly uid: number } = nothing;

  note(sequence: number, uid: number): void {
    if (this.#uids !== null && this.#uids.size >= most && !this.#uids.has(sequence)) this.clear();
    this.#uids ??= new Map();
    this.#uids.set(sequence, uid);
    if (sequence >= this.#last.sequence) this.#last = { sequence, uid };
  }

  /** The UIDs from one sequence number to another; null when one of them is not known. */
  between(from: number, to: number): readonly number[] | null {
    const found: number[] = [];
    for (let sequence = from; sequence <= to; sequence += 1) {
      const uid = this.#uids?.get(sequence);
      if (uid === undefined) return null;
      found.push(uid);
    }
    return found;
  }

  /** By its number or its UID, as the server told it (RFC 9051 §7.5.1, RFC 7162 §3.2.10). */
  vanished(message: { readonly sequence: number } | { readonly uid: number }): void {
    const isBehind = (sequence: number, uid: number): boolean =>
      'uid' in message ? uid >= message.uid : sequence >= message.sequence;
    if (this.#uids === null || !isBehind(this.#last.sequence, this.#last.uid)) return;
    this.#last = nothing;
    for (const [sequence, uid] of this.#uids) {
      if (isBehind(sequence, uid)) this.#uids.delete(sequence);
      else if (sequence > this.#last.sequence) this.#last = { sequence, uid };
    }
  }

  clear(): void {
    this.#uids = null;
    this.#last = nothing;
  }
}
