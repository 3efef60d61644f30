/**
 * The programs that Postern runs beside itself. On Debian, as root, the missing ones are installed without starting a
 * service; anywhere else one sentence says what to install.
 */
import { accessSync, chmodSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runAside } from '../process.mjs';
import { Refusal, tell } from '../tell.mjs';

/** What a program is looked for by (any one place will do) and the Debian packages that bring it. */
const PROGRAMS = {
  redis: { found: ['redis-server', 'valkey-server'], packages: ['redis-server'] },
  imap: { found: ['dovecot', '/usr/sbin/dovecot'], packages: ['dovecot-imapd'] },
  imapd: { found: ['/usr/lib/dovecot/imap', '/usr/libexec/dovecot/imap'], packages: ['dovecot-imapd'] },
  lmtpd: { found: ['/usr/lib/dovecot/lmtp', '/usr/libexec/dovecot/lmtp'], packages: ['dovecot-lmtpd'] },
  browser: {
    found: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium', 'fonts-dejavu-core'],
  },
  mbsync: { found: ['mbsync'], packages: ['isync'] },
  python: { found: ['python3'], packages: ['python3'] },
};

export const MAIL_SERVERS = /** @type {const} */ (['redis', 'imap', 'imapd', 'lmtpd']);
/** Mail programs that the sandbox is read with. */
export const MAIL_CLIENTS = /** @type {const} */ (['mbsync', 'python']);
const POLICY = '/usr/sbin/policy-rc.d';

/**
 * @param {readonly (keyof typeof PROGRAMS)[]} needed
 * @param {string} purpose completes the sentence "… needs"
 */
export async function installPrograms(needed, purpose) {
  const missing = needed.filter((name) => !PROGRAMS[name].found.some(exists));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((name) => PROGRAMS[name].packages))];
  if (process.getuid?.() !== 0 || !exists('apt-get')) {
    throw new Refusal(
      `${purpose} needs programs that are missing here; install ${packages.join(', ')} (their Debian names).`,
    );
  }
  tell(`installing the Debian packages ${packages.join(', ')}`);
  await installQuietly(packages);
}

/** The service manager asks the policy file whether a fresh package may start its service; ours says no. */
async function installQuietly(packages) {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) {
    writeFileSync(POLICY, '#!/bin/sh\nexit 101\n');
    chmodSync(POLICY, 0o755);
  }
  try {
    await apt(['update', '-qq']);
    await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  } finally {
    if (ownPolicy) rmSync(POLICY, { force: true });
  }
}

async function apt(args) {
  const { code, output } = await runAside('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    DEBIAN_FRONTEND: 'noninteractive',
  });
  if (code !== 0)
    throw new Refusal(`apt-get ${args.join(' ')} failed:\n${output.trim().split('\n').slice(-5).join('\n')}`);
}

function exists(program) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = program.startsWith('/') ? [program] : folders.map((folder) => join(folder, program));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
