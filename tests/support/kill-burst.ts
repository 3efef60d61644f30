/** A burst of submissions in the middle of which one of the processes that send is killed, and what became of each message. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from './chance.ts';

export interface SendingHouse {
  /** Resolves when the submission was acknowledged. */
  submit(subject: string): Promise<void>;
  /** The subjects that the mail server has taken, each as often as it took it. */
  taken(): readonly string[];
  /** Kills one of the two processes at once and starts another in its place. */
  killOne(which: number): Promise<void>;
}

const postersAtOnce = 16;

/**
 * Resolves when all were acknowledged and the other process works; gives how many of them had been taken when the
 * kill came. It comes at a moment that chance chose between the first and nine tenths.
 */
export async function killAmid(
  house: SendingHouse,
  subjects: readonly string[],
  { between }: Chance,
): Promise<number> {
  const before = house.taken().length;
  const threshold = between(1, Math.ceil(subjects.length * 0.9));
  const extraMs = between(0, 20);
  const which = between(0, 2);
  const waiting = [...subjects];
  const post = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await house.submit(next);
  };
  const kill = async (): Promise<number> => {
    while (house.taken().length - before < threshold) await delay(1);
    await delay(extraMs);
    const taken = house.taken().length - before;
    await house.killOne(which);
    return taken;
  };
  const [taken] = await Promise.all([kill(), ...Array.from({ length: postersAtOnce }, post)]);
  return taken;
}

/** Subjects by what is true of them. */
export interface Verdict {
  readonly sent: readonly string[];
  /** Told as `unknown`, and the mail server had taken them, or had not. */
  readonly unknownTaken: readonly string[];
  readonly unknownNotTaken: readonly string[];
  /** Not ended, or told as `sent` although the mail server has never taken them, or told as anything else. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
}

/** `fates`: the status of all that were acknowledged, by subject. */
export function judge(fates: ReadonlyMap<string, string>, taken: readonly string[]): Verdict {
  const times = new Map<string, number>();
  for (const subject of taken) times.set(subject, (times.get(subject) ?? 0) + 1);
  const all = [...fates];
  const where = (status: string, isTaken: boolean): readonly string[] =>
    all.flatMap(([subject, fate]) => (fate === status && times.has(subject) === isTaken ? [subject] : []));
  const sent = where('sent', true);
  const unknownTaken = where('unknown', true);
  const unknownNotTaken = where('unknown', false);
  const known = new Set([...sent, ...unknownTaken, ...unknownNotTaken]);
  return {
    sent,
    unknownTaken,
    unknownNotTaken,
    lost: all.flatMap(([subject]) => (known.has(subject) ? [] : [subject])),
    doubled: [...times].flatMap(([subject, count]) => (count > 1 ? [subject] : [])),
  };
}
