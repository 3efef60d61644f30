/** A change to many messages as both surfaces take it: what no schema says of the fields that go together. */
import type { BulkAction } from '../domain/bulk.ts';
import { invalid } from '../domain/errors.ts';
import { noFlagChange, type FlagChange, type MarkChange } from '../domain/message.ts';
import type { Filter } from '../domain/search.ts';
import type { BulkRequest } from '../use-cases/bulk-changes.ts';
import type { BulkSelection } from '../use-cases/choose-messages.ts';
import type { components } from './rest/contract.gen.ts';

type Schemas = components['schemas'];
type Asked = Schemas['BulkRequest'];

/** Throws `invalid-request`. */
export function bulkRequestOf(asked: Asked, asJob: boolean): BulkRequest {
  const dryRun = asked.dryRun ?? false;
  return { selection: selectionOf(asked), action: actionOf(asked), dryRun, asJob };
}

/** From the two forms of the contract to the one of the domain. */
function flagChangeOf(flags: Schemas['FlagChange'] | Schemas['LabelChange']): FlagChange {
  return 'set' in flags ? { set: flags.set } : { add: flags.add ?? [], remove: flags.remove ?? [] };
}

/** Of flags and labels, either or both. */
export function markChangeOf({
  flags,
  labels,
}: {
  readonly flags?: Schemas['FlagChange'] | undefined;
  readonly labels?: Schemas['LabelChange'] | undefined;
}): MarkChange {
  return {
    ...(flags === undefined ? noFlagChange : flagChangeOf(flags)),
    ...(labels === undefined ? {} : { labels: flagChangeOf(labels) }),
  };
}

function selectionOf({ ids, mailbox, filter, q }: Asked): BulkSelection {
  if (ids !== undefined) {
    if (mailbox !== undefined) throw invalid('/mailbox', 'Either ids or a mailbox say which messages.');
    if (filter !== undefined) throw invalid('/filter', 'A filter chooses of a mailbox, not of ids.');
    if (q !== undefined) throw invalid('/q', 'A query chooses of a mailbox, not of ids.');
    return { ids };
  }
  if (mailbox === undefined) throw invalid('/ids', 'Either ids or a mailbox say which messages.');
  // The schema has seen to it that every node has exactly one key, which its type cannot say.
  return { mailbox, filter: filter === undefined ? null : (filter as unknown as Filter), q };
}

/** By the actions that they belong to. */
const actionsOf = {
  flags: ['flag'],
  labels: ['flag'],
  unchangedSince: ['flag'],
  targetMailbox: ['move', 'copy'],
  permanent: ['delete'],
} as const satisfies Partial<Record<keyof Asked, readonly Asked['action'][]>>;

function actionOf(asked: Asked): BulkAction {
  const { action } = asked;
  for (const name of ['flags', 'labels', 'unchangedSince', 'targetMailbox', 'permanent'] as const) {
    const actions: readonly string[] = actionsOf[name];
    if (asked[name] !== undefined && !actions.includes(action))
      throw invalid(`/${name}`, `With ${action} there is no ${name}.`);
  }
  switch (action) {
    case 'flag': {
      const { flags, labels, unchangedSince = null } = asked;
      if (flags === undefined && labels === undefined)
        throw invalid('/flags', 'The action flag needs flags or labels.');
      return { action, marks: markChangeOf({ flags, labels }), unchangedSince };
    }
    case 'move':
    case 'copy': {
      const { targetMailbox } = asked;
      if (targetMailbox === undefined)
        throw invalid('/targetMailbox', `The action ${action} needs targetMailbox.`);
      return { action, targetMailbox };
    }
    case 'delete':
      return { action, permanent: asked.permanent ?? false };
  }
}
