/**
 * A private Cyrus IMAP, as `npm test` unpacks it beside Dovecot: IMAP and LMTP on free ports of the loopback interface,
 * mail in a folder of the caller. Any user name without a domain may log in with the one password.
 */
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { freePorts } from '../../src/demo/free-port.ts';
import { accepts, startChildServer, type ChildServer } from '../../src/redis/child-server.ts';
import { cyrusConfig, cyrusServices } from './cyrus-config.ts';
import { startSaslauthd } from './saslauthd.ts';

export interface Cyrus {
  readonly host: string;
  readonly imapPort: number;
  readonly lmtpPort: number;
  /** Of every user. */
  readonly password: string;
  stop(): Promise<void>;
}

/** It is not unpacked on this machine; the message is one sentence that says so. */
export class MissingCyrus extends Error {
  override readonly name = 'MissingCyrus';
}

const HOST = '127.0.0.1';
const PASSWORD = 'pass';
/** Where scripts/prepare/cyrus.mjs unpacks it. */
const UNPACKED = resolve(import.meta.dirname, '../../.cache/cyrus');
const PROGRAMS = join(UNPACKED, 'usr/lib/cyrus/bin');
/** An unprivileged user that every Linux knows by name and number. */
const NOBODY = { name: 'nobody', uid: 65534, gid: 65534 };

/** `folder` exists and has a short path (Unix sockets lie in it). When root starts it, it is made readable by all. */
export async function startCyrus({ folder }: { readonly folder: string }): Promise<Cyrus> {
  if (!existsSync(join(PROGRAMS, 'imapd'))) {
    throw new MissingCyrus('Cyrus IMAP is not unpacked here: npm test does it where apt-get can download.');
  }
  await prepareFolder(folder);
  const passwords = await startSaslauthd(join(folder, 'mux'), PASSWORD);
  const launched = await launch(folder)
    .catch(() => launch(folder))
    .catch(async (cause: unknown) => {
      await passwords.stop();
      throw cause;
    });
  return {
    host: HOST,
    imapPort: launched.imap,
    lmtpPort: launched.lmtp,
    password: PASSWORD,
    async stop() {
      await launched.server.stop();
      await passwords.stop();
    },
  };
}

interface Launched {
  readonly server: ChildServer;
  readonly imap: number;
  readonly lmtp: number;
}

async function launch(folder: string): Promise<Launched> {
  const [imap, lmtp] = await freePorts(2);
  if (imap === undefined || lmtp === undefined) throw new Error('no free port');
  const user = process.getuid?.() === 0 ? NOBODY.name : userInfo().username;
  await writeFile(join(folder, 'imapd.conf'), cyrusConfig({ folder, user }));
  await writeFile(join(folder, 'cyrus.conf'), cyrusServices({ folder, programs: PROGRAMS, imap, lmtp }));
  const master = [
    join(PROGRAMS, 'master'),
    '-D',
    '-C',
    join(folder, 'imapd.conf'),
    '-M',
    join(folder, 'cyrus.conf'),
  ];
  const server = await startChildServer({
    command: '/usr/bin/env',
    args: [`LD_LIBRARY_PATH=${libraryPath()}`, ...master, '-p', join(folder, 'master.pid')],
    ready: () => accepts({ host: HOST, port: imap }, { host: HOST, port: lmtp }),
  });
  return { server, imap, lmtp };
}

async function prepareFolder(folder: string): Promise<void> {
  const own = ['conf', 'mail', 'proc', 'lock', 'socket'].map((name) => join(folder, name));
  for (const path of own) await mkdir(path, { recursive: true });
  if (process.getuid?.() !== 0) return;
  await chmod(folder, 0o777);
  for (const path of own) await chown(path, NOBODY.uid, NOBODY.gid);
}

function libraryPath(): string {
  return ['lib', 'usr/lib']
    .map((name) => join(UNPACKED, name))
    .filter((base) => existsSync(base))
    .flatMap((base) => readdirSync(base).map((name) => join(base, name)))
    .filter((path) => path.endsWith('-linux-gnu'))
    .join(':');
}
