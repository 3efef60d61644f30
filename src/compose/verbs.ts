/** The use cases over their ports: what both surfaces and all workers call. */
import { createAcceptSubmission } from '../use-cases/accept-submission.ts';
import { createAccounts } from '../use-cases/accounts.ts';
import { createAnswerMessage } from '../use-cases/answer-message.ts';
import { createBlobs } from '../use-cases/blobs.ts';
import { createBrowseMail } from '../use-cases/browse-mail.ts';
import { createBulkChanges } from '../use-cases/bulk-changes.ts';
import { createCarryOutChunk } from '../use-cases/bulk-chunk.ts';
import { createCarryOut } from '../use-cases/carry-out.ts';
import { createChangeMailboxes } from '../use-cases/change-mailboxes.ts';
import { createChangeMessages } from '../use-cases/change-messages.ts';
import { createComposeMessage } from '../use-cases/compose-message.ts';
import { createIdempotent } from '../use-cases/idempotent.ts';
import { createMergeMessages } from '../use-cases/merge-messages.ts';
import { createFollowMailbox } from '../use-cases/mailbox-changes.ts';
import { createDiagnostics } from '../use-cases/diagnostics.ts';
import { createDeliveries } from '../use-cases/deliveries.ts';
import { createJobs } from '../use-cases/jobs.ts';
import { createApiKeys } from '../use-cases/keys.ts';
import { createOpenAccount } from '../use-cases/open-account.ts';
import { createMessageReferences } from '../use-cases/message-reference.ts';
import { createOpenAttachments } from '../use-cases/open-attachments.ts';
import { createOpenDraft } from '../use-cases/open-draft.ts';
import { createPrepareMessage } from '../use-cases/prepare-message.ts';
import type { Clock, Egress, OneClick, Telemetry } from '../use-cases/ports/service.ts';
import { createParsedTemplates } from '../use-cases/parsed-templates.ts';
import { createReadEvents } from '../use-cases/read-events.ts';
import { createReadMessage } from '../use-cases/read-message.ts';
import { createRenderTemplate } from '../use-cases/render-template.ts';
import { createReplaceDraft } from '../use-cases/replace-draft.ts';
import { createReplays } from '../use-cases/replays.ts';
import { createSubmissions } from '../use-cases/submissions.ts';
import { createSubmitMessage } from '../use-cases/submit-message.ts';
import { createSuppressions } from '../use-cases/suppressions.ts';
import { createTemplates } from '../use-cases/templates.ts';
import { createThreads } from '../use-cases/threads.ts';
import { createUnsubscribe } from '../use-cases/unsubscribe.ts';
import { createWebhooks } from '../use-cases/webhooks.ts';
import { createComposer } from '../workers/composer.ts';
import { webhookSigner } from '../workers/signature.ts';
import type { Mail } from './mail.ts';
import type { Storage } from './storage.ts';

export type Verbs = ReturnType<typeof createVerbs>;

export interface Surroundings {
  readonly storage: Storage;
  readonly mail: Mail;
  readonly egress: Egress;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly adminKey: string | null;
  readonly oneClick: OneClick;
  /** Whom called endpoints are believed by; the system's authorities when empty. */
  readonly trust: { readonly ca?: string };
}

export function createVerbs({ storage, mail, egress, clock, telemetry, adminKey, oneClick }: Surroundings) {
  const { accounts, blobs, submissions, suppressions, queue, cursors, journal } = storage;
  const { mailboxes, reader, writer, changeReader } = mail;
  const openAccount = createOpenAccount({ accounts });
  const carryOut = createCarryOut({ reader, writer });
  const references = createMessageReferences({ mailboxes, messages: reader });
  const drafts = createOpenDraft({ mailboxes, reader, references });
  const readMessage = createReadMessage({ openAccount, messages: reader, references });
  const openAttachments = createOpenAttachments({ readMessage, blobs });
  const parsedTemplates = createParsedTemplates(storage.templates);
  const prepareMessage = createPrepareMessage({
    steps: [createRenderTemplate(parsedTemplates), createAnswerMessage({ references, reader })],
    composeMessage: createComposeMessage({ composer: createComposer(), openAttachments, clock }),
    drafts,
    clock,
  });
  const acceptSubmission = createAcceptSubmission({ submissions, suppressions, queue, clock, telemetry });
  const submitMessage = createSubmitMessage({
    openAccount,
    prepareMessage,
    acceptSubmission,
    suppressions,
    clock,
  });
  const replays = createReplays({ webhooks: storage.webhooks, replays: storage.replays, journal, clock });
  return {
    openAccount,
    accounts: createAccounts({
      accounts,
      trial: mail.trial,
      trialLogins: mail.trialLogins,
      egress,
      clock,
    }),
    diagnostics: createDiagnostics({
      openAccount,
      imapProbe: mail.imapProbe,
      smtpProbe: mail.smtpProbe,
      watchReports: storage.watchReports,
      clock,
    }),
    apiKeys: createApiKeys({ keys: storage.apiKeys, accounts, clock, adminKey }),
    browseMail: createBrowseMail({ openAccount, mailboxes, messages: reader, cursors }),
    changeMailboxes: createChangeMailboxes({
      openAccount,
      mailboxes,
      writer: mail.mailboxWriter,
      notice: storage.hierarchy,
      cursors,
    }),
    followMailbox: createFollowMailbox({
      openAccount,
      mailboxes,
      reader: changeReader,
      snapshots: storage.snapshots,
      cursors,
    }),
    readMessage,
    threads: createThreads({ openAccount, mailboxes, messages: reader }),
    changeMessages: createChangeMessages({ openAccount, mailboxes, reader, writer, carryOut, references }),
    bulkChanges: createBulkChanges({
      openAccount,
      mailboxes,
      reader,
      references,
      carryOutChunk: createCarryOutChunk({ carryOut, mailboxes }),
      jobs: storage.jobStore,
      queue,
      clock,
      log: telemetry.log,
    }),
    replays,
    jobs: createJobs({
      jobs: storage.jobStore,
      replays,
      submissions,
      queue,
      cursors,
      clock,
      log: telemetry.log,
    }),
    replaceDraft: createReplaceDraft({ openAccount, drafts, prepareMessage, writer }),
    prepareMessage,
    acceptSubmission,
    submitMessage,
    blobs: createBlobs({ openAccount, blobs, clock }),
    mergeMessages: createMergeMessages({
      openAccount,
      parsedTemplates,
      prepareMessage,
      submitMessage,
      submissions,
      jobs: storage.jobStore,
      queue,
      clock,
      log: telemetry.log,
    }),
    unsubscribe: createUnsubscribe({ openAccount, reader, references, submitMessage, oneClick }),
    suppressions: createSuppressions({ openAccount, suppressions, clock }),
    submissions: createSubmissions({
      openAccount,
      submissions,
      queue,
      line: storage.sendingLine,
      clock,
      telemetry,
    }),
    templates: createTemplates({ templates: storage.templates, parsedTemplates, clock }),
    readEvents: createReadEvents({ journal, cursors }),
    deliveries: createDeliveries({
      webhooks: storage.webhooks,
      deliveries: storage.deliveries,
      journal,
      queue,
      clock,
      log: telemetry.log,
    }),
    webhooks: createWebhooks({
      webhooks: storage.webhooks,
      accounts,
      journal,
      egress,
      signer: webhookSigner,
      clock,
    }),
    idempotent: createIdempotent({ store: storage.idempotency, accounts }),
  };
}
