/**
 * A private Postfix, as `npm test` unpacks it: submission with STARTTLS and logins that Dovecot checks, on a free port of the
 * loopback interface, mail in a folder of the caller. It runs for root only.
 */
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../../src/demo/free-port.ts';
import { accepts, startChildServer } from '../../src/redis/child-server.ts';
import { localCertificate } from '../../src/sandbox/certificate.ts';
import { postfixMain, postfixMaster } from './postfix-config.ts';

export interface Postfix {
  readonly host: string;
  readonly port: number;
  /** The authority to trust for STARTTLS. */
  readonly caPem: string;
  /** Its log so far. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

export interface PostfixOptions {
  /** Exists, with a short path (Unix sockets lie in it); it is made readable by all. */
  readonly folder: string;
  readonly domain: string;
  readonly lmtpPort: number;
  readonly authSocket: string;
}

const HOST = '127.0.0.1';
/** Where scripts/prepare/postfix.mjs unpacks it. */
const UNPACKED = resolve(import.meta.dirname, '../../.cache/postfix');
/** Every Debian has them; Postfix refuses to share the user of its own with anybody that it works for. */
const [OWNER, GROUP] = ['daemon', 'mail'];
/** Whom mail belongs to that Postfix keeps. */
const NOBODY = 65534;
const OWNED = [
  'active',
  'bounce',
  'corrupt',
  'defer',
  'deferred',
  'flush',
  'hold',
  'incoming',
  'private',
  'saved',
  'trace',
];

/** null when it can run here, else one sentence why not. */
export function withoutPostfix(): string | null {
  if (!existsSync(join(UNPACKED, 'usr/lib/postfix/sbin/master'))) {
    return 'Postfix is not unpacked here: npm test does it where apt-get can download.';
  }
  return process.getuid?.() === 0 ? null : 'Postfix is started by root only.';
}

export async function startPostfix({ folder, ...rest }: PostfixOptions): Promise<Postfix> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no free port');
  const tls = await localCertificate();
  await prepareFolder(folder);
  const settings = { ...rest, folder, port, unpacked: UNPACKED, owner: OWNER, group: GROUP };
  const etc = join(folder, 'etc');
  await writeFile(join(etc, 'main.cf'), postfixMain(settings));
  await writeFile(join(etc, 'master.cf'), postfixMaster(settings));
  await writeFile(join(etc, 'cert.pem'), tls.cert);
  await writeFile(join(etc, 'key.pem'), tls.key, { mode: 0o600 });
  const log = (): Promise<string> => readFile(join(folder, 'log/mail.log'), 'utf8').catch(() => '');
  const libraries = join(UNPACKED, 'usr/lib/postfix');
  const server = await startChildServer({
    command: '/usr/bin/env',
    args: [
      `LD_LIBRARY_PATH=${libraries}`,
      'POSTLOG_SERVICE=postlog',
      'POSTLOG_HOSTNAME=postfix.test',
      join(libraries, 'sbin/master'),
      '-c',
      etc,
      '-d',
    ],
    ready: () => accepts({ host: HOST, port }),
  }).catch(async (cause: unknown) => {
    throw new Error(`Postfix did not start. ${(await log()).trim().split('\n').slice(-5).join(' ')}`, {
      cause,
    });
  });
  return { host: HOST, port, caPem: tls.ca, log, stop: () => server.stop() };
}

/** What `postfix check` would make. */
async function prepareFolder(folder: string): Promise<void> {
  const [owner, group] = await Promise.all([numberOf('passwd', OWNER), numberOf('group', GROUP)]);
  const queue = join(folder, 'queue');
  const make = async (path: string, mode: number, uid = 0, gid = 0): Promise<void> => {
    await mkdir(path, { recursive: true });
    await chmod(path, mode);
    await chown(path, uid, gid);
  };
  await chmod(folder, 0o755);
  for (const name of ['etc', 'log', 'queue', 'queue/pid']) await make(join(folder, name), 0o755);
  await make(join(folder, 'data'), 0o700, owner);
  await make(join(folder, 'kept'), 0o700, NOBODY, NOBODY);
  for (const name of OWNED) await make(join(queue, name), 0o700, owner);
  await make(join(queue, 'maildrop'), 0o730, owner, group);
  await make(join(queue, 'public'), 0o710, owner, group);
}

async function numberOf(database: 'passwd' | 'group', name: string): Promise<number> {
  const { stdout } = await promisify(execFile)('getent', [database, name]);
  return Number(stdout.split(':')[2]);
}
