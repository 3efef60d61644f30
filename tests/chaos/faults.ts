/**
 * Which faults strike, whom, and when: cards from a deck that chance shuffles. Pure, but for that `strike` carries one
 * out; the same seed deals the same cards.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../support/chance.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import type { ServiceProcess } from '../support/service-process.ts';

interface Card {
  readonly on: 'process' | 'link' | 'redis' | 'dovecot';
  /** How many of it are in a deck. */
  readonly count: number;
  /** What chance draws `amount` from: milliseconds, for `cut-amid` octets. */
  readonly amount: readonly [from: number, to: number];
}

/** A lease lives for ten seconds: `pause` is longer, `doze` shorter. */
const cards = {
  kill: { on: 'process', count: 6, amount: [0, 3_000] },
  leave: { on: 'process', count: 2, amount: [0, 2_000] },
  pause: { on: 'process', count: 3, amount: [11_000, 16_000] },
  doze: { on: 'process', count: 1, amount: [500, 6_000] },
  'kill-redis': { on: 'redis', count: 2, amount: [0, 2_000] },
  'restart-dovecot': { on: 'dovecot', count: 1, amount: [0, 1] },
  cut: { on: 'link', count: 3, amount: [0, 1] },
  'cut-amid': { on: 'link', count: 2, amount: [1, 6_000] },
  silence: { on: 'link', count: 1, amount: [1_000, 8_000] },
} as const satisfies Readonly<Record<string, Card>>;

export type FaultKind = keyof typeof cards;
const deck = (Object.keys(cards) as readonly FaultKind[]).flatMap((kind) =>
  Array.from({ length: cards[kind].count }, () => kind),
);

export interface Fault {
  readonly kind: FaultKind;
  /** Since the fault before began. */
  readonly afterMs: number;
  /** The number of a process or a link. */
  readonly which: number;
  readonly amount: number;
}

export interface FaultPlan {
  /** So many from the deck, or these. */
  readonly faults: number | readonly FaultKind[];
  readonly processes: number;
  readonly links: number;
  /** Between two faults, on average. */
  readonly paceMs: number;
}

export function planFaults(
  { between }: Chance,
  { faults, processes, links, paceMs }: FaultPlan,
): readonly Fault[] {
  const shuffled = (deck: readonly FaultKind[]): readonly FaultKind[] =>
    deck
      .map((kind) => [between(0, 2 ** 30), kind] as const)
      .sort(([a], [b]) => a - b)
      .map(([, kind]) => kind);
  const dealt: FaultKind[] = [];
  if (typeof faults !== 'number') dealt.push(...shuffled(faults));
  else while (dealt.length < faults) dealt.push(...shuffled(deck));
  const many = { process: processes, link: links, redis: 1, dovecot: 1 };
  return dealt.slice(0, typeof faults === 'number' ? faults : undefined).map((kind) => {
    const { on, amount }: Card = cards[kind];
    return {
      kind,
      afterMs: between(0, 2 * paceMs),
      which: between(0, many[on]),
      amount: between(amount[0], amount[1]),
    };
  });
}

/** Where faults strike. */
export interface Struck {
  readonly processes: readonly ServiceProcess[];
  readonly links: readonly FaultProxy[];
  readonly redis: { kill(signal: 'SIGKILL'): Promise<void>; restart(): Promise<void> };
  readonly dovecot: { restart(): Promise<void> };
}

/** What suffers a fault suffers no other until it is as before. */
export function sufferer({ kind, which }: Fault): string {
  return `${cards[kind].on} ${which}`;
}

export function describeFault(fault: Fault): string {
  const { kind, amount } = fault;
  return `${kind} ${sufferer(fault)}${amount === 0 ? '' : kind === 'cut-amid' ? `, ${amount} octets` : `, ${amount} ms`}`;
}

/** Resolves when what was struck is as before. */
export async function strike({ kind, which, amount }: Fault, on: Struck): Promise<void> {
  const process = on.processes[which];
  const link = on.links[which];
  switch (kind) {
    case 'kill':
    case 'leave':
      await process?.end(kind === 'kill' ? 'SIGKILL' : 'SIGTERM');
      await delay(amount);
      if (process !== undefined) await begin(process);
      return;
    case 'pause':
    case 'doze':
      if (process === undefined) return;
      signal(process, 'SIGSTOP');
      await delay(amount);
      signal(process, 'SIGCONT');
      return;
    case 'kill-redis':
      await on.redis.kill('SIGKILL');
      await delay(amount);
      await on.redis.restart();
      return;
    case 'restart-dovecot':
      await on.dovecot.restart();
      return;
    case 'cut':
      link?.cut();
      return;
    case 'cut-amid':
      link?.cutAfter('to-client', amount);
      return;
    case 'silence':
      link?.blackHole();
      await delay(amount);
      // What was swallowed never comes: the connections that miss it must not live on.
      link?.cut();
      link?.restore();
  }
}

/** It may find Redis away, or another fault may strike while it begins: tried until it serves. */
async function begin(process: ServiceProcess): Promise<void> {
  for (;;) {
    try {
      await process.start();
      return;
    } catch {
      await process.stop();
    }
  }
}

function signal({ pid }: ServiceProcess, name: 'SIGSTOP' | 'SIGCONT'): void {
  process.kill(pid, name);
}
