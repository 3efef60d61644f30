/** All handlers of the REST surface, resource by resource. */
import type { Handlers } from '../operations.ts';
import { createAccountHandlers } from './accounts.ts';
import { createAppendHandlers, type AppendPorts } from './append.ts';
import { createBlobHandlers } from './blobs.ts';
import { createBulkHandlers, type BulkPorts } from './bulk.ts';
import { createContentHandlers } from './content.ts';
import { createDeliveryHandlers, type DeliveryPorts } from './deliveries.ts';
import { createDiagnosticsHandlers } from './diagnostics.ts';
import { createEventHandlers } from './events.ts';
import { createJobHandlers } from './jobs.ts';
import { createKeyHandlers } from './keys.ts';
import { createMailboxHandlers, type MailboxPorts } from './mailboxes.ts';
import { createMessageChangeHandlers, type MessageChangePorts } from './message-changes.ts';
import { createMessageHandlers, type MessagePorts } from './messages.ts';
import { createServiceHandlers, type ServicePorts } from './service.ts';
import { createTemplateHandlers } from './templates.ts';
import { createThreadHandlers } from './threads.ts';
import { createSubmissionHandlers, type SubmissionPorts } from './submissions.ts';
import { createSuppressionHandlers } from './suppressions.ts';
import { createUnsubscribeHandlers } from './unsubscribe.ts';
import { createWebhookHandlers } from './webhooks.ts';

export interface RestPorts extends ServicePorts, SubmissionPorts {
  readonly apiKeys: Parameters<typeof createKeyHandlers>[0];
  readonly accounts: Parameters<typeof createAccountHandlers>[0];
  readonly diagnostics: Parameters<typeof createDiagnosticsHandlers>[0];
  readonly browseMail: MailboxPorts['browseMail'] & MessagePorts['browseMail'];
  readonly changeMailboxes: MailboxPorts['changeMailboxes'];
  readonly followMailbox: MailboxPorts['followMailbox'];
  readonly readMessage: Parameters<typeof createContentHandlers>[0] &
    MessagePorts['readMessage'] &
    MessageChangePorts['readMessage'];
  readonly threads: Parameters<typeof createThreadHandlers>[0];
  readonly changeMessages: MessageChangePorts['changeMessages'];
  readonly replaceDraft: MessageChangePorts['replaceDraft'];
  readonly bulkChanges: BulkPorts['bulkChanges'];
  readonly jobs: Parameters<typeof createJobHandlers>[0];
  readonly submitMessage: SubmissionPorts['submitMessage'] & AppendPorts['submitMessage'];
  readonly blobs: Parameters<typeof createBlobHandlers>[0];
  readonly suppressions: Parameters<typeof createSuppressionHandlers>[0];
  readonly templates: Parameters<typeof createTemplateHandlers>[0];
  readonly readEvents: Parameters<typeof createEventHandlers>[0];
  readonly unsubscribe: Parameters<typeof createUnsubscribeHandlers>[0];
  readonly webhooks: Parameters<typeof createWebhookHandlers>[0];
  readonly deliveries: DeliveryPorts['deliveries'];
  readonly replays: DeliveryPorts['replays'];
}

export function createHandlers(ports: RestPorts): Handlers {
  return {
    ...createKeyHandlers(ports.apiKeys),
    ...createAccountHandlers(ports.accounts),
    ...createDiagnosticsHandlers(ports.diagnostics),
    ...createMailboxHandlers(ports),
    ...createMessageHandlers(ports),
    ...createThreadHandlers(ports.threads),
    ...createMessageChangeHandlers(ports),
    ...createUnsubscribeHandlers(ports.unsubscribe),
    ...createBulkHandlers(ports),
    ...createJobHandlers(ports.jobs),
    ...createContentHandlers(ports.readMessage),
    ...createAppendHandlers(ports),
    ...createSubmissionHandlers(ports),
    ...createBlobHandlers(ports.blobs),
    ...createSuppressionHandlers(ports.suppressions),
    ...createTemplateHandlers(ports.templates),
    ...createEventHandlers(ports.readEvents),
    ...createWebhookHandlers(ports.webhooks),
    ...createDeliveryHandlers(ports),
    ...createServiceHandlers(ports),
  };
}
