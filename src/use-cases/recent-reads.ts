/**
 * Remembers answers for a moment, so that what every request reads is not asked of Redis every time, and requests
 * at the same time share one question. Forgetting by name makes it exact; the age bounds it when that is missed.
 */
export interface RecentReads<T> {
  get(name: string): Promise<T>;
  /** Also of questions that are under way: whoever asks from now on asks anew. */
  forget(name: string): void;
}

export interface RecentReadsOptions<T> {
  readonly load: (name: string) => Promise<T>;
  /** Counted from the question on. */
  readonly maxAgeMs: number;
  /** Entries; when more are asked for, all are forgotten. */
  readonly capacity?: number;
  /** Milliseconds; never runs backwards. */
  readonly now?: () => number;
}

export function createRecentReads<T>(options: RecentReadsOptions<T>): RecentReads<T> {
  const { load, maxAgeMs, capacity = 10_000, now = () => performance.now() } = options;
  const answers = new Map<string, { readonly askedAt: number; readonly answer: Promise<T> }>();

  return {
    get(name) {
      const known = answers.get(name);
      if (known !== undefined && now() - known.askedAt < maxAgeMs) return known.answer;
      if (answers.size >= capacity) answers.clear();
      const answer = load(name);
      const entry = { askedAt: now(), answer };
      answers.set(name, entry);
      answer.catch(() => {
        if (answers.get(name) === entry) answers.delete(name);
      });
      return answer;
    },
    forget: (name) => void answers.delete(name),
  };
}
