/** Answers and forwards by both surfaces: what they take over from the message that they are about, and the mark that it gets. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { createGraphqlClient, type GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';

type Message = Schemas['Message'];

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  graphql = createGraphqlClient(service.url, service.rest.key);
  account = await service.connect({ identities: [{ address: 'countess@postern.test', name: 'Countess' }] });
});
afterAll(() => service?.close());

let letters = 0;

/** In the inbox; its id. */
async function arrived(
  more: readonly string[] = [],
  body: readonly string[] = ['Shall we?'],
): Promise<Message> {
  letters += 1;
  const lines = [
    'From: Bob <bob@elsewhere.example>',
    'To: countess@postern.test, Eve <eve@elsewhere.example>',
    'Cc: carl@elsewhere.example',
    'Subject: AW: Plan',
    `Message-ID: <plan.${letters}@elsewhere.example>`,
    'References: <first@elsewhere.example>',
    'Date: Mon, 23 Nov 2026 16:31:00 +0100',
    ...more,
    '',
    ...body,
    '',
  ];
  const { body: message } = await service.rest.call<Message>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: Buffer.from(lines.join('\r\n')),
    contentType: 'message/rfc822',
  });
  return message;
}

async function read(message: string, fields: string): Promise<Message> {
  const path = { account: account.id, message };
  return (await service.rest.call<Message>('getMessage', { path, query: { fields } })).body;
}

const marked = (message: string, flag: string): Promise<void> =>
  eventually(async () => expect((await read(message, 'flags')).flags).toContain(flag));

/** The submission, or the code of a refusal. */
type Send = (body: object) => Promise<Schemas['Submission'] | string>;

const byRest: Send = async (body) => {
  const request = { path: { account: account.id }, body };
  const answer = await service.rest.call<Schemas['Submission'] & { code: string }>(
    'createSubmission',
    request,
  );
  return answer.status === 202 ? answer.body : answer.body.code;
};

const byGraphql: Send = async (body) => {
  const { reference, ...rest } = body as { readonly reference: { readonly action: string } };
  const spelt = { ...reference, action: reference.action.toUpperCase().replace('-', '_') };
  const input = { accountId: account.id, ...rest, reference: spelt };
  interface Payload {
    readonly code?: string;
    readonly submission: Schemas['Submission'];
  }
  const { data, errors } = await graphql.change<Payload>('createSubmission', input);
  return errors[0]?.extensions.code ?? data.code ?? data.submission;
};

async function accepted(send: Send, body: object): Promise<Schemas['Submission']> {
  const answer = await send(body);
  if (typeof answer === 'string') expect.fail(answer);
  return answer;
}

const wanted = 'id,inReplyTo,references,subject,from,to,cc,text,html,headers,attachments';

/** As it lies among the sent ones. */
const sent = (submission: Schemas['Submission']): Promise<Message> =>
  eventually(async () => {
    const query = { mailbox: 'sent', fields: `messageId,${wanted}` };
    const { body } = await service.rest.call<Schemas['MessageList']>('listMessages', {
      path: { account: account.id },
      query,
    });
    return only(body.data.filter(({ messageId }) => messageId === submission.messageId));
  });

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const illustrated = [
  '--m',
  'Content-Type: multipart/related; boundary=r',
  '',
  '--r',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Shall we?</p><img src="cid:pixel@here" alt="dot"><img src="cid:none@here">',
  '--r',
  'Content-Type: image/png; name=pixel.png',
  'Content-ID: <pixel@here>',
  'Content-Disposition: inline',
  'Content-Transfer-Encoding: base64',
  '',
  pixel,
  '--r--',
  '--m',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Disposition: attachment; filename=plan.txt',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=C3=BC=C3=9Fe',
  '--m--',
];

const filesOf = ({ attachments }: Message): readonly string[] =>
  (attachments ?? [])
    .map(({ filename, contentId, inline }) =>
      [filename ?? '', ...(contentId === null ? [] : [contentId]), ...(inline ? ['inline'] : [])].join(' '),
    )
    .sort();

async function contentOf({ id, attachments }: Message, name: string): Promise<string> {
  const attachment = attachments?.find(({ filename }) => filename === name)?.id ?? '';
  const { octets } = await service.rest.call('getAttachment', {
    path: { account: account.id, message: id, attachment },
  });
  return octets.toString();
}

const surfaces = [
  ['REST', byRest],
  ['GraphQL', byGraphql],
] as const;

const addresses = (people: Message['to'] | undefined): readonly string[] =>
  (people ?? []).map(({ address }) => address);

