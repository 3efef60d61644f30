/** A client of Server-Sent Events, as far as the service speaks them. */
import { expect } from 'vitest';

export interface Told {
  /** Absent in a comment. */
  readonly event?: string;
  readonly id?: string;
  /** Parsed. */
  readonly data?: unknown;
}

export interface EventStream {
  readonly headers: Headers;
  /** So many events, comments left out. */
  take(count: number): Promise<readonly Told[]>;
  close(): void;
  /** Resolves once the service has ended the stream as a whole. */
  readonly ended: Promise<void>;
}

/** Fails the test when the answer is no stream. */
export async function openEventStream(
  service: { readonly baseUrl: string; readonly key: string | null },
  path: string,
  lastEventId?: string,
): Promise<EventStream> {
  const abort = new AbortController();
  const response = await fetch(service.baseUrl + path, {
    headers: {
      authorization: `Bearer ${service.key ?? ''}`,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: abort.signal,
  });
  expect(response.status).toBe(200);
  const waiting: Told[] = [];
  let wake = (): void => undefined;
  const ended = (async (): Promise<void> => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      waiting.push(...frames.map(readFrame).filter(({ event }) => event !== undefined));
      wake();
    }
  })();
  ended.catch(() => undefined);
  return {
    headers: response.headers,
    ended,
    async take(count) {
      const broken = ended.then(() => {
        throw new Error('The stream has ended.');
      });
      broken.catch(() => undefined);
      while (waiting.length < count)
        await Promise.race([new Promise<void>((resolve) => (wake = resolve)), broken]);
      return waiting.splice(0, count);
    },
    close: () => abort.abort(),
  };
}

/** Of one frame, fields that the service does not use left out. */
export function readFrame(frame: string): Told {
  const fields = new Map(
    frame
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const event = fields.get('event');
  const id = fields.get('id');
  const data = fields.get('data');
  return {
    ...(event === undefined ? {} : { event }),
    ...(id === undefined ? {} : { id }),
    ...(data === undefined ? {} : { data: JSON.parse(data) as unknown }),
  };
}
