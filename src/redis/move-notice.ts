/** Tells this replica and the others which messages the gateway moves, and where they went. */
import type { Redis } from 'ioredis';
import type { MoveNews, MoveNotice } from '../use-cases/ports/move-notice.ts';
import { createChangeNotice } from './change-notice.ts';
import type { Keys } from './keys.ts';

export function createMoveNotice(redis: Redis, subscriber: Redis, keys: Keys): MoveNotice {
  const notice = createChangeNotice(subscriber, keys.bulk('moves'));
  return {
    tell(news) {
      const subject = JSON.stringify(news);
      notice.tell(subject);
      // Without it the events say nothing of where a message went.
      redis.publish(notice.channel, notice.origin + subject).catch(() => undefined);
    },
    listen: (listener) => notice.listen((subject) => listener(JSON.parse(subject) as MoveNews)),
  };
}
