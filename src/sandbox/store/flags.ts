/** Flags: how they are spelled, and that equal sets of them are one object however many messages have them. */
import type { FlagChange } from './model.ts';
import { StoreRefusal } from './refusal.ts';

const SYSTEM = new Map(
  ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'].map((flag) => [flag.toLowerCase(), flag]),
);
const MAX_KEYWORDS = 1_000;
const MAX_SHARED = 4_096;

/** The keywords of one mailbox: the first spelling of each is that of all messages. */
export class Keywords {
  readonly #spelling = new Map<string, string>();

  all(): readonly string[] {
    return [...this.#spelling.values()];
  }

  /** As messages carry it; one that nobody set so far as given. */
  spelled(flag: string): string {
    const lower = flag.toLowerCase();
    return SYSTEM.get(lower) ?? this.#spelling.get(lower) ?? flag;
  }

  /** Without `\Recent`, each once. Throws `over-quota` when it would be too many keywords. */
  learned(flags: readonly string[]): readonly string[] {
    const learned = new Set<string>();
    for (const flag of flags) {
      const lower = flag.toLowerCase();
      if (lower === '\\recent') continue;
      if (!SYSTEM.has(lower) && !this.#spelling.has(lower)) this.#learn(lower, flag);
      learned.add(this.spelled(flag));
    }
    return [...learned];
  }

  #learn(lower: string, flag: string): void {
    if (this.#spelling.size >= MAX_KEYWORDS) {
      throw new StoreRefusal('over-quota', `A mailbox has at most ${MAX_KEYWORDS} keywords.`);
    }
    this.#spelling.set(lower, flag);
  }
}

/** Sets of flags by what is in them. */
export class FlagSets {
  readonly #shared = new Map<string, ReadonlySet<string>>();

  of(flags: Iterable<string>): ReadonlySet<string> {
    const sorted = [...new Set(flags)].sort();
    const key = sorted.join('\n');
    let shared = this.#shared.get(key);
    if (shared === undefined) {
      if (this.#shared.size >= MAX_SHARED) this.#shared.clear();
      shared = new Set(sorted);
      this.#shared.set(key, shared);
    }
    return shared;
  }
}

/** What `change` makes of a message's flags: the same object when nothing. */
export function changeOf(
  change: FlagChange,
  keywords: Keywords,
  sets: FlagSets,
): (flags: ReadonlySet<string>) => ReadonlySet<string> {
  const set = change.set === undefined ? null : keywords.learned(change.set);
  const add = keywords.learned(change.add ?? []);
  const remove = new Set((change.remove ?? []).map((flag) => keywords.spelled(flag)));
  const known = new Map<ReadonlySet<string>, ReadonlySet<string>>();
  return (flags) => {
    let changed = known.get(flags);
    if (changed === undefined) {
      const wanted = [...(set ?? flags), ...add].filter((flag) => !remove.has(flag));
      changed = sameFlags(flags, wanted) ? flags : sets.of(wanted);
      known.set(flags, changed);
    }
    return changed;
  };
}

function sameFlags(flags: ReadonlySet<string>, wanted: readonly string[]): boolean {
  return new Set(wanted).size === flags.size && wanted.every((flag) => flags.has(flag));
}
