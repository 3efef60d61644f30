import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSubmissionServer, type SubmissionServer } from '../support/submission-server.ts';
import type { Account } from '../../src/domain/account.ts';
import type { SubmissionView } from '../../src/domain/submission.ts';
import { acceptedAnswer, type NewSubmission } from '../../src/use-cases/submit-message.ts';
import { eventually } from '../support/eventually.ts';
import {
  accountFor,
  never,
  openSendingRig,
  owner,
  sender,
  type SendingRig,
  type SendingRigOptions,
} from '../support/sending-rig.ts';
import { freshPrefix, services } from '../support/services.ts';

let server: SubmissionServer;
let rig: SendingRig;

beforeEach(async () => {
  server = await startSubmissionServer();
});
afterEach(async () => {
  await rig.close();
  await server.stop();
});

async function open(more: Partial<SendingRigOptions> = {}): Promise<void> {
  rig = await openSendingRig({
    redisUrl: services().redis.url,
    prefix: freshPrefix(),
    smtp: { host: '127.0.0.1', port: server.port, password: server.password },
    ...more,
  });
}
const sentOff = (id: string): Promise<void> =>
  eventually(async () => expect(await rig.get(owner, null, id)).toMatchObject({ status: 'sent' }), 15_000);
const taken = (): string => server.accepted[0]?.raw.toString('latin1') ?? '';
const grace = { address: 'grace@example.org', name: 'Grace "Amazing" Hopper, Rear Admiral' };

