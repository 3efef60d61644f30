/**
 * The live timeline: what was observed, in the order in which it happened, in aligned columns with durations. A row
 * is held back for a moment, because what happens first is not always heard of first.
 */
import type { Screen } from './screen.ts';

/** The stations of a message that went all its way, in order, as the user reads them. */
export const milestones = [
  '202',
  'SMTP acceptance',
  'IDLE notice',
  'journal entry',
  'signed webhook',
  'GraphQL answer',
] as const;
export type Milestone = (typeof milestones)[number];

export interface Row {
  /** When it happened, in milliseconds since the epoch. */
  readonly at: number;
  readonly step: string;
  /** Whose mailbox or request it is. */
  readonly account: string;
  readonly detail: string;
  /** The Message-ID of the message that this is about; null when there is none. */
  readonly journey: string | null;
  readonly milestone?: Milestone;
  readonly tone?: 'good' | 'bad';
}

export interface Timeline {
  /** Opens a message's way: its rows count from `at`. The first call for a journey holds. */
  begin(journey: string, at: number, title: string): void;
  knows(journey: string): boolean;
  add(row: Row): void;
  /** Resolves when the milestone's row stands on the screen. */
  reached(journey: string, milestone: Milestone): Promise<void>;
  /** Prints what is held back, and nothing ever after. */
  close(): void;
}

interface Journey {
  readonly title: string;
  readonly startedAt: number;
  printedAt: number | null;
  readonly reached: Set<Milestone>;
}

const HOLD_MS = 80;

export function createTimeline({ print, paint, width }: Screen): Timeline {
  const journeys = new Map<string, Journey>();
  const waiting = new Set<{
    readonly journey: string;
    readonly milestone: Milestone;
    readonly done: () => void;
  }>();
  let held: Row[] = [];
  let timer: NodeJS.Timeout | null = null;
  let shown: string | null = null;
  let closed = false;

  const timesOf = (row: Row, journey: Journey | undefined): readonly [string, string] => {
    if (journey === undefined) return [new Date(row.at).toTimeString().slice(0, 8), ''];
    const { startedAt, printedAt } = journey;
    journey.printedAt = row.at;
    const step = printedAt === null ? '' : `+${duration(row.at - printedAt)}`;
    return [duration(row.at - startedAt), step];
  };
  const show = (row: Row): void => {
    const journey = row.journey === null ? undefined : journeys.get(row.journey);
    if (journey !== undefined && row.journey !== shown) {
      print('');
      print(`  ${paint.bold(journey.title)}`);
      print(paint.dim(columns('total', 'step', 'what', 'who', '')));
      shown = row.journey;
    }
    const dress = row.tone === undefined ? (text: string): string => text : paint[row.tone];
    const [total, step] = timesOf(row, journey);
    const line = columns(total, step, row.step, row.account, row.detail).slice(0, width);
    print(line.replace(/^(.{26})(\S+)/, (_, times: string, word: string) => paint.dim(times) + dress(word)));
    if (journey === undefined || row.milestone === undefined) return;
    journey.reached.add(row.milestone);
    for (const each of waiting) {
      if (each.journey !== row.journey || each.milestone !== row.milestone) continue;
      waiting.delete(each);
      each.done();
    }
  };
  const flush = (until: number): void => {
    timer = null;
    held.sort((a, b) => a.at - b.at);
    const ripe = held.filter(({ at }) => at <= until);
    held = held.filter(({ at }) => at > until);
    for (const row of ripe) show(row);
    if (held.length > 0) arm();
  };
  const arm = (): void => {
    timer ??= setTimeout(() => flush(Date.now() - HOLD_MS), HOLD_MS);
  };

  return {
    begin(id, startedAt, title) {
      if (!journeys.has(id)) journeys.set(id, { title, startedAt, printedAt: null, reached: new Set() });
    },
    knows: (id) => journeys.has(id),
    add(row) {
      if (closed) return;
      held.push(row);
      arm();
    },
    reached: (journey, milestone) =>
      new Promise((resolve) => {
        if (journeys.get(journey)?.reached.has(milestone) === true) resolve();
        else waiting.add({ journey, milestone, done: resolve });
      }),
    close() {
      if (timer !== null) clearTimeout(timer);
      flush(Infinity);
      closed = true;
    },
  };
}

/** At a second's tenth from ten seconds on. */
export function duration(ms: number): string {
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function columns(total: string, step: string, what: string, who: string, detail: string): string {
  return `${total.padStart(11)}  ${step.padStart(11)}  ${what.padEnd(8)}  ${who.padEnd(4)}  ${detail}`.trimEnd();
}
