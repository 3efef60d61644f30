/**
 * The certificate of the local mail servers: an authority of this process and one certificate that it signs for
 * `localhost` and the loopback addresses. Made by the `openssl` program, because Node can use certificates but not
 * make them. Not for use beyond this machine: the private keys lie unprotected in memory.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** All three in PEM. `ca` is what a client must trust to accept `cert`. */
export interface LocalCertificate {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const NAMES = 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1';
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;

let made: Promise<LocalCertificate> | undefined;

/** The same certificate at every call within one process; valid for 30 days. */
export function localCertificate(): Promise<LocalCertificate> {
  made ??= makeCertificate();
  return made;
}

/** A certificate of its own for each call, signed by an authority that nobody else trusts. */
export async function makeCertificate(): Promise<LocalCertificate> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-tls-'));
  const at = (name: string): string => join(folder, name);
  try {
    await writeFile(at('extensions'), `${NAMES}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n`);
    await openssl([
      'req',
      '-x509',
      ...NEW_KEY,
      '-days',
      '30',
      '-subj',
      '/CN=Postern local authority',
      '-keyout',
      at('ca.key'),
      '-out',
      at('ca.pem'),
    ]);
    await openssl([
      'req',
      '-new',
      ...NEW_KEY,
      '-subj',
      '/CN=localhost',
      '-keyout',
      at('key.pem'),
      '-out',
      at('request.pem'),
    ]);
    await openssl([
      ...['x509', '-req', '-in', at('request.pem'), '-CA', at('ca.pem'), '-CAkey', at('ca.key')],
      ...['-CAcreateserial', '-days', '30', '-extfile', at('extensions'), '-out', at('cert.pem')],
    ]);
    const [ca, cert, key] = await Promise.all(
      ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readFile(at(name), 'utf8')),
    );
    if (ca === undefined || cert === undefined || key === undefined)
      throw new Error('openssl wrote no certificate');
    return { ca, cert, key };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function openssl(args: readonly string[]): Promise<void> {
  try {
    await run('openssl', args);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new Error('The local mail servers need the program openssl (Debian package: openssl).', {
        cause,
      });
    }
    throw cause;
  }
}
