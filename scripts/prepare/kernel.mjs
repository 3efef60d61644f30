/**
 * Dovecot watches each mailbox that somebody waits on through an inotify instance; the usual limit is 128 of them.
 * Raised where this user may; without it a hundred watched mailboxes still work, later ones are polled.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const LIMITS = { max_user_instances: 8192, max_user_watches: 1_048_576 };

export function raiseWatchLimits() {
  for (const [name, wanted] of Object.entries(LIMITS)) {
    const file = `/proc/sys/fs/inotify/${name}`;
    try {
      if (Number(readFileSync(file, 'utf8')) < wanted) writeFileSync(file, String(wanted));
    } catch {
      continue;
    }
  }
}
