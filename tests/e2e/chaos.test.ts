/**
 * The short form of `npm run chaos`: what two processes tell while all breaks around them, against what the mail server has.
 * A failed run names its seed: `SEED=<seed>` strikes the same blows.
 */
import { expect, it } from 'vitest';
import { runChaos } from '../chaos/chaos.ts';
import { reportOf } from '../chaos/report.ts';
import { chance } from '../support/chance.ts';

const { seed } = chance();

it(
  `what processes tell that are killed, of mailboxes that others change, on servers that restart, adds up to what is there (seed ${seed})`,
  { timeout: 120_000 },
  async () => {
    const outcome = await runChaos({
      seed,
      accounts: 6,
      processes: 2,
      roles: 'together',
      links: 2,
      // A pause beyond the lease is in replicas.test.ts.
      faults: [
        'kill',
        'kill',
        'leave',
        'doze',
        'kill-redis',
        'restart-dovecot',
        'cut',
        'cut-amid',
        'silence',
      ],
      paceMs: 600,
      rate: 25,
      settleWithinMs: 60_000,
    });
    expect(outcome.differences.length, reportOf(outcome)).toBe(0);
    expect(outcome.findings.deeds.delivered.size).toBeGreaterThan(50);
  },
);
