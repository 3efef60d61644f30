/** When news comes: as EXISTS on a bare connection in IDLE, the floor, and as a webhook of the product. */
import { startWebhookReceiver } from '../tests/support/webhook-receiver.ts';
import { bareConnection } from './bare.ts';
import type { World } from './world.ts';

export interface Notices {
  /** When the n-th message was announced, by `performance.now()`. */
  readonly at: readonly number[];
  stop(): void;
}

export async function noticesOf(world: World, user: string): Promise<Notices> {
  const client = await bareConnection(world, user);
  const at: number[] = [];
  client.on('exists', ({ count }) => {
    while (at.length < count) at.push(performance.now());
  });
  void client.idle();
  return {
    at,
    stop: () => {
      client.close();
    },
  };
}

export interface Webhooks {
  /** When each message's first request came, by subject. */
  readonly at: ReadonlyMap<string, number>;
  /** Requests about messages of which there had been one before. */
  readonly again: number;
  stop(): Promise<void>;
}

/** Of all accounts, for `message.received`. */
export async function receiveWebhooks({ client }: World): Promise<Webhooks> {
  const at = new Map<string, number>();
  let again = 0;
  const receiver = await startWebhookReceiver();
  receiver.answer(({ body }) => {
    const { data } = JSON.parse(body.toString()) as { data: { message: { subject: string } } };
    if (at.has(data.message.subject)) again += 1;
    else at.set(data.message.subject, performance.now());
    return { status: 204 };
  });
  const { id } = await client.json<{ id: string }>('POST', '/v1/webhooks', {
    url: receiver.url,
    types: ['message.received'],
  });
  return {
    at,
    get again() {
      return again;
    },
    async stop() {
      await client.json('DELETE', `/v1/webhooks/${id}`);
      await receiver.stop();
    },
  };
}
