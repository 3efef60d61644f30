/** What is searched for and where: the typed filter and the query in words as one. What it matches is `browse-mail.ts`. */
import type { AccountIdentity } from '../domain/account.ts';
import { GatewayError, invalid } from '../domain/errors.ts';
import { readEmailId, readThreadId } from '../domain/ids.ts';
import { requireScope, type Principal } from '../domain/principal.ts';
import { parseQuery } from '../domain/query-language.ts';
import { bothOf, filterSize, nodesOf, readsContent, type Filter } from '../domain/search.ts';

export interface SearchRequest {
  /** An id, a special-use word or an exact path; `in:` of the query stands above it. */
  readonly mailbox: string;
  readonly filter: Filter | null;
  /** In the query language; with a filter too, both hold. */
  readonly q?: string | undefined;
}

export interface Search {
  readonly mailbox: string;
  readonly filter: Filter | null;
}

/** In place of a mailbox: all of them. */
export const everywhere = '*';

const largestFilter = 200;

/**
 * Throws `invalid-request` for a query that is none and for ids that were not given out in this account, `forbidden`
 * for terms about content without `bodies:read`, `query-too-expensive` for too many terms.
 */
export function readSearch(principal: Principal, account: AccountIdentity, request: SearchRequest): Search {
  const query = request.q === undefined ? null : parseQuery(request.q);
  const filter = bothOf(request.filter, query?.filter ?? null);
  if (filter !== null) check(principal, account, filter);
  return { mailbox: query?.mailbox ?? request.mailbox, filter };
}

function check(principal: Principal, account: AccountIdentity, filter: Filter): void {
  if (readsContent(filter)) requireScope(principal, 'bodies:read');
  if (filterSize(filter) > largestFilter) {
    throw new GatewayError('query-too-expensive', `A filter has at most ${largestFilter} nodes.`);
  }
  for (const node of nodesOf(filter)) {
    if ('emailId' in node && readEmailId(account, node.emailId) === null)
      throw invalid('/filter', 'The emailId was not given out in this account.');
    if ('threadId' in node && readThreadId(account, node.threadId) === null)
      throw invalid('/filter', 'The threadId was not given out in this account.');
  }
}
