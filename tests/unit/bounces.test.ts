/** Reports of all the big mail servers and providers are recognised, and ordinary mail is not taken for one. */
import { describe, expect, it } from 'vitest';
import { readReport } from '../../src/content/read-report.ts';
import type { Report } from '../../src/domain/report.ts';
import { bounces, reports } from '../bounces/bounces.ts';
import type { Bounce } from '../bounces/bounce.ts';
import { seedMail } from '../../src/sandbox/seed/seed-mail.ts';
import { createMailStore } from '../../src/sandbox/store/mail-store.ts';
import { corpus } from '../corpus/corpus.ts';
import { reportSource } from '../support/report-source.ts';

const read = (raw: Buffer): Report | null => readReport(reportSource(raw));

/** What is told of the bounce, in the shape of what is right to tell. */
function shown(report: Report | null, like: Bounce): unknown {
  if (report === null) return null;
  const recipients = report.recipients.map((each, index) => {
    const wanted = Object.keys(like.recipients[index] ?? { address: '' });
    return Object.fromEntries(Object.entries(each).filter(([name]) => wanted.includes(name)));
  });
  return { kind: report.kind, messageId: report.originalMessageId, recipients };
}

describe('our corpus of reports', () => {
  it('has at least sixty bounces, and each report a name of its own', () => {
    expect(bounces.length).toBeGreaterThanOrEqual(60);
    expect(new Set(reports.map(({ name }) => name)).size).toBe(reports.length);
  });

  it.each(reports)('$name', (report) => {
    const { kind, messageId, recipients } = report;
    expect(shown(read(report.raw), report)).toEqual({ kind, messageId, recipients });
  });
});

describe('ordinary mail', () => {
  const now = new Date('2026-03-01T10:00:00Z');
  const isDeclared = (raw: Buffer): boolean =>
    /^content-type: multipart\/report/im.test(raw.toString('latin1'));

  it('is taken for a report in less than three of a thousand messages', () => {
    const user = createMailStore({ now: () => now }).addUser({ name: 'ann', password: 'secret' });
    seedMail(user, { seed: 11, messages: 1_000, now });
    const stored = user.mailboxes().flatMap(({ messages }) => messages.map(({ raw }) => raw));
    const ordinary = [...corpus.map(({ raw }) => raw), ...stored].filter((raw) => !isDeclared(raw));
    expect(ordinary.length).toBeGreaterThan(1_000);
    expect(ordinary.filter((raw) => read(raw) !== null).map((raw) => raw.toString('latin1', 0, 400))).toEqual(
      [],
    );
  });

  it.each([
    [
      'a person who writes of a bounce',
      ['From: Ann <ann@example.org>', 'Subject: Re: Mail delivery failed'],
      'bob@example.org: 550 no such user',
    ],
    [
      'a shop that delivers',
      ['From: Parcels <parcel@shop.example>', 'Subject: Delivery failed: nobody at home'],
      'ann@example.org could not be reached',
    ],
    [
      'a postmaster who writes by hand',
      ['From: postmaster@example.org', 'Subject: Maintenance'],
      'ann@example.org\n550 is the code that you will see',
    ],
    [
      'a list without a return path',
      ['Return-Path: <>', 'From: news@shop.example', 'Subject: Delivery is free'],
      'news@shop.example 500 items',
    ],
    [
      'a monitor',
      ['Return-Path: <>', 'From: monitor@example.org', 'Subject: Backup failed'],
      'root@example.org failed with 500',
    ],
  ])('as %s is none', (_, fields, text) => {
    const header = fields.map((field) => {
      const [name = '', value = ''] = field.split(/: (.*)/);
      return { name, value };
    });
    expect(readReport({ header, status: null, original: '', text })).toBeNull();
  });
});
