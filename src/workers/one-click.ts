/** Leaving a mailing list with one click (RFC 8058 §3.2): the POST that the message names, and nothing else about its reader. */
import type { OneClick } from '../use-cases/ports/service.ts';
import { createGuardedPost, type GuardedPostOptions } from './guarded-post.ts';

export interface ClosableOneClick extends OneClick {
  /** Cuts what is under way. */
  close(): Promise<void>;
}

const headers = { 'user-agent': 'Postern', 'content-type': 'application/x-www-form-urlencoded' };

export function createOneClick(options: GuardedPostOptions): ClosableOneClick {
  const guarded = createGuardedPost(options);
  return {
    async click(url, signal) {
      return await guarded.post({ url, headers, body: 'List-Unsubscribe=One-Click' }, signal);
    },
    close: () => guarded.close(),
  };
}
