/**
 * One run: a house, programs at work in it, faults that strike it at random moments, and, once all stands again, what the
 * mail server has beside what the journal tells and what arrived. The same seed strikes the same blows.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { chance } from '../support/chance.ts';
import { describeFault, planFaults, strike, sufferer, type Fault, type FaultPlan } from './faults.ts';
import { openHouse, type House, type HouseOptions } from './house.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { startPrograms, type Programs } from './programs.ts';
import { readJournal, startReader } from './reader.ts';
import { truthOf, type Truth } from './truth.ts';
import { judge, type Findings, type Verdict } from './verdict.ts';

export interface ChaosOptions extends Omit<HouseOptions, 'ledger'>, Omit<FaultPlan, 'processes' | 'links'> {
  readonly seed: number;
  /** Deeds of the other programs, a second. */
  readonly rate: number;
  /** After the last fault everything is to be told within this time. */
  readonly settleWithinMs: number;
  readonly onStrike?: (struck: StruckFault) => void;
}

export interface StruckFault {
  readonly at: Date;
  readonly number: number;
  readonly what: string;
}

export interface Outcome extends Verdict {
  readonly findings: Findings;
  readonly struck: readonly StruckFault[];
  /** From the last fault's end to the last event that was missing. */
  readonly settledAfterMs: number;
}

export async function runChaos(options: ChaosOptions): Promise<Outcome> {
  const { seed } = options;
  const ledger = createLedger(chance(seed + 1_000));
  const house = await openHouse({ ...options, ledger });
  try {
    const { dovecot, accounts, links, processes } = house;
    const programs = startPrograms({ dovecot, accounts, ledger, seed, rate: options.rate });
    const reader = startReader(house);
    const plan = planFaults(chance(seed), {
      ...options,
      processes: processes.length,
      links: links.length,
    });
    const struck = await strikeAll(plan, house, options.onStrike);
    await programs.rest();
    const since = performance.now();
    await programs.deliverLast();
    const truth = await settle({ house, programs, ledger }, since + options.settleWithinMs);
    const settledAfterMs = performance.now() - since;
    await reader.finish();
    const journal = await readJournal(house);
    const { deeds } = programs;
    const logs = processes.map((process) => process.output());
    const findings = { deeds, truth, journal, entries: ledger.entries, read: reader.seen, logs };
    return { ...judge(findings), findings, struck, settledAfterMs };
  } finally {
    await house.stop();
  }
}

/** Resolves when all that was struck is as before. */
async function strikeAll(
  plan: readonly Fault[],
  house: House,
  onStrike: ChaosOptions['onStrike'],
): Promise<readonly StruckFault[]> {
  const struck: StruckFault[] = [];
  const suffering = new Map<string, Promise<void>>();
  for (const [index, fault] of plan.entries()) {
    await delay(fault.afterMs);
    const name = sufferer(fault);
    await suffering.get(name);
    const blow = { at: new Date(), number: index + 1, what: describeFault(fault) };
    struck.push(blow);
    onStrike?.(blow);
    suffering.set(name, strike(fault, house));
  }
  await Promise.all(suffering.values());
  for (const link of house.links) link.restore();
  return struck;
}

/** Waits until nothing is missing any more, and gives the truth; what was told too often stays so. */
async function settle(
  { house, programs, ledger }: { house: House; programs: Programs; ledger: Ledger },
  deadline: number,
): Promise<Truth> {
  const { deeds } = programs;
  const truth = await truthOf(house.dovecot, house.accounts, deeds);
  for (;;) {
    const journal = await readJournal(house);
    const findings = {
      deeds,
      truth,
      journal,
      entries: ledger.entries,
      read: journal.map(({ id }) => id),
      logs: [],
    };
    if (judge(findings).differences.length === 0 || performance.now() > deadline) return truth;
    await delay(500);
  }
}
