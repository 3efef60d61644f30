/** Bodies written to harm, read by the built program: they answer in time, and others are served meanwhile. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import { httpApi, type HttpApi, type Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { freshUser } from '../support/services.ts';

const MEBI = 1024 * 1024;

let folder: string;
let service: ServiceProcess;
let api: HttpApi;
let list: string;
let messages: readonly Schemas['Message'][];

const fill = (piece: string): string =>
  piece.repeat(Math.ceil(MEBI / piece.length)).replace(/(.{900})/g, '$1\r\n');
const hostile: readonly (readonly [string, string, string])[] = [
  ['a million short lines', 'text/plain', 'x\r\n'.repeat(1_000_000)],
  ['unclosed tags', 'text/html', fill('<div><b>')],
  ['20,000 references to one image', 'text/html', '<img src="cid:pixel@here">\r\n'.repeat(20_000)],
  ['quotes within quotes', 'text/html', fill('<blockquote type=cite>')],
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pb-'));
  service = await startService({ folder });
  api = httpApi(service);
  const email = freshUser();
  for (const [subject, type, body] of [...hostile, ['quick', 'text/html', '<p>Hi</p>']]) {
    await deliver(email, `Subject: ${subject ?? ''}\r\nContent-Type: ${type ?? ''}\r\n\r\n${body ?? ''}\r\n`);
  }
  const { id } = await api.post<Schemas['Account']>('/v1/accounts', accountSettings({ email }));
  list = `/v1/accounts/${id}/messages`;
  messages = await eventually(async () => {
    const { data } = await api.get<Schemas['MessageList']>(list);
    expect(data).toHaveLength(hostile.length + 1);
    return data;
  });
});
afterAll(async () => {
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
});

function mostResidentMebi(): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function read(subject: string): Promise<{ readonly message: Schemas['Message']; readonly ms: number }> {
  const id = messages.find((each) => each.subject === subject)?.id ?? '';
  const began = performance.now();
  const fields = 'fields=html,text,markdown,preview,truncated,parseError&html=safe&bodyMaxBytes=5242880';
  const message = await api.get<Schemas['Message']>(`${list}/${id}?${fields}`);
  return { message, ms: performance.now() - began };
}

it(
  'reads hostile bodies within 5 s each, while others wait less than a second',
  { timeout: 60_000 },
  async () => {
    await read('quick');
    const working = (async () => {
      const times = new Map<string, number>();
      for (const [subject] of hostile) {
        const { message, ms } = await read(subject);
        expect(message.html ?? message.text, subject).not.toBeNull();
        times.set(subject, Math.round(ms));
      }
      return times;
    })();
    let over = false;
    const ended = working.finally(() => {
      over = true;
    });
    const waits: number[] = [];
    while (!over) {
      const { message, ms } = await read('quick');
      expect(message.markdown).toBe('Hi');
      waits.push(ms);
    }
    const times = await ended;
    waits.sort((a, b) => a - b);
    const p99 = waits[Math.floor(waits.length * 0.99)] ?? 0;
    const figures = JSON.stringify({ times: Object.fromEntries(times), p99, memory: mostResidentMebi() });
    expect(Math.max(...times.values()), figures).toBeLessThan(5_000);
    expect(p99, figures).toBeLessThan(1_000);
    expect(mostResidentMebi(), figures).toBeLessThan(512);
  },
);
