/**
 * npm run bench -- [--quick] [--only=list,news] [--json=<file>] [--profile=<folder>]
 *
 * Measures what docs/performance.md promises: each case beside its floor, in one run. Not a test: it ends with 0
 * whatever the ratios are, and says which are not as expected. `--profile` has Node write a CPU profile of the service.
 */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Effort, Result } from './case.ts';
import { burst } from './cases/burst.ts';
import { endpoints } from './cases/endpoints.ts';
import { graphql } from './cases/graphql.ts';
import { idle } from './cases/idle.ts';
import { atOnce, list } from './cases/list.ts';
import { memory } from './cases/memory.ts';
import { news } from './cases/news.ts';
import { readAttachment, readOne } from './cases/read.ts';
import { everywhere, search } from './cases/search.ts';
import { sandbox } from './cases/sandbox.ts';
import { scheduled } from './cases/scheduled.ts';
import { submissions } from './cases/submissions.ts';
import { reportOf, tableOf } from './report.ts';
import { createWorld } from './world.ts';

const BENCHES: readonly Bench[] = [
  list,
  readOne,
  readAttachment,
  atOnce,
  search,
  everywhere,
  graphql,
  news,
  burst,
  endpoints,
  submissions,
  scheduled,
  memory,
  idle,
  sandbox,
];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
  },
});
const effort: Effort = options.quick
  ? { blocks: (full) => Math.max(2, Math.ceil(full / 3)), runs: (full) => Math.max(10, Math.ceil(full / 2)) }
  : { blocks: (full) => full, runs: (full) => full };
const wanted = options.only?.split(',');
const unknown = wanted?.filter((name) => !BENCHES.some((bench) => bench.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `There is no ${unknown.join(', ')}: choose among ${BENCHES.map(({ name }) => name).join(', ')}`,
  );
  process.exit(1);
}

const [loadBefore = 0] = loadavg();
const world = await createWorld(
  options.profile === undefined ? {} : { profileInto: resolve(options.profile) },
);
const results: Result[] = [];
try {
  for (const bench of BENCHES) {
    if (wanted !== undefined && !wanted.includes(bench.name)) continue;
    const since = performance.now();
    results.push(...(await bench.run(world, effort)));
    console.error(`${bench.name}: measured in ${((performance.now() - since) / 1_000).toFixed(0)} s`);
  }
} finally {
  await world.stop();
}
const report = reportOf(results, { quick: options.quick, loadBefore });
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${tableOf(report)}`);
const missed = report.results.filter(({ holds }) => holds === false);
for (const { work, floor, expected } of missed)
  console.log(`Not as expected (${String(expected)}): ${work}, beside ${floor}`);
