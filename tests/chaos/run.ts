/**
 * npm run chaos -- [--accounts=50] [--processes=4] [--roles=together|apart] [--faults=100] [--pace=4000] [--rate=10] [--patience=180] [--seed=<number>]
 *
 * Ends with 0 when every message came and went in the journal once, what the journal tells adds up to what the mail server
 * has, and every event arrived at the receiver under its one id. Else what was found lies in `.cache/chaos/<seed>`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chance } from '../support/chance.ts';
import { runChaos, type Outcome } from './chaos.ts';
import { reportOf } from './report.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '50' },
    processes: { type: 'string', default: '4' },
    roles: { type: 'string', default: 'together' },
    faults: { type: 'string', default: '100' },
    pace: { type: 'string', default: '4000' },
    rate: { type: 'string', default: '10' },
    patience: { type: 'string', default: '180' },
    seed: { type: 'string' },
  },
});
const { seed } = values.seed === undefined ? chance() : chance(Number(values.seed));
const [accounts, processes, faults] = [values.accounts, values.processes, values.faults].map(Number) as [
  number,
  number,
  number,
];
console.log(
  `${faults} faults on ${processes} processes that watch ${accounts} accounts (roles ${values.roles}), seed ${seed}\n`,
);

const since = performance.now();
const outcome = await runChaos({
  seed,
  accounts,
  processes,
  roles: values.roles === 'apart' ? 'apart' : 'together',
  faults,
  links: 4,
  paceMs: Number(values.pace),
  rate: Number(values.rate),
  settleWithinMs: Number(values.patience) * 1_000,
  onStrike: ({ number, what }) => {
    console.log(`${((performance.now() - since) / 1_000).toFixed(1).padStart(7)} s  ${number}: ${what}`);
  },
});
console.log(`\n${reportOf(outcome)}\n\n${((performance.now() - since) / 1_000).toFixed(0)} s in all.`);
if (outcome.differences.length > 0) {
  console.log(`The journal, what arrived and the logs lie in ${await keep(outcome)}.`);
  process.exitCode = 1;
}

async function keep({ findings, struck, differences }: Outcome): Promise<string> {
  const folder = join('.cache', 'chaos', String(seed));
  await mkdir(folder, { recursive: true });
  const files: Readonly<Record<string, unknown>> = {
    differences,
    struck,
    journal: findings.journal,
    received: [...findings.entries],
    truth: [...findings.truth.messages.values()],
    mailboxes: [...findings.truth.mailboxes],
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(content, null, 1));
  }
  for (const [index, log] of findings.logs.entries())
    await writeFile(join(folder, `process-${index}.log`), log);
  return folder;
}
