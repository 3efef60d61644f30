/** Cyrus IMAP for the conformance tests: Debian does not let it be installed beside Dovecot. */
import { unpackServer } from './unpack.mjs';

/** tests/support/cyrus.ts starts what is unpacked here. */
export function unpackCyrus() {
  const programs = ['imapd', 'master', 'lmtpd', 'idled', 'ctl_cyrusdb'];
  return unpackServer({
    name: 'Cyrus IMAP',
    folder: '.cache/cyrus',
    packages: ['cyrus-common', 'cyrus-imapd'],
    programs: programs.map((name) => `usr/lib/cyrus/bin/${name}`),
  });
}
