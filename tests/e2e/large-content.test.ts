/** A large attachment through the built program: what it costs in memory, and that nobody fetches what nobody reads. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountSettings } from '../support/account-settings.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { httpApi, type HttpApi, type Schemas } from '../support/http-api.ts';
import { deliver } from '../support/lmtp.ts';
import { startService, type ServiceProcess } from '../support/service-process.ts';
import { freshUser, services } from '../support/services.ts';

const MEBI = 1024 * 1024;
const SIZE = 50 * MEBI;

let folder: string;
let service: ServiceProcess;
let proxy: FaultProxy;
let api: HttpApi;
let list: string;
let message: Schemas['Message'];
/** Of the attachment as it was sent. */
let digest: string;

beforeAll(async () => {
  const { dovecot } = services();
  folder = await mkdtemp(join(tmpdir(), 'pl-'));
  proxy = await startFaultProxy({ host: dovecot.host, port: dovecot.imapPort });
  service = await startService({ folder });
  api = httpApi(service);
  const email = freshUser();
  const content = Buffer.alloc(SIZE);
  for (let index = 0; index < SIZE; index += 4) content.writeInt32LE(Math.imul(index, 2_654_435_761), index);
  digest = createHash('sha256').update(content).digest('hex');
  const head =
    'Subject: large\r\nContent-Type: video/mp4; name=large.mp4\r\nContent-Transfer-Encoding: base64\r\n\r\n';
  const encoded = Buffer.from(content.toString('base64').replace(/.{76}/g, '$&\r\n'));
  await deliver(email, Buffer.concat([Buffer.from(head), encoded, Buffer.from('\r\n')]));
  const settings = accountSettings({ email, dovecot: { ...dovecot, imapPort: proxy.port } });
  const { id } = await api.post<Schemas['Account']>('/v1/accounts', settings);
  list = `/v1/accounts/${id}/messages`;
  message = await eventually(async () => {
    const { data } = await api.get<Schemas['MessageList']>(list);
    const [first] = data;
    if (first === undefined) throw new Error('not there yet');
    return first;
  });
});
afterAll(async () => {
  await service?.stop();
  await proxy?.stop();
  await rm(folder, { recursive: true, force: true });
});

function open(path: string, range?: string): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${service.adminKey}`, ...(range === undefined ? {} : { range }) };
  return new Promise((resolve, reject) => {
    get(new URL(path, service.url), { headers, agent: false }, resolve).on('error', reject);
  });
}

const attachment = (): string => `${list}/${message.id}/attachments/${message.attachments?.[0]?.id ?? ''}`;

function residentMebi(): number {
  const status = readFileSync(`/proc/${service.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** SHA-256 of what comes, and how much memory the service had at most meanwhile. */
async function download(
  path: string,
  range?: string,
): Promise<{ readonly digest: string; readonly most: number }> {
  let most = 0;
  const hash = createHash('sha256');
  for await (const chunk of await open(path, range)) {
    hash.update(chunk as Buffer);
    most = Math.max(most, residentMebi());
  }
  return { digest: hash.digest('hex'), most };
}

describe('an attachment of 50 MiB', () => {
  it('comes whole, and the memory of the process does not grow with it', async () => {
    // What has never run is paid for before.
    for (let time = 0; time < 3; time += 1)
      await download(`${list}/${message.id}/raw`, `bytes=0-${8 * MEBI - 1}`);
    const before = residentMebi();
    for (let time = 0; time < 3; time += 1) {
      const { digest: found, most } = await download(attachment());
      expect(found).toBe(digest);
      expect(most - before).toBeLessThan(24);
    }
  });

  it('is no longer fetched when the client has gone', async () => {
    for (const path of [attachment(), `${list}/${message.id}/raw`, `${list}/${message.id}/attachments.zip`]) {
      const before = proxy.passed('to-client');
      const response = await open(path);
      for await (const chunk of response) {
        expect((chunk as Buffer).length).toBeGreaterThan(0);
        break;
      }
      response.destroy();
      let last = -1;
      await eventually(async () => {
        await api.get(`${list}?limit=1&fields=id`);
        const now = proxy.passed('to-client');
        const rested = now - last < 10_000;
        last = now;
        expect(rested).toBe(true);
      });
      expect(last - before, path).toBeLessThan(8 * MEBI);
    }
  });
});
