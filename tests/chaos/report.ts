/** A run in words: the counts side by side, and of each difference all that helps to find out where it comes from. */
import type { Told } from './ledger.ts';
import type { Outcome } from './chaos.ts';
import type { Difference } from './verdict.ts';

const mostShown = 20;
/** A fault may show itself, or be seen, so long after it struck. */
const aftermathMs = 15_000;

export function reportOf(outcome: Outcome): string {
  const { counts, differences, findings, settledAfterMs } = outcome;
  const { entries, deeds } = findings;
  const tries = [...entries.values()].reduce((sum, entry) => sum + entry.tries, 0);
  return [
    '| | truth | journal | receiver |',
    '| --- | --- | --- | --- |',
    ...counts.map(([what, truth, ...told]) => `| ${[what, truth ?? '', ...told].join(' | ')} |`),
    '',
    `${deeds.delivered.size} messages delivered, ${deeds.doubtful.size} more that the mail server was stopped over.`,
    `${tries} webhook requests for ${entries.size} events; the reader who followed saw ${findings.read.length}.`,
    `All was told ${(settledAfterMs / 1_000).toFixed(1)} s after the last fault.`,
    '',
    ...(differences.length === 0
      ? ['Nothing lost, nothing twice.']
      : [
          `${differences.length} differences:`,
          ...differences.slice(0, mostShown).flatMap((difference) => inDetail(difference, outcome)),
        ]),
  ].join('\n');
}

function inDetail({ what, account, journal }: Difference, outcome: Outcome): readonly string[] {
  const times = journal.map(({ timestamp }) => Date.parse(timestamp));
  return [
    '',
    `- ${what}`,
    ...journal.map((event) => `  journal: ${lineOf(event)}`),
    ...(times.length === 0
      ? []
      : around(Math.min(...times) - aftermathMs, Math.max(...times) + aftermathMs, account, outcome)),
  ];
}

function lineOf({ timestamp, type, id, data }: Told): string {
  const { flags } = data as { readonly flags?: { readonly now: readonly string[] | null } };
  return `${timestamp} ${type} ${id} ${flags?.now?.join(' ') ?? ''}`;
}

/** What struck in this time, and what the processes wrote of the account, in order. */
function around(
  from: number,
  to: number,
  account: string | null,
  { struck, findings: { logs } }: Outcome,
): readonly string[] {
  const faults = struck.map(({ at, number, what }) => [at.getTime(), `fault ${number}: ${what}`] as const);
  const lines = logs.flatMap((log, process) =>
    log.split('\n').flatMap((line) => {
      if (account === null || !line.includes(account)) return [];
      const { time, msg, types, reason, why } = JSON.parse(line) as Readonly<
        Record<string, string | readonly string[]>
      >;
      return [
        [Date.parse(wordsOf(time)), `process ${process}: ${wordsOf(msg, types, reason, why)}`] as const,
      ];
    }),
  );
  return [...faults, ...lines]
    .filter(([at]) => at > from && at < to)
    .sort(([a], [b]) => a - b)
    .map(([at, what]) => `  ${new Date(at).toISOString()} ${what}`);
}

function wordsOf(...words: readonly (string | readonly string[] | undefined)[]): string {
  return words.flatMap((word) => word ?? []).join(' ');
}
