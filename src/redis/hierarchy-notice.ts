/** Tells this replica and the others that the mailboxes of an account have changed. */
import type { Redis } from 'ioredis';
import type { HierarchyChange, HierarchyNotice } from '../use-cases/ports/mailbox-writer.ts';
import { createChangeNotice } from './change-notice.ts';
import type { Keys } from './keys.ts';

export function createHierarchyNotice(redis: Redis, subscriber: Redis, keys: Keys): HierarchyNotice {
  const notice = createChangeNotice(subscriber, keys.bulk('mailbox-changes'));
  const here = new Set<Parameters<HierarchyNotice['listen']>[0]>();
  return {
    tell(change) {
      for (const listener of here) listener(change, true);
      // Without it they find out when their listing has become old.
      redis.publish(notice.channel, notice.origin + JSON.stringify(change)).catch(() => undefined);
    },
    listen(listener) {
      here.add(listener);
      const unlisten = notice.listen((subject) => listener(JSON.parse(subject) as HierarchyChange, false));
      return () => {
        here.delete(listener);
        unlisten();
      };
    },
  };
}
