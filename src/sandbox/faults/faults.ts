/**
 * The fault script of one sandbox: which faults are armed, how many more times each strikes, and what has struck. The
 * servers ask it at their stages and carry out what it says; it does nothing itself.
 */
import { createGreylist, type Greylist } from './greylist.ts';
import type { ImapFault, ImapFaults, ImapMoment } from './imap.ts';
import { matchesPattern } from './pattern.ts';
import type { SmtpFault, SmtpFaults, SmtpMoment } from './smtp.ts';

export type Fault = ({ readonly protocol: 'imap' } & ImapFault) | ({ readonly protocol: 'smtp' } & SmtpFault);

export interface ArmedFault {
  readonly id: number;
  readonly fault: Fault;
  /** How many more times it strikes; null until it is disarmed. */
  readonly left: number | null;
  readonly struck: number;
}

/** One time that a fault struck, a delay at its beginning. */
export interface Strike {
  readonly at: Date;
  /** Of the armed fault. */
  readonly id: number;
  readonly fault: Fault;
  readonly session: ImapMoment | SmtpMoment;
}

export interface Faults {
  /** Armed until it has struck `times` times; without a number until it is disarmed. Answers its id. */
  arm(fault: Fault, times?: number): number;
  /** False when nothing is armed under this id. */
  disarm(id: number): boolean;
  /** Disarms all. What a connection already suffers from, such as a throttle, stays with it. */
  clear(): void;
  armed(): readonly ArmedFault[];
  /** How many times any fault has struck. */
  readonly struck: number;
  /** The last thousand strikes, oldest first. */
  readonly log: readonly Strike[];
  /** What the servers ask. */
  readonly imap: ImapFaults;
  readonly smtp: SmtpFaults;
}

const KEPT_STRIKES = 1_000;
const NONE: readonly never[] = [];

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly greylist: Greylist;
  left: number;
  struck: number;
}

export function createFaults({ now = () => new Date() }: { now?: () => Date } = {}): Faults {
  /** By protocol and stage, because most questions are asked where nothing is armed. */
  const stages = new Map<string, Entry[]>();
  const log: Strike[] = [];
  let ids = 0;
  let struck = 0;

  const remove = (entry: Entry): void => {
    const key = stageOf(entry.fault);
    const left = (stages.get(key) ?? []).filter((each) => each !== entry);
    if (left.length > 0) stages.set(key, left);
    else stages.delete(key);
  };
  const entries = (): Entry[] => [...stages.values()].flat().sort((a, b) => a.id - b.id);
  const note = (entry: Entry, session: ImapMoment | SmtpMoment): void => {
    entry.left -= 1;
    entry.struck += 1;
    struck += 1;
    log.push({ at: now(), id: entry.id, fault: entry.fault, session });
    if (log.length > KEPT_STRIKES) log.shift();
    if (entry.left === 0) remove(entry);
  };

  return {
    arm(fault, times = Infinity) {
      const key = stageOf(fault);
      ids += 1;
      const entry = { id: ids, fault, greylist: createGreylist(now), left: times, struck: 0 };
      stages.set(key, [...(stages.get(key) ?? []), entry]);
      return ids;
    },
    disarm(id) {
      const entry = entries().find((each) => each.id === id);
      if (entry !== undefined) remove(entry);
      return entry !== undefined;
    },
    clear: () => stages.clear(),
    armed: () =>
      entries().map(({ id, fault, left, struck: times }) => ({
        id,
        fault,
        left: left === Infinity ? null : left,
        struck: times,
      })),
    get struck() {
      return struck;
    },
    log,
    imap: {
      strike(at, session) {
        const armed = stages.get(`imap ${at}`);
        if (armed === undefined) return NONE;
        const faults: ImapFault[] = [];
        for (const entry of armed) {
          if (entry.fault.protocol !== 'imap' || !concernsImap(entry.fault, session)) continue;
          note(entry, session);
          faults.push(entry.fault);
        }
        return faults;
      },
    },
    smtp: {
      strike(at, session) {
        const armed = stages.get(`smtp ${at}`);
        if (armed === undefined) return NONE;
        const faults: SmtpFault[] = [];
        for (const entry of armed) {
          const { fault, greylist } = entry;
          if (fault.protocol !== 'smtp' || !concernsSmtp(fault, session)) continue;
          if (fault.kind === 'greylist' && !greylist.delays(session, fault.ms ?? 0)) continue;
          note(entry, session);
          faults.push(fault);
        }
        return faults;
      },
    },
  };
}

function stageOf({ protocol, at }: Fault): string {
  return `${protocol} ${at}`;
}

function concernsImap(fault: ImapFault, session: ImapMoment): boolean {
  return (
    isMeant(fault.user, session.user) &&
    isMeant(fault.command, session.command) &&
    isMeant(fault.mailbox, session.mailbox) &&
    (fault.kind !== 'swallow' || isMeant(fault.untagged, session.untagged ?? null))
  );
}

function concernsSmtp(fault: SmtpFault, session: SmtpMoment): boolean {
  const address = 'address' in fault ? fault.address : undefined;
  return (
    isMeant(fault.user, session.user) &&
    (address === undefined || matchesPattern(address, session.recipient ?? ''))
  );
}

function isMeant(wanted: string | undefined, actual: string | null): boolean {
  return wanted === undefined || wanted.toLowerCase() === actual?.toLowerCase();
}
