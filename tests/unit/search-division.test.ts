/** What of a filter goes to the server and what is left to be looked for here. */
import { describe, expect, it } from 'vitest';
import { threadId } from '../../src/domain/ids.ts';
import type { Filter } from '../../src/domain/search.ts';
import { divide, type SearchAbilities } from '../../src/imap-pool/search-division.ts';

const able: SearchAbilities = { gmail: false, objectId: false, foreignTexts: true, searches: true };
const subject: Filter = { subject: 'a' };
const foreign: Filter = { subject: 'ü' };
const attached: Filter = { hasAttachments: true };
const ann = { id: 'acc_ann', incarnation: '00112233445566778899aabbccddeeff' };
const root = '<r@x.example>';
const thread: Filter = { threadId: threadId(ann, { source: 'root', value: root }) };
const naming = (name: string): Filter => ({ header: { name, value: root } });
const named: Filter = { any: ['Message-ID', 'References', 'In-Reply-To'].map(naming) };

describe('a filter', () => {
  it.each<readonly [string, Filter, Partial<SearchAbilities>, Filter | null, Filter | null]>([
    ['that the server can decide is the server’s', { not: subject }, {}, { not: subject }, null],
    ['is divided at an AND', { all: [subject, attached] }, {}, subject, attached],
    ['is not divided at an OR', { any: [subject, attached] }, {}, null, { any: [subject, attached] }],
    [
      'is not divided below a NOT',
      { not: { all: [subject, attached] } },
      {},
      null,
      { not: { all: [subject, attached] } },
    ],
    [
      'is narrowed by what every side of an OR asks of the server',
      { any: [{ all: [subject, attached] }, { from: 'b' }] },
      {},
      { any: [subject, { from: 'b' }] },
      { any: [{ all: [subject, attached] }, { from: 'b' }] },
    ],
    ['about attachments is Gmail’s', attached, { gmail: true }, attached, null],
    [
      'in foreign letters is ours where only ASCII is taken',
      { all: [subject, foreign] },
      { foreignTexts: false },
      subject,
      foreign,
    ],
    ['of a thread is narrowed by its root', thread, {}, named, thread],
    [
      'of a server that finds nothing is all ours',
      { all: [subject, { larger: 1 }] },
      { searches: false },
      null,
      { all: [subject, { larger: 1 }] },
    ],
  ])('%s', (_, filter, abilities, asked, rest) => {
    expect(divide(filter, { ...able, ...abilities })).toEqual({ asked, rest });
  });

  it.each<readonly [Filter, Partial<SearchAbilities>]>([
    [{ any: [subject, { label: 'x' }] }, {}],
    [{ gmailRaw: 'x' }, { objectId: true }],
    [{ emailId: 'eml_x' }, {}],
    [{ threadId: threadId(ann, { source: 'thread', value: 'x' }) }, { gmail: true }],
    [{ threadId: threadId(ann, { source: 'gmail', value: '1' }) }, { objectId: true }],
    [{ not: { gmailRaw: 'x' } }, { gmail: true, searches: false }],
  ])('%j that nobody can decide is refused', (filter, abilities) => {
    expect(() => divide(filter, { ...able, ...abilities })).toThrow(
      expect.objectContaining({ code: 'unsupported-by-server' }) as Error,
    );
  });
});
