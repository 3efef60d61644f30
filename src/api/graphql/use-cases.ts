/** The use cases that the GraphQL surface calls: the same as REST's, no more of each than it needs. */
import type { Accounts } from '../../use-cases/accounts.ts';
import type { BrowseMail } from '../../use-cases/browse-mail.ts';
import type { BulkChanges } from '../../use-cases/bulk-changes.ts';
import type { ChangeMailboxes } from '../../use-cases/change-mailboxes.ts';
import type { ChangeMessages } from '../../use-cases/change-messages.ts';
import type { Diagnostics } from '../../use-cases/diagnostics.ts';
import type { Deliveries } from '../../use-cases/deliveries.ts';
import type { Jobs } from '../../use-cases/jobs.ts';
import type { ApiKeys } from '../../use-cases/keys.ts';
import type { MergeMessages } from '../../use-cases/merge-messages.ts';
import type { ReadEvents } from '../../use-cases/read-events.ts';
import type { FollowMailbox } from '../../use-cases/mailbox-changes.ts';
import type { ReadMessage } from '../../use-cases/read-message.ts';
import type { ReplaceDraft } from '../../use-cases/replace-draft.ts';
import type { Replays } from '../../use-cases/replays.ts';
import type { SubmitMessage } from '../../use-cases/submit-message.ts';
import type { Submissions } from '../../use-cases/submissions.ts';
import type { Suppressions } from '../../use-cases/suppressions.ts';
import type { Templates } from '../../use-cases/templates.ts';
import type { Threads } from '../../use-cases/threads.ts';
import type { Unsubscribe } from '../../use-cases/unsubscribe.ts';
import type { Webhooks } from '../../use-cases/webhooks.ts';

export interface GraphqlUseCases {
  readonly accounts: Accounts;
  readonly diagnostics: Diagnostics;
  readonly keys: Pick<ApiKeys, 'create' | 'list' | 'remove'>;
  readonly browseMail: BrowseMail;
  readonly changeMailboxes: ChangeMailboxes;
  readonly followMailbox: FollowMailbox;
  readonly readMessage: Pick<ReadMessage, 'read' | 'get'>;
  readonly threads: Threads;
  readonly changeMessages: ChangeMessages;
  readonly replaceDraft: ReplaceDraft;
  readonly bulkChanges: BulkChanges;
  readonly jobs: Jobs;
  readonly submitMessage: SubmitMessage;
  readonly mergeMessages: MergeMessages;
  readonly submissions: Submissions;
  readonly suppressions: Suppressions;
  readonly templates: Templates;
  readonly readEvents: ReadEvents;
  readonly unsubscribe: Unsubscribe;
  readonly webhooks: Webhooks;
  readonly deliveries: Deliveries;
  readonly replays: Replays;
}
