/**
 * From the public JSON of REST to the shapes of schema.graphql, where they are not the same: a selection is
 * an object, an event has its family's fields beside its document.
 */
import type { components } from '../rest/contract.gen.ts';
import type {
  AccountSelection,
  MailboxSelection,
  ResolversInterfaceTypes,
  ResolversTypes,
  ResolversParentTypes,
} from './schema.gen.ts';

type Wire = components['schemas'];

export type Shape<Name extends keyof ResolversParentTypes> = ResolversParentTypes[Name];
export type EventShape = ResolversInterfaceTypes<ResolversTypes>['Event'];

export function accountShape(account: Wire['Account']): Shape<'Account'> {
  const { mailboxes, since = null } = account.watch;
  return { ...account, watch: { mailboxes: mailboxSelection(mailboxes), since } };
}

export function keyShape(key: Wire['Key']): Shape<'Key'> {
  return { ...key, accounts: accountSelection(key.accounts) };
}

export function webhookShape(webhook: Wire['Webhook']): Shape<'Webhook'> {
  return { ...webhook, accounts: accountSelection(webhook.accounts) };
}

function mailboxSelection(mailboxes: 'all' | readonly string[]): MailboxSelection {
  return mailboxes === 'all' ? { all: true, names: [] } : { all: false, names: mailboxes };
}

function accountSelection(accounts: 'all' | readonly string[]): AccountSelection {
  return accounts === 'all' ? { all: true, ids: [] } : { all: false, ids: accounts };
}

/** `event.type` decides the family, and the family what stands beside `data`. */
export function eventShape(event: Wire['Event']): EventShape {
  switch (event.type) {
    case 'message.received':
    case 'message.updated':
    case 'message.deleted':
      return messageEventShape(event);
    case 'mailbox.created':
    case 'mailbox.renamed':
    case 'mailbox.deleted':
    case 'mailbox.reset':
      return { __typename: 'MailboxEvent', ...event, ...event.data };
    case 'submission.sent':
    case 'submission.deferred':
    case 'submission.failed':
    case 'submission.unknown':
    case 'submission.cancelled':
    case 'submission.delivered':
    case 'submission.bounced':
    case 'submission.complained':
    case 'submission.replied':
      return { __typename: 'SubmissionEvent', ...event, cause: null, ...event.data };
    case 'account.connected':
    case 'account.auth-failed':
    case 'account.unreachable':
    case 'account.recovered':
    case 'account.paused':
    case 'account.deleted':
      return { __typename: 'AccountEvent', ...event, ...event.data };
    case 'events.missed':
      return { __typename: 'EventsMissedEvent', ...event, ...event.data };
    case 'webhook.disabled':
    case 'webhook.test':
      return { __typename: 'WebhookEvent', ...event, ...event.data };
  }
}

function messageEventShape(event: Wire['MessageEvent']): EventShape {
  const { message, flags, mailbox, movedTo, movedFrom } = event.data;
  return {
    __typename: 'MessageEvent',
    ...event,
    messageId: message.id,
    mailboxId: message.mailboxId ?? '',
    mailboxPath: message.mailboxPath ?? '',
    uid: message.uid ?? 0,
    flags,
    mailbox: mailbox ?? null,
    movedTo,
    movedFrom,
  };
}
