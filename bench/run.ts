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
  submissions,
  memory,
