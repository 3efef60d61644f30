/**
 * A private Dovecot: real IMAP, IMAPS and LMTP on free ports of the loopback interface, mail in a folder of the caller.
 * Any user name may log in with the one password. Not a mail server for real mail: nothing is synced to disk.
 */
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { localCertificate, type LocalCertificate } from '../../src/sandbox/certificate.ts';
import { accepts, startChildServer, type ChildServer } from '../../src/redis/child-server.ts';
import { dovecotConfig, oauth2Config, oauth2File } from './dovecot-config.ts';
import { freePorts } from '../../src/demo/free-port.ts';

export interface DovecotOptions {
  /** An existing folder with a short path (Unix sockets lie in it). When root starts it, it is made readable by all. */
  readonly folder: string;
  /** The password of every user; `pass` when absent. */
  readonly password?: string;
  readonly tls?: LocalCertificate;
  /** The whole of what IMAP announces after login, such as `IMAP4rev1 IDLE UIDPLUS`, instead of all that Dovecot can. */
  readonly capability?: string;
  /** Where tokens are looked up (RFC 7662) that somebody logs in with by XOAUTH2 or OAUTHBEARER. */
  readonly introspectionUrl?: string;
}

export interface Dovecot {
  readonly host: string;
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly lmtpPort: number;
  readonly password: string;
  /** The authority to trust for STARTTLS and IMAPS. */
  readonly caPem: string;
  /** A Unix socket at which Postfix has logins checked. */
  readonly authSocket: string;
  /** Pid of the master process; another one after `restart`. */
  readonly pid: number;
  /** Resolves (within about a second) when this user's password has become wrong. Sessions that are logged in stay. */
  refuse(user: string): Promise<void>;
  /** Takes `refuse` back, as slowly. */
  admit(user: string): Promise<void>;
  /** Ends it when it still runs and starts it anew on the same ports with the same mail. */
  restart(): Promise<void>;
  /** To all its processes; `SIGSTOP` makes a server that accepts connections and never answers. */
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

const run = promisify(execFile);

const HOST = '127.0.0.1';
/** An unprivileged user that every Linux knows by number; root must not own mail. */
const NOBODY = 65534;
/** A socket's path may have 107 octets, and Dovecot's longest name below its folder has 40. */
const LONGEST_FOLDER = 66;

export async function startDovecot(options: DovecotOptions): Promise<Dovecot> {
  const { folder, password = 'pass', tls = await localCertificate() } = options;
  if (folder.length > LONGEST_FOLDER)
    throw new Error(`Dovecot needs a folder with a shorter path than ${folder}`);
  const command = await findDovecot();
  const refused = new Set<string>();
  await prepareFolder(folder, tls);
  const { introspectionUrl } = options;
  if (introspectionUrl !== undefined) await writeFile(oauth2File(folder), oauth2Config(introspectionUrl));

  const configuration = join(folder, 'dovecot.conf');
  const configure = async (): Promise<readonly [number, number, number]> => {
    const [imap, imaps, lmtp] = await freePorts(3);
    if (imap === undefined || imaps === undefined || lmtp === undefined) throw new Error('no free port');
    const ports = { imap, imaps, lmtp };
    await writeFile(
      configuration,
      dovecotConfig({ folder, password, ports, ...(await identity()), ...choices(options) }),
    );
    return [imap, imaps, lmtp];
  };
  const launch = async (ports: readonly number[]): Promise<ChildServer> => {
    try {
      const ready = (): Promise<boolean> => accepts(...ports.map((port) => ({ host: HOST, port })));
      return await startChildServer({ command, args: ['-F', '-c', configuration], ready });
    } catch (cause) {
      const log = await readFile(join(folder, 'dovecot.log'), 'utf8').catch(() => '');
      throw new Error(`Dovecot did not start. ${log.trim().split('\n').slice(-3).join(' ')}`, { cause });
    }
  };
  const writeRefused = async (): Promise<void> => {
    await writeFile(join(folder, 'refused'), [...refused].map((user) => `${user}:\n`).join(''));
    // Dovecot looks at the file again only when its clock, in whole seconds, has moved on.
    await delay(1_020 - (Date.now() % 1_000));
  };

  let ports = await configure();
  let server = await launch(ports).catch(async () => {
    ports = await configure();
    return await launch(ports);
  });
  const [imapPort, imapsPort, lmtpPort] = ports;

  return {
    host: HOST,
    imapPort,
    imapsPort,
    lmtpPort,
    password,
    caPem: tls.ca,
    authSocket: join(folder, 'run/auth-smtp'),
    get pid() {
      return server.pid;
    },
    async refuse(user) {
      refused.add(user);
      await writeRefused();
    },
    async admit(user) {
      refused.delete(user);
      await writeRefused();
    },
    async restart() {
      await server.stop();
      server = await launch(ports);
    },
    kill: (signal) => server.kill(signal),
    stop: () => server.stop(),
  };
}

async function prepareFolder(folder: string, tls: LocalCertificate): Promise<void> {
  await Promise.all(['run', 'state', 'mail'].map((name) => mkdir(join(folder, name), { recursive: true })));
  await writeFile(join(folder, 'cert.pem'), tls.cert);
  await writeFile(join(folder, 'key.pem'), tls.key, { mode: 0o600 });
  await writeFile(join(folder, 'refused'), '');
  if (process.getuid?.() !== 0) return;
  await chmod(folder, 0o755);
  await chown(join(folder, 'mail'), NOBODY, NOBODY);
}

async function identity(): Promise<Pick<Parameters<typeof dovecotConfig>[0], 'owner' | 'unprivileged'>> {
  const { uid, gid, username } = userInfo();
  if (uid === 0) return { owner: { uid: NOBODY, gid: NOBODY } };
  const { stdout } = await run('id', ['-gn']);
  return { owner: { uid, gid }, unprivileged: { user: username, group: stdout.trim() } };
}

function choices({
  capability,
  introspectionUrl,
}: DovecotOptions): Pick<Parameters<typeof dovecotConfig>[0], 'capability' | 'introspectionUrl'> {
  return {
    ...(capability === undefined ? {} : { capability }),
    ...(introspectionUrl === undefined ? {} : { introspectionUrl }),
  };
}

async function findDovecot(): Promise<string> {
  for (const command of [
    'dovecot',
    '/usr/sbin/dovecot',
    '/usr/local/sbin/dovecot',
    '/opt/homebrew/sbin/dovecot',
  ]) {
    const found = await run(command, ['--version']).then(
      () => true,
      () => false,
    );
    if (found) return command;
  }
  throw new Error('The local IMAP server needs Dovecot (Debian packages: dovecot-imapd dovecot-lmtpd).');
}
