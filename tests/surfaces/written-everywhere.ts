/** What a caller writes on each kind of server, drafts, labels and the way out of a list, by REST and by GraphQL, which must agree. */
import type { ImapFlow } from 'imapflow';
import { expect } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import { plainMessage } from '../support/imap-account.ts';
import type { MailServerName } from '../support/mail-servers.ts';
import type { ComposedService } from './composed-service.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';
import type { RestAnswer } from './rest-client.ts';
import type { ServedAccount, ServedAccounts } from './served-accounts.ts';

/** Some servers begin without one. */
export async function makeDrafts(client: ImapFlow): Promise<void> {
  const all = await client.list();
  if (!all.some(({ specialUse }) => specialUse === '\\Drafts')) await client.mailboxCreate('Drafts');
}

interface Surfaces {
  readonly service: ComposedService;
  readonly graphql: GraphqlClient;
}

interface Payload {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
}

interface Outcomes {
  readonly code?: string;
  readonly results?: readonly { readonly refusal: { readonly code: string } | null }[];
}

/** Tests of one server. They leave mail in it: nothing that counts comes after them. */
export function writtenOn(name: MailServerName, on: ServedAccounts['on'], surfaces: () => Surfaces): void {
  const rest = <Body>(
    operation: string,
    { account }: ServedAccount,
    message: string,
    more: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<RestAnswer<Body & { readonly code?: string; readonly detail?: string }>> =>
    surfaces().service.rest.call(operation, { path: { account, message }, ...more });

  const listed = async (
    { account }: ServedAccount,
    mailbox: string,
    subject: string,
  ): Promise<readonly Schemas['Message'][]> => {
    const query = { mailbox, fields: 'id,emailId,subject,flags,labels,modseq' };
    const request = { path: { account }, query };
    const { body } = await surfaces().service.rest.call<Schemas['MessageList']>('listMessages', request);
    return body.data.filter((each) => each.subject === subject);
  };

  /** Its id; in the inbox. */
  const arrived = async (served: ServedAccount, subject: string, more: object = {}): Promise<string> => {
    await served.client.append('INBOX', plainMessage(subject, { From: 'news@lists.example', ...more }));
    return await eventually(async () => only(await listed(served, 'inbox', subject)).id);
  };

  on(name, 'keeps a draft, replaces it and sends it once, by either surface', async (served) => {
    const { service, graphql } = surfaces();
    const { account } = served;
    const subject = `kept on ${name}`;
    const letter = { to: [{ address: 'grace@elsewhere.example' }], subject };
    const draft = async (): Promise<Schemas['Message']> => only(await listed(served, 'drafts', subject));

    const input = { accountId: account, mailbox: 'drafts', ...letter, text: 'One.' };
    const kept = await graphql.change<Payload>('appendMessage', input);
    expect([kept.errors, kept.data.__typename]).toEqual([[], 'AppendMessagePayload']);
    const first = await draft();
    expect(first.flags).toContain('\\Draft');
    const replaced = await rest('replaceDraft', served, first.id, { body: { ...letter, text: 'Two.' } });
    expect(replaced).toMatchObject({ status: 200, body: { previousId: first.id } });
    const second = await draft();
    const third = await graphql.change('replaceDraft', { id: second.id, ...letter, text: 'Three.' });
    expect(third.data).toMatchObject({ previousId: second.id });
    const { id } = await draft();

    const options = { undoSeconds: 600, saveToSent: false };
    const waiting = await rest<Schemas['Submission']>('submitDraft', served, id, { body: options });
    expect(waiting.status).toBe(202);
    const refused = await graphql.change<Payload>('submitDraft', { id, ...options });
    expect(refused.data).toMatchObject({ __typename: 'AlreadySent', code: 'already-sent' });
    expect(refused.data.message).toContain(waiting.body.id);
    await service.rest.call('cancelSubmission', { path: { account, submission: waiting.body.id } });
    await graphql.change('submitDraft', { id, saveToSent: false });
    const again = await rest('submitDraft', served, id);
    expect(['already-sent', 'not-found']).toContain(again.body.code);
    await eventually(async () => expect(await listed(served, 'drafts', subject)).toEqual([]));
    const letters = service.submission.accepted.filter(({ raw }) => raw.includes(subject));
    expect(only(letters).raw.toString()).toContain('Three.');
  });

  on(name, 'writes labels where it has them, and refuses them by name elsewhere', async (served) => {
    const id = await arrived(served, 'to be labelled');
    const byRest = await rest('updateMessage', served, id, { body: { labels: { add: ['One'] } } });
    const byGraphql = await surfaces().graphql.change<Outcomes>('updateMessages', {
      ids: [id],
      labels: { add: ['Two'] },
    });
    const { labels } = only(await listed(served, 'inbox', 'to be labelled'));
    if (name === 'gmail') {
      expect(byRest.status).toBe(200);
      expect(only(byGraphql.data.results ?? []).refusal).toBeNull();
      expect([...(labels ?? [])].sort()).toEqual(['One', 'Two']);
    } else {
      expect(byRest).toMatchObject({ status: 422, body: { code: 'unsupported-by-server' } });
      expect(byGraphql.data.code).toBe('unsupported-by-server');
      expect(labels).toBeNull();
    }
  });

  on(name, 'changes a message on condition that nobody else has, where it tells that', async (served) => {
    const { graphql } = surfaces();
    const id = await arrived(served, 'to be changed');
    const seen = await rest<Schemas['Message']>('getMessage', served, id);
    const etag = seen.headers.get('etag');
    const { modseq } = seen.body;
    expect([etag !== null, modseq !== null]).toEqual(Array(2).fill(name !== 'minimal'));
    await rest('updateMessage', served, id, { body: { flags: { add: ['\\Seen'] } } });
    const headers = { 'if-match': etag ?? '"1"' };
    const byRest = await rest('updateMessage', served, id, { body: { flags: { add: ['byrest'] } }, headers });
    const byGraphql = await graphql.change<Outcomes>('updateMessages', {
      ids: [id],
      flags: { add: ['bygraphql'] },
      ifUnchangedSince: modseq ?? '1',
    });
    const code = name === 'minimal' ? 'precondition-unsupported' : 'precondition-failed';
    expect(byRest).toMatchObject({ status: 412, body: { code } });
    expect(byGraphql.data.code ?? byGraphql.data.results?.[0]?.refusal?.code).toBe(code);
    const { flags } = only(await listed(served, 'inbox', 'to be changed'));
    expect(flags).toEqual(['\\Seen']);
  });

  on(
    name,
    'answers a message and forwards it, marks it and files a copy, by either surface',
    async (served) => {
      const { graphql } = surfaces();
      const { account } = served;
      const id = await arrived(served, `asked on ${name}`);
      // Where the server identifies messages, all copies of one have the same.
      const { emailId } = only(await listed(served, 'inbox', `asked on ${name}`));
      const path = { account };
      const reply = { reference: { message: id, action: 'reply', quote: true }, text: 'Yes.' };
      const answered = await surfaces().service.rest.call('createSubmission', { path, body: reply });
      expect(answered.status).toBe(202);
      const forward = {
        reference: { message: emailId ?? id, action: 'FORWARD' },
        to: [{ address: 'fay@elsewhere.example' }],
      };
      const forwarded = await graphql.change<Payload>('createSubmission', { accountId: account, ...forward });
      expect([forwarded.errors, forwarded.data.__typename]).toEqual([[], 'CreateSubmissionPayload']);
      await eventually(async () => {
        const { flags } = only(await listed(served, 'inbox', `asked on ${name}`));
        expect(flags).toEqual(expect.arrayContaining(['\\Answered', '$Forwarded']));
      });
      // The least of them has no mailbox for sent mail.
      if (name === 'minimal') return;
      await eventually(async () => {
        for (const prefix of ['Re:', 'Fwd:']) {
          const copy = only(await listed(served, 'sent', `${prefix} asked on ${name}`));
          expect(copy.flags).toContain('\\Seen');
        }
      });
    },
  );

  on(name, 'leaves a mailing list by a letter, by either surface', async (served) => {
    const { service, graphql } = surfaces();
    const way = '<mailto:leave@lists.example?subject=leave>';
    const id = await arrived(served, 'news', { 'List-Unsubscribe': way });
    interface Left {
      readonly submission: Schemas['Submission'];
    }
    const byRest = await rest<Left>('unsubscribeMessage', served, id);
    expect(byRest).toMatchObject({ status: 202, body: { method: 'mailto', status: 'queued' } });
    const byGraphql = await graphql.change<Left>('unsubscribeMessage', { id });
    expect(byGraphql.data).toMatchObject({ method: 'MAILTO', status: 'QUEUED' });
    for (const { envelope, messageId } of [byRest.body.submission, byGraphql.data.submission]) {
      expect(envelope.to).toEqual(['leave@lists.example']);
      await eventually(() => {
        expect(service.submission.accepted.some(({ raw }) => raw.includes(messageId))).toBe(true);
        return Promise.resolve();
      });
    }
  });
}
