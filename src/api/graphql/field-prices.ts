/** What each field of the schema costs by itself; what a query costs with all that is nested in it is `price.ts`. */

export interface FieldPrice {
  /** Round trips of the field itself. */
  readonly trips: number;
  /** Its items are as many as its page: what is nested in it costs that many times. */
  readonly page?: true;
  /** Where its messages are (`[]`: it is one); selecting their content costs one more round trip. */
  readonly messages?: readonly string[];
  /** So many times as much where all mailboxes are asked: by `mailbox`, by `in:` of `q`, or by the id of what may be in any. */
  readonly everywhere?: number;
  /** Round trips of `totalCount`. */
  readonly count?: number;
  /** Read for all items of the surrounding page at once. */
  readonly batched?: true;
}

const stored: FieldPrice = { trips: 0.1 };
const storedPage: FieldPrice = { trips: 0.1, page: true };
/** Nobody knows how many mailboxes there are; some are skipped, some are looked at twice. */
const everywhere = 20;
const messagePage: FieldPrice = {
  trips: 1,
  page: true,
  messages: ['edges', 'node'],
  count: 1,
  everywhere,
};
const oneMessage: FieldPrice = { trips: 1, messages: [], everywhere };
/** All mailboxes are asked until nothing new is told, which is twice as a rule. */
const oneThread: FieldPrice = { trips: 2 * everywhere, messages: ['messages'], page: true };
const batchedMessage: FieldPrice = { trips: 1, messages: [], batched: true };
const trips = (count: number): FieldPrice => ({ trips: count });

/** By `Type.field`; every field of a root type and every connection is here (tested), all others cost nothing. */
export const fieldPrices: Readonly<Record<string, FieldPrice>> = {
  'Query.account': stored,
  'Query.accounts': storedPage,
  'Query.node': oneMessage,
  'Query.submission': stored,
  'Query.job': stored,
  'Query.template': stored,
  'Query.templates': storedPage,
  'Query.webhook': stored,
  'Query.webhooks': storedPage,
  'Query.events': storedPage,
  'Query.keys': storedPage,
  'Account.diagnostics': trips(4),
  'Account.mailboxes': { trips: 1, page: true },
  'Account.mailbox': trips(1),
  'Account.messages': messagePage,
  'Account.message': oneMessage,
  'Account.thread': oneThread,
  'Account.submissions': storedPage,
  'Account.suppressions': storedPage,
  'Mailbox.messages': messagePage,
  'Mailbox.changes': trips(3),
  'Mailbox.quota': trips(1),
  'Webhook.deliveries': storedPage,
  'Webhook.delivery': stored,
  'Job.results': storedPage,
  'Template.preview': stored,
  'Message.thread': oneThread,
  'MessageEvent.message': batchedMessage,
  'MessageResult.message': batchedMessage,
  'AppendMessagePayload.appended': oneMessage,
  'ReplaceDraftPayload.replacement': oneMessage,
  'Mutation.createKey': stored,
  'Mutation.deleteKey': stored,
  'Mutation.createAccount': trips(2),
  'Mutation.updateAccount': trips(2),
  'Mutation.deleteAccount': stored,
  'Mutation.reconnectAccount': stored,
  'Mutation.verifyAccount': trips(2),
  'Mutation.createMailbox': trips(4),
  'Mutation.updateMailbox': trips(4),
  'Mutation.deleteMailbox': trips(4),
  'Mutation.updateMessages': trips(1),
  'Mutation.moveMessages': trips(2),
  'Mutation.copyMessages': trips(2),
  'Mutation.deleteMessages': trips(2),
  'Mutation.bulkUpdateMessages': { trips: 10, everywhere: 5 },
  'Mutation.cancelJob': stored,
  'Mutation.appendMessage': trips(2),
  'Mutation.replaceDraft': trips(4),
  'Mutation.submitDraft': trips(2),
  'Mutation.unsubscribeMessage': trips(2),
  'Mutation.createSuppression': stored,
  'Mutation.deleteSuppression': stored,
  'Mutation.createSubmission': stored,
  'Mutation.createMerge': stored,
  'Mutation.rescheduleSubmission': stored,
  'Mutation.cancelSubmission': stored,
  'Mutation.retrySubmission': stored,
  'Mutation.createTemplate': stored,
  'Mutation.updateTemplate': stored,
  'Mutation.deleteTemplate': stored,
  'Mutation.createWebhook': stored,
  'Mutation.updateWebhook': stored,
  'Mutation.deleteWebhook': stored,
  'Mutation.rotateWebhookSecret': stored,
  'Mutation.testWebhook': stored,
  'Mutation.redeliverDelivery': stored,
  'Mutation.replayWebhook': stored,
  'Subscription.events': stored,
};
