/** An INBOX that holds the corpus, as the service answers for it. */
import { createHash } from 'node:crypto';
import type { RestAnswer, RestClient } from '../surfaces/rest-client.ts';
import type { Schemas } from '../support/http-api.ts';
import type { Specimen } from './mime.ts';
import type { ComparedAddress, Values } from './values.ts';

type Message = Schemas['Message'];

/** What the service answered of one specimen. */
export interface Reading {
  readonly specimen: Specimen;
  readonly listed: Message;
  readonly message: Message;
  readonly raw: Buffer;
  readonly values: Values;
  /** Of the slowest answer. */
  readonly slowestMs: number;
}

/**
 * Every message of an INBOX into which the corpus was put in its order, by all ways that REST has; `query` is how one
 * message is asked for. Every answer must be 200.
 */
export async function readCorpus(
  rest: RestClient,
  account: string,
  corpus: readonly Specimen[],
  query: Readonly<Record<string, string>> = {},
): Promise<readonly Reading[]> {
  const listed = await listAll(rest, account);
  if (listed.length !== corpus.length) {
    throw new Error(`${corpus.length} messages were put in and ${listed.length} are listed.`);
  }
  return await atMost(4, corpus, async (specimen, index) => {
    const entry = listed[index];
    if (entry === undefined) throw new Error(`${specimen.name} is not listed.`);
    return await readOne(rest, account, specimen, entry, query);
  });
}

async function readOne(
  rest: RestClient,
  account: string,
  specimen: Specimen,
  listed: Message,
  query: Readonly<Record<string, string>>,
): Promise<Reading> {
  let slowestMs = 0;
  const get = async <B>(
    operation: string,
    path: Readonly<Record<string, string>> = {},
    asked: Readonly<Record<string, string>> = {},
  ): Promise<RestAnswer<B>> => {
    const began = performance.now();
    const answer = await rest.call<B>(operation, {
      path: { account, message: listed.id, ...path },
      query: asked,
    });
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (answer.status !== 200) {
      throw new Error(
        `${specimen.name}: ${operation} answers ${answer.status} ${answer.octets.toString('utf8')}`,
      );
    }
    return answer;
  };
  const { body: message } = await get<Message>('getMessage', {}, query);
  const { octets: raw } = await get('getMessageRaw');
  const attachments: Values['attachments'][number][] = [];
  for (const { id, ...described } of message.attachments?.slice(0, 20) ?? []) {
    const { octets } = await get('getAttachment', { attachment: id });
    const sha256 = createHash('sha256').update(octets).digest('hex');
    const { filename, contentType, contentId, disposition } = described;
    attachments.push({ filename, contentType, contentId, disposition, sha256 });
  }
  return { specimen, listed, message, raw, values: { ...valuesOf(message), attachments }, slowestMs };
}

function valuesOf(message: Message): Omit<Values, 'attachments'> {
  const { inReplyTo = [], references = [] } = message;
  const { subject = null, messageId = null, date = null, text = null, html = null } = message;
  return {
    subject,
    messageId,
    inReplyTo,
    references,
    date,
    from: compared(message.from),
    replyTo: compared(message.replyTo),
    to: compared(message.to),
    cc: compared(message.cc),
    bcc: compared(message.bcc),
    text,
    html,
  };
}

function compared(addresses: Message['from'] = []): readonly ComparedAddress[] {
  return addresses.map(({ name, address }) => ({ name, address }));
}

/** In the order of arrival. */
async function listAll(rest: RestClient, account: string): Promise<readonly Message[]> {
  const all: Message[] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: '250', ...(cursor === null ? {} : { cursor }) };
    const answer: RestAnswer<Schemas['MessageList']> = await rest.call('listMessages', {
      path: { account },
      query,
    });
    if (answer.status !== 200)
      throw new Error(`The list answers ${answer.status} ${answer.octets.toString('utf8')}`);
    all.push(...answer.body.data);
    cursor = answer.body.page.next;
  } while (cursor !== null);
  return all.reverse();
}

async function atMost<T, R>(
  workers: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const run = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: workers }, run));
  return results;
}