describe('a message from JSON', () => {
  it('is sent as it was given, with one Message-ID and Date, and no Bcc in it', async () => {
    await open();
    const view = await rig.send({
      to: [grace],
      cc: [{ address: 'alan@example.org' }],
      bcc: [{ address: 'secret@example.org' }],
      replyTo: [{ address: 'minutes@postern.test' }],
      subject: 'Grüße',
      text: '.a dot\n..two\n',
      html: '<p>Hi</p>',
      headers: [{ name: 'X-Project', value: 'Engine' }],
      attachments: [{ filename: 'ü.txt', contentType: 'text/plain', content: 'QWxsIGFncmVlZC4=' }],
      tags: ['a'],
      metadata: { b: 'c' },
    });
    expect(view).toMatchObject({ status: 'queued', tags: ['a'], metadata: { b: 'c' }, subject: 'Grüße' });
    await sentOff(view.id);
    expect(server.accepted[0]).toMatchObject({
      from: sender,
      to: ['grace@example.org', 'alan@example.org', 'secret@example.org'],
    });
    expect(taken()).toContain(`Message-ID: ${view.messageId}\r\n`);
    expect(taken()).toMatch(/^Date: .* \+0000\r$/m);
    expect(taken()).toMatch(/^X-Project: Engine\r$/m);
    expect(taken()).not.toMatch(/secret@example\.org|^Bcc/im);
    expect(taken().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('waits for its time, and goes when it is rescheduled to now', async () => {
    await open();
    const { id } = await rig.send({ sendAt: '2999-01-01T00:00:00.000Z' });
    expect((await rig.get(owner, null, id)).status).toBe('scheduled');
    expect(server.accepted).toHaveLength(0);
    await rig.reschedule(owner, null, id, null);
    await sentOff(id);
    expect(server.accepted).toHaveLength(1);
  });

  it('can be undone, and cancelled is never sent', async () => {
    await open();
    const { id } = await rig.send({ undoSeconds: 1 });
    expect((await rig.cancel(owner, null, id)).status).toBe('cancelled');
    const marker = await rig.send({ undoSeconds: 2 });
    await sentOff(marker.id);
    expect(server.accepted.map(({ raw }) => raw.toString().includes(marker.messageId))).toEqual([true]);
    await expect(rig.cancel(owner, null, id)).rejects.toMatchObject({ code: 'not-cancellable' });
    await expect(rig.cancel(owner, null, marker.id)).rejects.toMatchObject({ code: 'already-sent' });
  });

  it('is either cancelled or sent when both come at once', { timeout: 60_000 }, async () => {
    await open();
    const raced = await Promise.all(
      Array.from({ length: 200 }, async () => {
        const { id } = await rig.send({});
        const cancelled = await rig.cancel(owner, null, id).then(
          () => true,
          () => false,
        );
        return { id, cancelled };
      }),
    );
    for (const { id, cancelled } of raced) {
      await eventually(async () =>
        expect((await rig.get(owner, null, id)).status).toBe(cancelled ? 'cancelled' : 'sent'),
      );
    }
    expect(server.accepted).toHaveLength(raced.filter(({ cancelled }) => !cancelled).length);
  });

  it('of 20 MB goes through', { timeout: 60_000 }, async () => {
    await open();
    const content = randomBytes(15_000_000);
    const { id } = await rig.send({
      attachments: [{ filename: 'big.bin', content: content.toString('base64') }],
    });
    await sentOff(id);
    expect(server.accepted[0]?.raw.length).toBeGreaterThan(20_000_000);
    expect(taken().replaceAll('\r\n', '')).toContain(content.subarray(0, 3_000).toString('base64'));
  });

  it('over 25 MB, with 1,001 recipients or 101 attachments is too large', async () => {
    await open();
    const content = Buffer.alloc(20_000_000).toString('base64');
    const to = Array.from({ length: 1_001 }, (_, n) => ({ address: `user${n}@example.org` }));
    const attachments = Array.from({ length: 101 }, () => ({ content: '' }));
    for (const input of [{ attachments: [{ content }] }, { to }, { attachments }]) {
      await expect(rig.send(input)).rejects.toMatchObject({ code: 'too-large' });
    }
  });
});

/** A place in the input, and what must not get through there. */
const hostile: readonly (readonly [string, Partial<NewSubmission>])[] = [
  ['/to/0', { to: [{ address: 'b@lab.test\r\nBcc: evil@x.test' }] }],
  ['/to/0', { to: [{ address: 'b@lab.test\nRCPT TO:<evil@x.test>' }] }],
  ['/to/0', { to: [{ address: 'b c@lab.test' }] }],
  ['/to/0', { to: [{ address: 'b@lab.test, evil@x.test' }] }],
  ['/to/0', { to: [{ address: 'group: b@lab.test, evil@x.test;' }] }],
  ['/to/0', { to: [{ address: '@relay.test:b@lab.test' }] }],
  ['/to/0', { to: [{ address: '<b@lab.test> NOTIFY=NEVER' }] }],
  ['/to/0', { to: [{ address: '"a>b"@lab.test' }] }],
  ['/to/0', { to: [{ address: 'b\0@lab.test' }] }],
  ['/to/0', { to: [{ address: 'no-at-sign' }] }],
  ['/to/0', { to: [{ address: 'b@lab.test', name: 'x\r\nBcc: evil@x.test' }] }],
  ['/cc/0', { cc: [{ address: 'b@lab..test' }] }],
  ['/bcc/0', { bcc: [{ address: 'b@-lab.test' }] }],
  ['/replyTo/0', { replyTo: [{ address: 'b@lab.test\r\nX: y' }] }],
  ['/from', { from: { address: 'ada@postern.test\r\nBcc: evil@x.test' } }],
  ['/from/address', { from: { address: 'somebody@else.test' } }],
  ['/envelope/from', { envelope: { from: 'somebody@else.test' } }],
  ['/envelope/to/0', { envelope: { to: ['b@lab.test>\r\nRCPT TO:<evil@x.test'] } }],
  ['/to', { to: [] }],
  ['/subject', { subject: 'x\r\nBcc: evil@x.test' }],
  ['/subject', { subject: 'x\0' }],
  ['/text', { text: 'x\0y' }],
  ['/headers/0', { headers: [{ name: 'Bcc', value: 'evil@x.test' }] }],
  ['/headers/0', { headers: [{ name: 'X-A: b\r\nBcc', value: 'evil@x.test' }] }],
  ['/headers/0', { headers: [{ name: 'X-A', value: 'b\r\nBcc: evil@x.test' }] }],
  ['/headers/0', { headers: [{ name: 'X-A', value: 'b\n\nbody' }] }],
  ['/headers/0', { headers: [{ name: 'Content-Type', value: 'text/html' }] }],
  ['/headers/0', { headers: [{ name: 'resent-to', value: 'evil@x.test' }] }],
  ['/headers/0', { headers: [{ name: 'DKIM-Signature', value: 'v=1' }] }],
  ['/headers/0', { headers: [{ name: 'Received', value: 'from x' }] }],
  ['/headers/0', { headers: [{ name: 'Sender', value: 'evil@x.test' }] }],
  ['/attachments/0/filename', { attachments: [{ content: '', filename: 'a\r\nX: y' }] }],
  ['/attachments/0/contentType', { attachments: [{ content: '', contentType: 'text/plain\r\nX: y' }] }],
  ['/attachments/0/contentId', { attachments: [{ content: '', contentId: 'a>\r\nX: y' }] }],
  ['/attachments/0/content', { attachments: [{ content: 'not base64!' }] }],
  ['/sendAt', { sendAt: 'tomorrow' }],
];

it.each(hostile)('%s that is hostile or wrong is refused: %j', async (pointer, input) => {
  await open({ working: false });
  await expect(rig.send(input)).rejects.toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  expect(server.accepted).toHaveLength(0);
});

it('keys that nodemailer would follow are not passed on to it', async () => {
  await open();
  const input = {
    html: '<p>x</p>',
    attachments: [{ content: 'eA==', path: '/etc/hostname', href: 'http://127.0.0.1/' }],
    headers: [{ name: 'X-A', value: 'y', prepared: true }],
    alternatives: [{ path: '/etc/hostname' }],
  };
  const { id } = await rig.send(input);
  await sentOff(id);
  // mixed, alternative, text, html, attachment.
  expect(taken().match(/^Content-Type:/gim)).toHaveLength(5);
  expect(taken()).toContain('\r\neA==\r\n');
});

describe('a finished message', () => {
  const submit = async (raw: string | Buffer): Promise<string> =>
    (
      await rig.submit(
        owner,
        rig.account.id,
        { raw: Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'latin1'), options: {} },
        null,
        never,
      )
    ).id;
  const head = `From: Ada <${sender}>\r\nTo: grace@example.org\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\nMessage-ID: <given@postern.test>\r\n`;

  it('goes as it is but for Bcc, to everybody whom its header names', async () => {
    await open();
    const raw = `${head}Cc: "Turing, Alan" <alan@example.org>, team: a@example.org,\r\n b@example.org;\r\nBcc: secret@example.org,\r\n other@example.org\r\nSubject: As it is\r\n\r\n.dot\r\nbody\r\n`;
    await sentOff(await submit(raw));
    expect(server.accepted[0]?.to).toEqual([
      'grace@example.org',
      'alan@example.org',
      'a@example.org',
      'b@example.org',
      'secret@example.org',
      'other@example.org',
    ]);
    expect(taken()).toBe(raw.replace(/Bcc: .*\r\n .*\r\n/, ''));
  });

  it('gets Date and Message-ID where it has none', async () => {
    await open();
    await sentOff(await submit(`From: ${sender}\nTo: grace@example.org\n\nbody\n`));
    expect(taken()).toMatch(/^Message-ID: <.+@postern\.test>\r\nDate: .+ \+0000\r\nFrom: /);
  });

  it.each([
    ['another sender', `From: evil@x.test\r\nTo: grace@example.org\r\n\r\nx`],
    ['a second From', `${head}From: evil@x.test\r\n\r\nx`],
    ['one sender of two', `From: ${sender}, evil@x.test\r\nTo: grace@example.org\r\n\r\nx`],
    ["another's Sender field", `${head}Sender: evil@x.test\r\n\r\nx`],
    ['no From', `To: grace@example.org\r\n\r\nx`],
    ['no recipient', `From: ${sender}\r\n\r\nx`],
    ['a recipient that cannot be understood', `${head}Cc: a b c\r\n\r\nx`],
    ['a line that is no header field', `${head}garbage\r\n\r\nx`],
    ['NUL', `${head}\r\nx\0y`],
  ])('with %s is refused', async (_what, raw) => {
    await open({ working: false });
    await expect(submit(raw)).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it.each([
    '\n.\n',
    '\n.\r\n',
    '\r.\r',
    '\r.\r\n',
    '\r\n.\r',
    '\r\n.\n',
    '\r\n\0.\r\n',
    '\r\n.\0\r\n',
    '\r\r\n.\r\r\n',
    '\r\n.\r\n',
  ])('with an end of data smuggled in as %j stays one message', async (end) => {
    await open();
    const smuggled = `MAIL FROM:<evil@x.test>\r\nRCPT TO:<grace@example.org>\r\nDATA\r\nFrom: evil@x.test\r\n\r\nevil`;
    const raw = `${head}\r\nbefore${end}${smuggled}\r\n.\r\nafter\r\n`;
    if (end.includes('\0')) {
      await expect(submit(raw)).rejects.toMatchObject({ code: 'invalid-request' });
      return;
    }
    await sentOff(await submit(raw));
    expect(server.accepted).toHaveLength(1);
    expect(taken()).toContain('after');
    expect(taken().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('a repeated request', () => {
  const once = (key: string, subject: string): Promise<string> =>
    rig.idempotent
      .run(
        {
          scope: { principalId: 'key', operation: 'createSubmission', accountId: rig.account.id, key },
          fingerprint: subject,
        },
        async (claim) => {
          const view = await rig.submit(
            owner,
            rig.account.id,
            { to: [grace], subject, text: 'x' },
            claim,
            never,
          );
          return { value: view.id, answer: acceptedAnswer(view), kept: true };
        },
      )
      .then((result) =>
        result.kind === 'fresh' ? result.value : (result.answer.body as { readonly id: string }).id,
      );

  it('makes one submission of fifty at once, and answers later ones the same', async () => {
    await open();
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => once('k', 'Hello')));
    const ids = new Set(all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    expect(await once('k', 'Hello')).toBe(id);
    await expect(once('k', 'Other')).rejects.toMatchObject({ code: 'idempotency-mismatch' });
    await sentOff(id);
    const marker = await once('other key', 'Marker');
    await sentOff(marker);
    expect(server.accepted).toHaveLength(2);
  });

  it('may be made again after it failed', async () => {
    await open();
    await expect(once('k', 'bad\r\nsubject')).rejects.toMatchObject({ code: 'invalid-request' });
    await sentOff(await once('k', 'Hello'));
  });
});

describe('over TLS', () => {
  const secured = async (settings: NonNullable<SendingRigOptions['settings']>): Promise<void> => {
    await open({ settings: { host: 'localhost', tls: { ca: server.caPem }, ...settings } });
  };

  it.each([
    ['tls', () => server.tlsPort],
    ['starttls', () => server.port],
  ] as const)('by %s the message goes encrypted', async (security, port) => {
    await secured({ security, port: port() });
    await sentOff((await rig.send({})).id);
    expect(server.accepted[0]?.secure).toBe(true);
  });

  it('a certificate that nobody vouches for ends the attempt before the login', async () => {
    await open({ settings: { host: 'localhost', port: server.tlsPort, security: 'tls' } });
    const { id } = await rig.send({});
    const view = await eventually(async () => {
      const now = await rig.get(owner, null, id);
      expect(now.status).toBe('deferred');
      return now;
    });
    expect(view.attempts[0]).toMatchObject({ outcome: 'unreachable' });
    expect(view.attempts[0]?.response).toMatch(/TLS/);
  });

  it('a server that has lost its STARTTLS gets no credentials and no message', async () => {
    await server.stop();
    server = await startSubmissionServer({ starttls: false });
    await secured({ security: 'starttls', port: server.port });
    const { id } = await rig.send({});
    await eventually(async () => expect((await rig.get(owner, null, id)).status).toBe('deferred'));
    expect(server.accepted).toHaveLength(0);
  });
});

it(
  'an account with a thousand messages in line does not keep another one waiting',
  { timeout: 60_000 },
  async () => {
    const smtp = { host: '127.0.0.1', port: server.port, password: server.password };
    const busy = accountFor('acc_busy', { smtp });
    const other: Account = { ...accountFor('acc_other', { smtp }), email: 'other@postern.test' };
    await open({ accounts: [busy, other], concurrency: 20, working: false });
    server.faults.arm({ kind: 'delay', at: 'after-acceptance', ms: 20 });
    const line: SubmissionView[] = [];
    while (line.length < 1_000) {
      line.push(...(await Promise.all(Array.from({ length: 50 }, () => rig.send({})))));
    }
    rig.work();
    await eventually(() => expect(server.accepted.length).toBeGreaterThan(20));
    const view = await rig.submit(owner, other.id, { to: [grace], text: 'x' }, null, never);
    await sentOff(view.id);
    expect(server.accepted.length).toBeLessThan(400);
    await eventually(() => expect(server.accepted).toHaveLength(line.length + 1), 40_000);
  },
);
