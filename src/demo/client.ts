/** The service as seen from outside: the HTTP requests that the demo makes, and nothing that it could not do from another machine. */
import type { components } from '../api/rest/contract.gen.ts';
import { DemoFailure } from './failure.ts';

type Schemas = components['schemas'];
export type Event = Schemas['Event'];
export type Submission = Schemas['Submission'];
type NewAccount = Pick<Schemas['AccountCreate'], 'id' | 'name' | 'email' | 'imap' | 'smtp'>;
type NewWebhook = Pick<Schemas['WebhookCreate'], 'url' | 'types'>;

export interface ReadMessage {
  readonly subject: string | null;
  readonly from: readonly { readonly name: string | null; readonly address: string }[];
  readonly text: string | null;
}

/** Each rejects with a `DemoFailure` that names the request and what was answered. */
export interface Client {
  createAccount(account: NewAccount): Promise<Schemas['Account']>;
  createWebhook(webhook: NewWebhook): Promise<Schemas['Webhook']>;
  submit(account: string, letter: Schemas['SubmissionCreate'], idempotencyKey: string): Promise<Submission>;
  /** Newest first. */
  submissions(account: string): Promise<readonly Submission[]>;
  /** The events after a cursor, and the cursor to go on with; waits up to `waitSeconds` for the first one. */
  events(after: string, waitSeconds: number): Promise<Schemas['EventList']>;
  /** By GraphQL; null when it is gone. */
  readMessage(id: string): Promise<ReadMessage | null>;
}

const READ_MESSAGE = `query ReadMessage($id: ID!) {
  node(id: $id) { ... on Message { subject from { name address } text } }
}`;

interface Call {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Requests end at `signal`'s abort. */
export function createClient(url: string, key: string, signal: AbortSignal): Client {
  const call = async <Answer>(
    path: string,
    { method = 'GET', body, headers }: Call = {},
  ): Promise<Answer> => {
    const request = { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}${path}`, { method, headers: request, signal, ...sent });
    const answer: unknown = await response.json();
    if (response.ok) return answer as Answer;
    const { code, detail } = answer as Partial<Schemas['Problem']>;
    throw new DemoFailure(`${method} ${path} was answered ${response.status} ${code}: ${detail}`);
  };
  const post = <Answer>(path: string, body: unknown, headers: Call['headers'] = {}): Promise<Answer> =>
    call(path, { method: 'POST', body, headers });

  return {
    createAccount: (account) => post('/v1/accounts', account),
    createWebhook: (webhook) => post('/v1/webhooks', webhook),
    submit: (account, letter, idempotencyKey) =>
      post(`/v1/accounts/${account}/submissions`, letter, { 'idempotency-key': idempotencyKey }),
    async submissions(account) {
      return (await call<Schemas['SubmissionList']>(`/v1/accounts/${account}/submissions`)).data;
    },
    events: (after, waitSeconds) =>
      call(`/v1/events?${new URLSearchParams({ after, wait: String(waitSeconds) }).toString()}`),
    async readMessage(id) {
      const answer = await post<{
        data?: { node: ReadMessage | null } | null;
        errors?: { message: string }[];
      }>('/graphql', { query: READ_MESSAGE, variables: { id } });
      const [error] = answer.errors ?? [];
      if (error !== undefined) throw new DemoFailure(`POST /graphql answered: ${error.message}`);
      return answer.data?.node ?? null;
    },
  };
}
