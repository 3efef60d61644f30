/** All that the suite asks, in the order of docs/conformance.md. */
import type { Area } from './scenario.ts';
import { appending } from './scenarios/appending.ts';
import { changing } from './scenarios/changing.ts';
import { delivering } from './scenarios/delivering.ts';
import { fetching } from './scenarios/fetching.ts';
import { mailboxes } from './scenarios/mailboxes.ts';
import { news } from './scenarios/news.ts';
import { ordering } from './scenarios/ordering.ts';
import { resyncing } from './scenarios/resyncing.ts';
import { searching } from './scenarios/searching.ts';
import { selecting } from './scenarios/selecting.ts';
import { session } from './scenarios/session.ts';

export const areas: readonly Area[] = [
  session,
  mailboxes,
  selecting,
  appending,
  fetching,
  searching,
  ordering,
  changing,
  news,
  resyncing,
  delivering,
];
