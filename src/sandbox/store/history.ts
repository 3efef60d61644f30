/** Which uids were expunged when, as far back as QRESYNC clients come (RFC 7162 §3.2.5). */

const MAX_UIDS = 200_000;

interface Expunge {
  readonly modseq: number;
  readonly uids: readonly number[];
}

export class History {
  #expunges: Expunge[] = [];
  #count = 0;
  /** What happened up to this modseq is forgotten. */
  #forgotten = 0;

  note(modseq: number, uids: readonly number[]): void {
    this.#expunges.push({ modseq, uids });
    this.#count += uids.length;
    if (this.#count > MAX_UIDS) this.#forgetOlderHalf();
  }

  /** Rising; null when something that happened since is forgotten. */
  since(modseq: number): readonly number[] | null {
    if (modseq < this.#forgotten) return null;
    let low = 0;
    let high = this.#expunges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#expunges[middle]?.modseq ?? 0) > modseq) high = middle;
      else low = middle + 1;
    }
    return this.#expunges
      .slice(low)
      .flatMap(({ uids }) => uids)
      .sort((a, b) => a - b);
  }

  forget(modseq: number): void {
    this.#expunges = [];
    this.#count = 0;
    this.#forgotten = modseq;
  }

  #forgetOlderHalf(): void {
    let kept = 0;
    let first = this.#expunges.length;
    while (first > 0) {
      const next = this.#expunges[first - 1];
      if (next === undefined || kept + next.uids.length > MAX_UIDS / 2) break;
      kept += next.uids.length;
      first -= 1;
    }
    this.#forgotten = this.#expunges[first - 1]?.modseq ?? this.#forgotten;
    this.#expunges = this.#expunges.slice(first);
    this.#count = kept;
  }
}
