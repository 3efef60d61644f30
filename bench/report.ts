/** The results as a table for people and as JSON for programs. */
import { cpus, totalmem, type } from 'node:os';
import type { Result } from './case.ts';
import type { Spread } from './measure.ts';

export interface Report {
  readonly at: string;
  readonly machine: string;
  readonly quick: boolean;
  /** What else the machine did: its load average of a minute before the run; none of it is the benchmark's. */
  readonly loadBefore: number;
  readonly results: readonly (Omit<Result, 'target'> & {
    readonly goal: string;
    readonly expected: string | null;
    readonly holds: boolean | null;
  })[];
}

export function reportOf(
  results: readonly Result[],
  circumstances: Pick<Report, 'quick' | 'loadBefore'>,
): Report {
  return {
    at: new Date().toISOString(),
    machine: machine(),
    ...circumstances,
    results: results.map(({ target, ...result }) => ({
      ...result,
      goal: target.goal,
      expected: target.expected?.text ?? null,
      holds: target.expected?.holds(result.comparison) ?? null,
    })),
  };
}

/** Markdown. */
export function tableOf(report: Report): string {
  const rows = report.results.map(({ work, floor, unit, comparison, goal, expected, holds, notes }) => {
    const { ratios } = comparison;
    const verdict =
      expected === null ? goal : `${goal}; now ${expected}: ${holds === true ? 'yes' : '**no**'}`;
    return [
      notes.length === 0 ? work : `${work} (${notes.join('; ')})`,
      floor,
      figures(comparison.floor, unit),
      figures(comparison.product, unit),
      `${ratios.p50.toFixed(2)} (${ratios.min.toFixed(2)}–${ratios.max.toFixed(2)})`,
      verdict,
    ].join(' | ');
  });
  return [
    `${report.machine}; ${report.at.slice(0, 10)}; ${report.quick ? 'quick run; ' : ''}load before the run ${report.loadBefore.toFixed(1)}`,
    '',
    '| work | floor | floor: p50 (p95) | product: p50 (p95) | ratio (over blocks) | to reach |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

function figures({ p50, p95 }: Spread, unit: Result['unit']): string {
  const digits = unit === 'ms' ? 1 : 0;
  const separator = unit === '/s' ? '' : ' ';
  return `${p50.toFixed(digits)} (${p95.toFixed(digits)})${separator}${unit}`;
}

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim() ?? 'CPU'}, ${memory} GiB, ${type()}, Node ${process.versions.node}`;
}
