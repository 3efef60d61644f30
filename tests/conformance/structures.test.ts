/** ENVELOPE, BODY and BODYSTRUCTURE of the whole corpus: the servers agree, or what they disagree in is written down. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireValue } from '../support/wire-response.ts';
import { corpus } from './corpus.ts';
import { disagreements } from './disagreements.ts';
import { fetched, verdict } from './reading.ts';
import { reachServers } from './reached.ts';
import { SERVER_NAMES, subjectOf, type Server, type ServerName } from './subject.ts';

const servers = await reachServers();
const present = SERVER_NAMES.flatMap((name) => {
  const server = servers[name];
  return typeof server === 'string' ? [] : [server];
});

type Structure = Readonly<Record<string, WireValue | undefined>>;
const structures = new Map<ServerName, ReadonlyMap<string, Structure>>();

beforeAll(async () => {
  for (const server of present) structures.set(server.name, await structuresAt(server));
}, 60_000);

async function structuresAt(server: Server): Promise<ReadonlyMap<string, Structure>> {
  const found = new Map<string, Structure>();
  const subject = await subjectOf(server);
  try {
    const wire = await subject.wire();
    const kept: string[] = [];
    for (const { name, raw } of corpus) {
      const answer = await wire.run('APPEND INBOX ', { literal: raw });
      if (answer.status === 'OK') kept.push(name);
      else found.set(name, { refused: verdict(answer) });
    }
    await wire.run('EXAMINE INBOX');
    const { untagged } = await wire.run('FETCH 1:* (RFC822.SIZE ENVELOPE BODY BODYSTRUCTURE)');
    for (const [number, items] of Object.entries(fetched(untagged))) {
      const { 'RFC822.SIZE': size, ENVELOPE: envelope, BODY: body, BODYSTRUCTURE: structure } = items;
      found.set(kept[Number(number) - 1] ?? '', {
        size,
        envelope,
        body: comparable(body ?? null),
        structure: comparable(structure ?? null),
      });
    }
    return found;
  } finally {
    await subject.end();
  }
}

/** Without regard to case; a text without parameters has the charset that RFC 2045 §5.2 gives it. */
function comparable(value: WireValue): WireValue {
  if (value === null) return null;
  if (typeof value === 'string') return value.toLowerCase();
  const [type, subtype, parameters, ...rest] = value;
  if (type !== undefined && subtype !== undefined && parameters === null && isText(type)) {
    return [type, subtype, ['charset', 'us-ascii'], ...rest].map(comparable);
  }
  return value.map(comparable);
}

function isText(type: WireValue): boolean {
  return typeof type === 'string' && type.toLowerCase() === 'text';
}

describe('the structure of a message', () => {
  it.each(corpus)('is read alike: $name', ({ name }) => {
    const apart = disagreements[name]?.at ?? [];
    const of = (server: Server): Structure | undefined => structures.get(server.name)?.get(name);
    const [first, ...others] = present.filter((server) => !apart.includes(server.name));
    if (first === undefined) return;
    for (const other of others) expect(of(other), other.name).toEqual(of(first));
    for (const server of present) {
      if (apart.includes(server.name)) expect(of(server), `${server.name} agrees now`).not.toEqual(of(first));
    }
  });

  it('is asked of at least sixty messages', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(disagreements).filter((name) => !corpus.some((each) => each.name === name))).toEqual(
      [],
    );
  });
});
