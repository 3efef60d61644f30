/** Postfix for the tests of sending: installed, it would take the place of the machine's own mail server. */
import { unpackServer } from './unpack.mjs';

/** tests/support/postfix.ts starts what is unpacked here. */
export function unpackPostfix() {
  const programs = ['master', 'smtpd', 'cleanup', 'qmgr', 'bounce', 'lmtp', 'tlsmgr', 'trivial-rewrite'];
  return unpackServer({
    name: 'Postfix',
    folder: '.cache/postfix',
    packages: ['postfix'],
    programs: programs.map((name) => `usr/lib/postfix/sbin/${name}`),
  });
}
