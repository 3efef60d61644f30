/** A run in words: the counts side by side, and of each difference all that helps to find out where it comes from. */
import type { Told } from './ledger.ts';
import type { Outcome, StruckFault } from './chaos.ts';
import type { Difference } from './verdict.ts';

const mostShown = 20;
/** A fault may show itself so long after it struck. */
const aftermathMs = 30_000;
const mostLines = 12;

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

function inDetail({ what, account, journal }: Difference, { struck, logs }: Outcome): readonly string[] {
  const times = journal.map(({ timestamp }) => Date.parse(timestamp));
  return [
    '',
    `- ${what}`,
    ...journal.map((event) => `  journal: ${lineOf(event)}`),
    ...(times.length === 0 ? [] : around(struck, Math.min(...times), Math.max(...times))),
    ...(account === null ? [] : linesOf(logs, account).map((line) => `  log ${line}`)),
  ];
}

function lineOf({ timestamp, type, id, data }: Told): string {
  const { flags } = data as { readonly flags?: { readonly now: readonly string[] | null } };
  return `${timestamp} ${type} ${id} ${flags?.now?.join(' ') ?? ''}`;
}

function around(struck: readonly StruckFault[], from: number, to: number): readonly string[] {
  return struck
    .filter(({ at }) => at.getTime() > from - aftermathMs && at.getTime() < to + 1_000)
    .map(({ at, number, what }) => `  fault ${number}: ${at.toISOString()} ${what}`);
}

/** The last that the processes wrote of an account. */
function linesOf(logs: readonly string[], account: string): readonly string[] {
  return logs
    .flatMap((log, process) =>
      log
        .split('\n')
        .filter((line) => line.includes(account))
        .map((line) => `of process ${process}: ${line.slice(0, 300)}`),
    )
    .slice(-mostLines);
}
