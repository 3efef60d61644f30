/**
 * THREAD answers with trees that are as deep as senders of mail want them to be (RFC 5256 §4), and imapflow ends the connection
 * over lists nested more than a hundred deep. Which messages a thread has is all that is wanted of it here: each becomes one
 * list before the response is parsed. Linear in time.
 */
import type { RawResponse } from './oversized-items.ts';

/** Any other response stays as it is. */
export function withFlatThreads<R extends RawResponse>(response: R): R {
  const { payload } = response;
  if (!/^\* THREAD \(/i.test(payload.toString('latin1', 0, 16))) return response;
  const text = payload.toString('latin1');
  const end = text.lastIndexOf(')') + 1;
  const threads: string[] = [];
  let depth = 0;
  let members: string[] = [];
  for (const [token] of text.slice(0, end).matchAll(/[()]|\d+/g)) {
    if (token === '(') depth += 1;
    else if (token !== ')') members.push(token);
    else {
      depth -= 1;
      if (depth > 0) continue;
      threads.push(`(${members.join(' ')})`);
      members = [];
    }
  }
  return { ...response, payload: Buffer.from(`* THREAD ${threads.join('')}${text.slice(end)}`, 'latin1') };
}
