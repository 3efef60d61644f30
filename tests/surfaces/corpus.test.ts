/** Hundreds of messages of every shape: each is listed, read and streamed, and says what an independent reader says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpus } from '../corpus/corpus.ts';
import {
  cyrusDisagreements,
  disagreements,
  refusedByCyrus,
  sandboxDisagreements,
  type Disagreement,
} from '../corpus/disagreements.ts';
import { hostile } from '../corpus/hostile.ts';
import { readCorpus, type Reading } from '../corpus/mailbox.ts';
import type { Specimen } from '../corpus/mime.ts';
import { askOracle } from '../corpus/oracle.ts';
import { compare, type Values } from '../corpus/values.ts';
import { startMailSandbox } from '../support/mail-sandbox.ts';
import { startMailServer } from '../support/mail-servers.ts';
import { directClient, testAccount } from '../support/imap-account.ts';
import type { Schemas } from '../support/http-api.ts';
import { contract } from './conformance.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { asRest, createGraphqlClient, everythingOf } from './graphql-client.ts';

let service: ComposedService;
let account: Schemas['Account'];
let readings: readonly Reading[];
let oracle: ReadonlyMap<string, Values>;

beforeAll(async () => {
  service = await startComposedService();
  const asked = askOracle(corpus.map(asStored));
  account = await mailboxOf(corpus);
  readings = await readCorpus(service.rest, account.id, corpus);
  oracle = await asked;
}, 60_000);

afterAll(async () => {
  await service.close();
});

/** An account whose INBOX holds these, in their order. */
async function mailboxOf(messages: readonly Specimen[]): Promise<Schemas['Account']> {
  const connected = await service.connect();
  const client = await directClient(testAccount({ user: connected.email }));
  for (const { raw } of messages) await client.append('INBOX', raw);
  await client.logout();
  return connected;
}

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
    const { count, differences } = differencesTo((name) => oracle.get(name), readings);
    expectOnly(disagreements, differences);
    expect(differences.length, `of ${count} values`).toBeLessThan(count / 100);
  });

  it('is read by GraphQL as by REST', async () => {
    const graphql = createGraphqlClient(service.url, service.rest.key);
    const { data, errors } = await graphql.ask<{
      account: { messages: { edges: readonly { node: Record<string, unknown> }[] } };
    }>(
      `query($a: ID!) { account(id: $a) { messages(first: 100) { edges { node ${everythingOf('Message')} } } } }`,
      { a: account.id },
    );
    expect(errors).toEqual([]);
    const newest = readings.slice(-100).reverse();
    for (const [index, { message, specimen }] of newest.entries()) {
      const node = asRest('Message', data.account.messages.edges[index]?.node);
      expect(node, specimen.name).toMatchObject(message);
    }
  });

  it('is read from the sandbox as from Dovecot, but where they see other parts', async () => {
    const sandbox = await startMailSandbox();
    try {
      const part = readings.filter(({ specimen }) =>
        /^(everyday|address|group|multipart|boundary|message|header)/.test(specimen.name),
      );
      const specimens = part.map(({ specimen }) => specimen);
      sandbox.inbox.append(specimens.map((specimen) => ({ raw: asStored(specimen).raw })));
      const { settings } = sandbox;
      const { id } = await service.connect({
        imap: { ...settings, auth: { ...settings.auth, password: 'pass' } },
      });
      const read = await readCorpus(service.rest, id, specimens);
      const ofDovecot = new Map(part.map(({ specimen, values }) => [specimen.name, values]));
      expectOnly(sandboxDisagreements, differencesTo((name) => ofDovecot.get(name), read).differences);
    } finally {
      await sandbox.stop();
    }
  });

  it('is read from Cyrus as from Dovecot, but where they see other parts', async (context) => {
    const cyrus = await startMailServer('Cyrus');
    if (typeof cyrus === 'string') return context.skip(cyrus);
    try {
      const part = readings.filter(
        ({ specimen: { name } }) =>
          /^(address|group|raw|file name|type|disposition|content id|multipart|boundary|message|header|line ends|winmail)/.test(
            name,
          ) && !refusedByCyrus.includes(name),
      );
      const { user, host, imapPort, password } = cyrus;
      const client = await directClient(testAccount({ user, port: imapPort }), cyrus);
      for (const { specimen } of part) await client.append('INBOX', asStored(specimen).raw);
      const refused = corpus.filter(({ name }) => refusedByCyrus.includes(name)).map(asStored);
      for (const { raw, name } of refused) {
        await expect(client.append('INBOX', raw), name).rejects.toThrow();
      }
      await client.logout();
      const auth = { type: 'password', username: user, password } as const;
      const { id } = await service.connect({ imap: { host, port: imapPort, security: 'none', auth } });
      const read = await readCorpus(
        service.rest,
        id,
        part.map(({ specimen }) => specimen),
      );
      const ofDovecot = new Map(part.map(({ specimen, values }) => [specimen.name, values]));
      expectOnly(cyrusDisagreements, differencesTo((name) => ofDovecot.get(name), read).differences);
    } finally {
      await cyrus.stop();
    }
  });
});

interface Place {
  readonly place: string;
  readonly detail: string;
}

function differencesTo(
  others: (name: string) => Values | undefined,
  read: readonly Reading[],
): { readonly count: number; readonly differences: readonly Place[] } {
  let count = 0;
  const differences: Place[] = [];
  for (const { specimen, values } of read) {
    const theirs = others(specimen.name);
    if (theirs === undefined) throw new Error(`Nothing else reads ${specimen.name}.`);
    const comparison = compare(values, theirs);
    count += comparison.count;
    for (const { at, ours, theirs: other } of comparison.differences) {
      const place = `${specimen.name} → ${at}`;
      differences.push({ place, detail: `${place}: ${JSON.stringify(ours)}, else ${JSON.stringify(other)}` });
    }
  }
  return { count, differences };
}

/** Exactly what a table explains. */
function expectOnly(table: readonly Disagreement[], differences: readonly Place[]): void {
  const explained = table.flatMap(({ at }) =>
    Object.entries(at).flatMap(([name, places]) => places.map((place) => `${name} → ${place}`)),
  );
  const surprising = differences.filter(({ place }) => !explained.includes(place));
  expect(
    surprising.map(({ detail }) => detail),
    'differences that no table explains',
  ).toEqual([]);
  const found = differences.map(({ place }) => place);
  expect(
    explained.filter((place) => !found.includes(place)),
    'explained, and agreeing',
  ).toEqual([]);
}

/** `snippets` are of a search. */
const everyField = (
  contract.document.components?.schemas?.['MessageField'] as { enum: readonly string[] }
).enum.filter((field) => field !== 'snippets');

describe('a hostile message', () => {
  it('is listed, read and streamed within five seconds', { timeout: 60_000 }, async () => {
    const { id } = await mailboxOf(hostile);
    const query = { fields: everyField.join(','), html: 'safe' };
    const read = await readCorpus(service.rest, id, hostile, query);
    expect(read.filter(({ slowestMs }) => slowestMs > 5_000).map(({ specimen }) => specimen.name)).toEqual(
      [],
    );
  });
});
