/** Reports that are broken, mislabelled or made up: what is read of them stands in them, and nothing makes the reader fail. */
import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/content/read-report.ts';
import type { Report } from '../../src/domain/report.ts';
import { recipient, standard } from '../bounces/bounce.ts';
import { reports } from '../bounces/bounces.ts';
import { chance, type Chance } from '../support/chance.ts';
import { reportSource } from '../support/report-source.ts';

const read = (raw: Buffer): Report | null => readReport(reportSource(raw));

const ann = 'ann@receiver.example';
const { raw: whole } = standard({
  name: 'whole',
  recipients: [{ address: ann }],
  words: ['Your message could not be delivered.', '', `<${ann}>: 550 5.1.1 User unknown`],
  machine: ['Reporting-MTA: dns; mx.example', ...recipient(ann, 'failed', '5.1.1', '550 5.1.1 User unknown')],
});
const changed = (from: string | RegExp, to: string): Buffer => {
  const text = whole.toString('latin1');
  const next = text.replace(from, to);
  if (next === text) throw new Error(`There is no ${String(from)}`);
  return Buffer.from(next, 'latin1');
};
const status = 'Content-Type: message/delivery-status';
const original = 'Content-Type: message/rfc822';

describe('a bounce is read all the same', () => {
  it.each([
    ['as multipart/mixed', changed(/multipart\/report; report-type=delivery-status/, 'multipart/mixed')],
    ['without report-type', changed('report-type=delivery-status; ', '')],
    [
      'with the type of another report',
      changed('report-type=delivery-status', 'report-type=feedback-report'),
    ],
    ['in capitals', changed(status, 'CONTENT-TYPE: MESSAGE/DELIVERY-STATUS')],
    ['with parameters', changed(status, `${status}; charset=utf-8; name="details.txt"`)],
    ['with its status as text', changed(status, 'Content-Type: text/plain')],
    ['with its status as octets', changed(status, 'Content-Type: application/octet-stream')],
    ['with what came back as the header alone', changed(original, 'Content-Type: text/rfc822-headers')],
    [
      'with what came back as another type of header',
      changed(original, 'Content-Type: message/rfc822-headers'),
    ],
    ['without its last boundary', changed(/--b--\r\n$/, '')],
    ['with bare LF', Buffer.from(whole.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')],
  ])('%s', (_, raw) => {
    expect(read(raw)).toMatchObject({
      kind: 'dsn',
      originalMessageId: '<1.lost@sender.example>',
      recipients: [{ address: ann, action: 'failed', status: '5.1.1', reason: 'no-such-mailbox' }],
    });
  });
});

function repeatLines(raw: Buffer, by: Chance): Buffer {
  const all = raw.toString('latin1').split('\r\n');
  const from = by.between(0, all.length);
  const again = all.slice(from, from + by.between(1, 10));
  for (let count = by.between(1, 200); count > 0; count -= 1)
    all.splice(by.between(0, all.length), 0, ...again);
  return Buffer.from(all.join('\r\n'), 'latin1');
}

const changes: readonly ((raw: Buffer, by: Chance) => Buffer)[] = [
  (raw, by) => raw.subarray(0, by.between(0, raw.length)),
  (raw, by) => {
    const next = Buffer.from(raw);
    for (let count = by.between(1, 40); count > 0; count -= 1)
      next[by.between(0, next.length)] = by.between(0, 256);
    return next;
  },
  (raw, by) => {
    const all = raw.toString('latin1').split('\r\n');
    all.splice(by.between(0, all.length), by.between(1, 6));
    return Buffer.from(all.join('\r\n'), 'latin1');
  },
  repeatLines,
  (raw, by) => {
    const at = by.between(0, raw.length);
    const filling =
      ['<', '@', '+', ';', ' ', '(', '\r\n\t', '5.1.', '--b\r\n', '=?utf-8?B?'][by.between(0, 10)] ?? '';
    return Buffer.concat([
      raw.subarray(0, at),
      Buffer.from(filling.repeat(by.between(1, 20_000))),
      raw.subarray(at),
    ]);
  },
];

const kept = '<2.kept@sender.example>';

it('of four hundred mutated reports none fails, takes long, or is taken to be about the message that it is itself', () => {
  const by = chance();
  let recognised = 0;
  for (let round = 0; round < 400; round += 1) {
    const { raw, name } = reports[by.between(0, reports.length)] ?? { raw: Buffer.alloc(0), name: '' };
    const own = raw
      .toString('latin1')
      .replace(/^Message-ID: <(?:bounce|other)\.1@[^>]*>/m, `Message-ID: ${kept}`);
    const kind = round % changes.length;
    const mutated = changes[kind]?.(Buffer.from(own, 'latin1'), by) ?? raw;
    const began = performance.now();
    const report = read(mutated);
    const where = `SEED=${by.seed}, round ${round}: ${name}`;
    expect(performance.now() - began, where).toBeLessThan(2_000);
    if (report !== null) recognised += 1;
    const header = mutated.toString('latin1').split(/\r?\n\r?\n/)[0] ?? '';
    // Lines that stand there twice may well stand in what came back.
    if (changes[kind] !== repeatLines && header.includes(kept)) {
      expect(report?.originalMessageId, where).not.toBe(kept);
    }
  }
  expect(recognised).toBeGreaterThan(100);
});
