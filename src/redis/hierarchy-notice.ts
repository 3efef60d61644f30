/** Tells the other replicas that the mailboxes of an account have changed. */
import type { Redis } from 'ioredis';
import type { HierarchyChange, HierarchyNotice } from '../use-cases/ports/mailbox-writer.ts';
import { createChangeNotice } from './change-notice.ts';
import type { Keys } from './keys.ts';

export function createHierarchyNotice(redis: Redis, subscriber: Redis, keys: Keys): HierarchyNotice {
  const notice = createChangeNotice(subscriber, keys.bulk('mailbox-changes'));
  return {
    tell(change) {
      // Without it they find out when their listing has become old.
      redis.publish(notice.channel, notice.origin + JSON.stringify(change)).catch(() => undefined);
    },
    listen: (listener) => notice.listen((subject) => listener(JSON.parse(subject) as HierarchyChange)),
  };
}