describe.each(surfaces)('by %s', (_surface, send) => {
  it('an answer goes to who wrote, stands in the conversation, and marks what it answers', async () => {
    const { id, messageId } = await arrived();
    const submission = await accepted(send, { reference: { message: id, action: 'reply' }, text: 'Yes.' });
    expect(submission).toMatchObject({
      subject: 'Re: Plan',
      envelope: { from: 'countess@postern.test', to: ['bob@elsewhere.example'] },
    });
    await marked(id, '\\Answered');
    const copy = await sent(submission);
    expect(copy).toMatchObject({
      inReplyTo: [messageId],
      references: ['<first@elsewhere.example>', messageId],
      from: [{ address: 'countess@postern.test', name: 'Countess' }],
      to: [{ address: 'bob@elsewhere.example', name: 'Bob' }],
    });
    expect(copy.text?.trim()).toBe('Yes.');
    expect(
      await service.rest.call('getSubmission', {
        path: { account: account.id, submission: submission.id },
      }),
    ).toMatchObject({ body: { status: 'sent' } });
  });

  it('an answer to all leaves out its writer, and what is given wins', async () => {
    const { id } = await arrived(['Reply-To: desk@elsewhere.example']);
    const reference = { message: id, action: 'reply-all' };
    const all = await accepted(send, { reference, text: 'Yes.', undoSeconds: 600 });
    expect(all.envelope.to).toEqual(['desk', 'eve', 'carl'].map((name) => `${name}@elsewhere.example`));
    const own = await accepted(send, {
      reference,
      from: { address: account.email },
      to: [{ address: 'CARL@elsewhere.example' }],
      subject: 'Another plan',
      headers: [{ name: 'In-Reply-To', value: '<mine@postern.test>' }],
      text: 'Yes.',
    });
    expect(own.envelope).toEqual({ from: account.email, to: ['CARL@elsewhere.example'] });
    expect(await sent(own)).toMatchObject({ subject: 'Another plan', inReplyTo: ['<mine@postern.test>'] });
  });

  it('an answer quotes in the forms that it is written in', async () => {
    const html = '<p onclick="x()">Shall <b>we</b>?<script>x()</script></p>';
    const { id } = await arrived(
      ['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=b'],
      [
        '--b',
        'Content-Type: text/plain; charset=utf-8; format=flowed',
        '',
        'Shall ',
        'we?',
        '> No.',
        '--b',
        'Content-Type: text/html; charset=utf-8',
        '',
        html,
        '--b--',
      ],
    );
    const reference = { message: id, action: 'reply', quote: true };
    const line = 'On Mon, 23 Nov 2026 at 15:31 UTC, Bob <bob@elsewhere.example> wrote:';
    const inText = await sent(await accepted(send, { reference, text: 'Yes.' }));
    expect(inText.text?.trimEnd()).toBe(`Yes.\n\n${line}\n> Shall we?\n>> No.`);
    expect(inText.html).toBeNull();
    const inBoth = await sent(await accepted(send, { reference, text: 'Yes.', html: '<p>Yes.</p>' }));
    expect(inBoth.text).toContain('>> No.');
    expect(inBoth.html).toMatch(
      /^<p>Yes\.<\/p>[^]*<blockquote [^>]*type="cite"[^>]*><p>Shall <b>we<\/b>\?<\/p><\/blockquote>/,
    );
    expect(inBoth.html).not.toContain('onclick');
  });

  it('a forward shows the header and the words, and marks what it forwards', async () => {
    const { id, messageId } = await arrived(
      ['Content-Type: text/html; charset=utf-8'],
      ['<p>Shall <b>we</b>?</p>'],
    );
    expect(await send({ reference: { message: id, action: 'forward' }, text: 'See.' })).toBe(
      'invalid-request',
    );
    const submission = await accepted(send, {
      reference: { message: id, action: 'forward' },
      to: [{ address: 'fay@elsewhere.example' }],
      text: 'See.',
    });
    const copy = await sent(submission);
    expect(copy).toMatchObject({
      subject: 'Fwd: AW: Plan',
      inReplyTo: [],
      references: ['<first@elsewhere.example>', messageId],
    });
    expect(addresses(copy.to)).toEqual(['fay@elsewhere.example']);
    expect(copy.text).toMatch(
      /^See\.\n\n-+ Forwarded message -+\nFrom: Bob <bob@elsewhere\.example>\n[^]*\nShall \*\*we\*\*\?/,
    );
    expect(copy.html).toContain('<p>Shall <b>we</b>?</p>');
    await marked(id, '$Forwarded');
  });

  it('a forward takes the files along, and shows the images that the message brought', async () => {
    const { id } = await arrived(
      ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=m'],
      illustrated,
    );
    const reference = { message: id, action: 'forward' };
    const to = [{ address: 'fay@elsewhere.example' }];
    const own = { filename: 'own.txt', contentType: 'text/plain', content: 'T3du' };
    const whole = await sent(
      await accepted(send, { reference, to, html: '<p>See.</p>', attachments: [own] }),
    );
    expect(whole.html).toMatch(/<img [^>]*src="cid:pixel@here"/);
    expect(filesOf(whole)).toEqual(['own.txt', 'pixel.png pixel@here inline', 'plan.txt']);
    expect(await contentOf(whole, 'plan.txt')).toBe('Grüße');
    expect(await contentOf(whole, 'pixel.png')).toBe(Buffer.from(pixel, 'base64').toString());

    const bare = await sent(
      await accepted(send, { reference: { ...reference, quote: false }, to, text: 'See.' }),
    );
    expect(bare.text?.trim()).toBe('See.');
    expect(filesOf(bare)).toEqual(['pixel.png', 'plan.txt']);
    const words = await sent(await accepted(send, { reference: { ...reference, attachments: false }, to }));
    expect([words.text?.includes('Shall we?'), filesOf(words)]).toEqual([
      true,
      ['pixel.png pixel@here inline'],
    ]);
  });

  it('an answer brings along the images that it quotes, and other files only if it is to', async () => {
    const { id } = await arrived(
      ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=m'],
      illustrated,
    );
    const reference = { message: id, action: 'reply', quote: true };
    const quoted = await sent(await accepted(send, { reference, html: '<p>Yes.</p>' }));
    expect(filesOf(quoted)).toEqual(['pixel.png pixel@here inline']);
    const inText = await sent(await accepted(send, { reference, text: 'Yes.' }));
    expect(filesOf(inText)).toEqual([]);
    const all = { ...reference, quote: false, attachments: true };
    expect(filesOf(await sent(await accepted(send, { reference: all, text: 'Yes.' })))).toEqual([
      'pixel.png',
      'plan.txt',
    ]);
  });

  it('a message that is gone is refused before anything is accepted', async () => {
    const { id } = await arrived();
    await service.rest.call('deleteMessage', {
      path: { account: account.id, message: id },
      query: { permanent: true },
    });
    for (const message of [id, 'msg_none', id.slice(0, -2)]) {
      const to = [{ address: 'bob@elsewhere.example' }];
      expect(await send({ reference: { message, action: 'reply' }, to, text: 'Yes.' })).toBe('not-found');
    }
  });
});

