/** Hundreds of messages of every shape: each is listed, read and streamed, and says what an independent reader says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../corpus/corpus.ts';
import { disagreements } from '../corpus/disagreements.ts';
import { readCorpus, type Reading } from '../corpus/mailbox.ts';
import type { Specimen } from '../corpus/mime.ts';
import { askOracle } from '../corpus/oracle.ts';
import { compare, type Values } from '../corpus/values.ts';
import { directClient, testAccount } from '../support/imap-account.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';

let service: ComposedService;
let readings: readonly Reading[];
let oracle: ReadonlyMap<string, Values>;

beforeAll(async () => {
  service = await startComposedService();
  const asked = askOracle(corpus.map(asStored));
  const account = await service.connect();
  const client = await directClient(testAccount({ user: account.email }));
  for (const { raw } of corpus) await client.append('INBOX', raw);
  await client.logout();
  readings = await readCorpus(service.rest, account.id, corpus);
  oracle = await asked;
}, 60_000);

afterAll(async () => {
  await service.close();
});

/** Mail servers store lines that end in CRLF. */
function asStored({ name, raw }: Specimen): Specimen {
  return { name, raw: Buffer.from(raw.toString('latin1').replace(/\r*\n/g, '\r\n'), 'latin1') };
}

describe('the corpus', () => {
  it('has at least three hundred messages, each with its own name', () => {
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
    expect(corpus.length).toBeGreaterThanOrEqual(300);
  });

  it('comes back byte for byte', () => {
    const changed = readings.filter(({ specimen, raw }) => !raw.equals(asStored(specimen).raw));
    expect(changed.map(({ specimen }) => specimen.name)).toEqual([]);
  });

  it('reads in a list as it reads alone', () => {
    for (const { listed, message, specimen } of readings) {
      expect(message, specimen.name).toMatchObject(listed);
    }
  });

  it('is read as an independent reader reads it, but where it is said why not', () => {
    const expected = disagreements.flatMap(({ at }) =>
      Object.entries(at).flatMap(([name, places]) => places.map((place) => `${name} → ${place}`)),
    );
    let count = 0;
    const found: string[] = [];
    const details: string[] = [];
    for (const { specimen, values } of readings) {
      const theirs = oracle.get(specimen.name);
      if (theirs === undefined) throw new Error(`The oracle is silent about ${specimen.name}.`);
      const comparison = compare(values, theirs);
      count += comparison.count;
      for (const { at, ours, theirs: other } of comparison.differences) {
        const place = `${specimen.name} → ${at}`;
        found.push(place);
        if (!expected.includes(place)) {
          details.push(`${place}: ${JSON.stringify(ours)}, the oracle ${JSON.stringify(other)}`);
        }
      }
    }
    expect(details, 'differences that no table explains').toEqual([]);
    expect(
      expected.filter((place) => !found.includes(place)),
      'explained, and agreeing',
    ).toEqual([]);
    expect(found.length, `of ${count} values`).toBeLessThan(count / 100);
  });
});