it('a message that was moved meanwhile is marked where it is', async () => {
  const { id } = await arrived();
  const reference = { message: id, action: 'reply' };
  const waiting = await accepted(byRest, { reference, text: 'Yes.', undoSeconds: 600 });
  const moved = await service.rest.call<Schemas['MessageChange']>('updateMessage', {
    path: { account: account.id, message: id },
    body: { mailbox: 'archive' },
  });
  await service.rest.call('updateSubmission', {
    path: { account: account.id, submission: waiting.id },
    body: { sendAt: null },
  });
  await marked(moved.body.message?.id ?? '', '\\Answered');
});

it('a draft of an answer knows it when it is sent, and tells nobody', async () => {
  const { id, messageId } = await arrived();
  const kept = await service.rest.call<Message>('appendMessage', {
    path: { account: account.id },
    body: {
      mailbox: 'drafts',
      reference: { message: id, action: 'reply-all', quote: true },
      text: 'Perhaps.',
    },
  });
  expect(kept.body).toMatchObject({ subject: 'Re: Plan', inReplyTo: [messageId] });
  expect(addresses(kept.body.cc)).toEqual(['carl@elsewhere.example']);
  expect((await read(kept.body.id, 'text')).text).toMatch(/^Perhaps\.\n\nOn [^]*\n> Shall we\?/);
  const { data: version } = await graphql.change<{ replacement: { id: string } }>('replaceDraft', {
    id: kept.body.id,
    reference: { message: id, action: 'REPLY' },
    text: 'Yes.',
  });
  const submission = await accepted(byRest, { draft: version.replacement.id });
  const copy = await sent(submission);
  expect(copy).toMatchObject({ inReplyTo: [messageId], cc: [] });
  expect(copy.headers?.filter(({ name }) => /postern/i.test(name))).toEqual([]);
  await marked(id, '\\Answered');
});

it('what a key may not read it cannot answer or forward', async () => {
  const { id } = await arrived();
  const answer = async (scopes: readonly Schemas['Scope'][], reference: object): Promise<number> => {
    const key = await service.keyFor(scopes);
    const body = { reference: { message: id, ...reference }, text: 'Yes.', undoSeconds: 600 };
    return (await key.call('createSubmission', { path: { account: account.id }, body })).status;
  };
  expect(await answer(['submissions:write'], { action: 'reply' })).toBe(403);
  expect(await answer(['submissions:write', 'messages:read'], { action: 'reply' })).toBe(202);
  expect(await answer(['submissions:write', 'messages:read'], { action: 'reply', quote: true })).toBe(403);
  expect(
    await answer(['submissions:write', 'messages:read', 'bodies:read'], { action: 'reply', quote: true }),
  ).toBe(202);
});
