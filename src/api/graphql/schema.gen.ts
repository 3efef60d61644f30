/* Made from schema.graphql by scripts/generate.mjs. Do not edit: change the contract. */
/* eslint-disable */
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** A time by RFC 3339, in UTC with milliseconds. */
  DateTime: { input: string; output: string };
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown };
  /** A whole number from 0 to 2^53 − 1. */
  UnsignedInt: { input: number; output: number };
};

/** Something with an id of its own. */
export type Node = {
  /** The id, the same as on the REST surface. */
  readonly id: Scalars['ID']['output'];
};

/** Where a page lies in its list. */
export type PageInfo = {
  /** Whether there are items after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first item. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
  /** The cursor of the last item. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type Query = {
  /** An account. One that is missing or somebody else's is null, with the error `not-found`. */
  readonly account: Maybe<Account>;
  /** The accounts that the key may see, newest first. */
  readonly accounts: AccountConnection;
  /** Whatever bears the id. An id without a known prefix is an account's. */
  readonly node: Maybe<Node>;
  /** A submission. One that is missing or somebody else's is null, with the error `not-found`. */
  readonly submission: Maybe<Submission>;
  /** A job. One that is missing, somebody else's, or ended more than a day ago, is null, with the error `not-found`. */
  readonly job: Maybe<Job>;
  /** A template. One that is missing is null, with the error `not-found`. */
  readonly template: Maybe<Template>;
  /** The templates, newest first. */
  readonly templates: TemplateConnection;
  /** A webhook. One that is missing or somebody else's is null, with the error `not-found`. */
  readonly webhook: Maybe<Webhook>;
  /** The webhooks, newest first. */
  readonly webhooks: WebhookConnection;
  /**
   * What happened after a cursor, oldest first. Without `after` it starts at the oldest event that is kept; `after` also takes
   * `oldest` and `latest`. An empty answer is held for `waitSeconds`. The end cursor is never null.
   */
  readonly events: EventConnection;
  /** All keys, newest first, without their secrets. Needs the scope `admin`. */
  readonly keys: KeyConnection;
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryAccountsArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QuerySubmissionArgs = {
  id: Scalars['ID']['input'];
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryTemplateArgs = {
  id: Scalars['ID']['input'];
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryTemplatesArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryWebhookArgs = {
  id: Scalars['ID']['input'];
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryWebhooksArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryEventsArgs = {
  after: InputMaybe<Scalars['String']['input']>;
  accounts: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  types: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  waitSeconds?: InputMaybe<Scalars['Int']['input']>;
};

/** What can be read. Connections take `first` and `after`, or `last` and `before`: 1–250, 50 unless given. */
export type QueryKeysArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** What can be changed. */
export type Mutation = {
  /** Makes a key and shows it once. */
  readonly createKey: CreateKeyResult;
  /** Revokes a key at once. */
  readonly deleteKey: DeleteKeyResult;
  /** Connects a mail account, after a trial login of its servers. */
  readonly createAccount: CreateAccountResult;
  /** Changes an account; what is left out stays, null removes or resets. */
  readonly updateAccount: UpdateAccountResult;
  /** Disconnects an account and erases what is kept of it. */
  readonly deleteAccount: DeleteAccountResult;
  /** Connects anew at once, without waiting for the back-off of an earlier failure. */
  readonly reconnectAccount: ReconnectAccountResult;
  /** Tries an account's logins and keeps nothing. */
  readonly verifyAccount: VerifyAccountResult;
  /** Makes a mailbox of exactly this path. */
  readonly createMailbox: CreateMailboxResult;
  /** Renames a mailbox, with those below it, or changes its subscription. */
  readonly updateMailbox: UpdateMailboxResult;
  /** Deletes a mailbox for good. */
  readonly deleteMailbox: DeleteMailboxResult;
  /** Changes flags and labels. */
  readonly updateMessages: UpdateMessagesResult;
  /** Moves messages to another mailbox of their account. */
  readonly moveMessages: MoveMessagesResult;
  /** Copies messages to another mailbox of their account. */
  readonly copyMessages: CopyMessagesResult;
  /** Moves messages to trash, or expunges them. */
  readonly deleteMessages: DeleteMessagesResult;
  /** Flags, moves, copies or deletes many messages, chosen by ids or by a filter. */
  readonly bulkUpdateMessages: BulkUpdateMessagesResult;
  /** Ends a job before its next 250 messages; what is done stays done, and what no server has taken of a merge is cancelled. */
  readonly cancelJob: CancelJobResult;
  /** Composes a message and puts it into a mailbox without sending it. */
  readonly appendMessage: AppendMessageResult;
  /** Puts a new version in place of a draft. */
  readonly replaceDraft: ReplaceDraftResult;
  /** Accepts a draft for sending; it is removed once it is sent. */
  readonly submitDraft: SubmitDraftResult;
  /** Leaves the mailing list of a message, with one click or by a letter. */
  readonly unsubscribeMessage: UnsubscribeMessageResult;
  /** Accepts a message for sending. */
  readonly createSubmission: CreateSubmissionResult;
  /** Sends one message to each of many recipients, by a job; all of them are checked before it is accepted. */
  readonly createMerge: CreateMergeResult;
  /** Changes when a scheduled or queued submission is sent. */
  readonly rescheduleSubmission: RescheduleSubmissionResult;
  /** Cancels a submission that no server has taken. */
  readonly cancelSubmission: CancelSubmissionResult;
  /** Sends an unknown, deferred or failed submission again now. */
  readonly retrySubmission: RetrySubmissionResult;
  /** Sends nothing more to an address from an account. */
  readonly createSuppression: CreateSuppressionResult;
  /** Sends to an address again. */
  readonly deleteSuppression: DeleteSuppressionResult;
  /** Keeps what messages are to say, with places for values of their own. */
  readonly createTemplate: CreateTemplateResult;
  /** Changes a template; what is left out stays, null takes a part away. */
  readonly updateTemplate: UpdateTemplateResult;
  /** Deletes a template; submissions that were accepted stay as they are. */
  readonly deleteTemplate: DeleteTemplateResult;
  /** Registers an endpoint for events and shows its secret once. */
  readonly createWebhook: CreateWebhookResult;
  /** Changes a webhook; what is left out stays, null takes the default. */
  readonly updateWebhook: UpdateWebhookResult;
  /** Deletes a webhook. */
  readonly deleteWebhook: DeleteWebhookResult;
  /** Gives a webhook a new secret; those before sign as well for a grace time. */
  readonly rotateWebhookSecret: RotateWebhookSecretResult;
  /** Queues one event for this webhook alone, whatever types and filter it asks for: `webhook.test`, or an example of a type. */
  readonly testWebhook: TestWebhookResult;
  /** Delivers an event once more, under the same `webhook-id`. */
  readonly redeliverDelivery: RedeliverDeliveryResult;
  /** Tells a webhook once more what the journal holds of a stretch of time. */
  readonly replayWebhook: ReplayWebhookResult;
};

/** What can be changed. */
export type MutationCreateKeyArgs = {
  input: CreateKeyInput;
};

/** What can be changed. */
export type MutationDeleteKeyArgs = {
  input: DeleteKeyInput;
};

/** What can be changed. */
export type MutationCreateAccountArgs = {
  input: CreateAccountInput;
};

/** What can be changed. */
export type MutationUpdateAccountArgs = {
  input: UpdateAccountInput;
};

/** What can be changed. */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};

/** What can be changed. */
export type MutationReconnectAccountArgs = {
  input: ReconnectAccountInput;
};

/** What can be changed. */
export type MutationVerifyAccountArgs = {
  input: VerifyAccountInput;
};

/** What can be changed. */
export type MutationCreateMailboxArgs = {
  input: CreateMailboxInput;
};

/** What can be changed. */
export type MutationUpdateMailboxArgs = {
  input: UpdateMailboxInput;
};

/** What can be changed. */
export type MutationDeleteMailboxArgs = {
  input: DeleteMailboxInput;
};

/** What can be changed. */
export type MutationUpdateMessagesArgs = {
  input: UpdateMessagesInput;
};

/** What can be changed. */
export type MutationMoveMessagesArgs = {
  input: MoveMessagesInput;
};

/** What can be changed. */
export type MutationCopyMessagesArgs = {
  input: CopyMessagesInput;
};

/** What can be changed. */
export type MutationDeleteMessagesArgs = {
  input: DeleteMessagesInput;
};

/** What can be changed. */
export type MutationBulkUpdateMessagesArgs = {
  input: BulkUpdateMessagesInput;
};

/** What can be changed. */
export type MutationCancelJobArgs = {
  input: CancelJobInput;
};

/** What can be changed. */
export type MutationAppendMessageArgs = {
  input: AppendMessageInput;
};

/** What can be changed. */
export type MutationReplaceDraftArgs = {
  input: ReplaceDraftInput;
};

/** What can be changed. */
export type MutationSubmitDraftArgs = {
  input: SubmitDraftInput;
};

/** What can be changed. */
export type MutationUnsubscribeMessageArgs = {
  input: UnsubscribeMessageInput;
};

/** What can be changed. */
export type MutationCreateSubmissionArgs = {
  input: CreateSubmissionInput;
};

/** What can be changed. */
export type MutationCreateMergeArgs = {
  input: CreateMergeInput;
};

/** What can be changed. */
export type MutationRescheduleSubmissionArgs = {
  input: RescheduleSubmissionInput;
};

/** What can be changed. */
export type MutationCancelSubmissionArgs = {
  input: CancelSubmissionInput;
};

/** What can be changed. */
export type MutationRetrySubmissionArgs = {
  input: RetrySubmissionInput;
};

/** What can be changed. */
export type MutationCreateSuppressionArgs = {
  input: CreateSuppressionInput;
};

/** What can be changed. */
export type MutationDeleteSuppressionArgs = {
  input: DeleteSuppressionInput;
};

/** What can be changed. */
export type MutationCreateTemplateArgs = {
  input: CreateTemplateInput;
};

/** What can be changed. */
export type MutationUpdateTemplateArgs = {
  input: UpdateTemplateInput;
};

/** What can be changed. */
export type MutationDeleteTemplateArgs = {
  input: DeleteTemplateInput;
};

/** What can be changed. */
export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};

/** What can be changed. */
export type MutationUpdateWebhookArgs = {
  input: UpdateWebhookInput;
};

/** What can be changed. */
export type MutationDeleteWebhookArgs = {
  input: DeleteWebhookInput;
};

/** What can be changed. */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};

/** What can be changed. */
export type MutationTestWebhookArgs = {
  input: TestWebhookInput;
};

/** What can be changed. */
export type MutationRedeliverDeliveryArgs = {
  input: RedeliverDeliveryInput;
};

/** What can be changed. */
export type MutationReplayWebhookArgs = {
  input: ReplayWebhookInput;
};

/** What can be listened to, over the graphql-transport-ws protocol. */
export type Subscription = {
  /**
   * Events as they happen, read from the journal: with `after` nothing is missed between two subscriptions. Without it the
   * subscription starts now; `after` also takes `oldest` and `latest`.
   */
  readonly events: Event;
};

/** What can be listened to, over the graphql-transport-ws protocol. */
export type SubscriptionEventsArgs = {
  accounts: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  types: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  after: InputMaybe<Scalars['String']['input']>;
};

/** A connected mail account. Credentials are never part of it. */
export type Account = Node & {
  /** `acc_…`, or the id that its creator chose. */
  readonly id: Scalars['ID']['output'];
  /** The account's own address. */
  readonly email: Scalars['String']['output'];
  /** The name that goes with the address. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** Other addresses that the account may send from. */
  readonly identities: ReadonlyArray<Address>;
  /** The server for reading. */
  readonly imap: Server;
  /** The server for sending; null for an account that does not send. */
  readonly smtp: Maybe<Server>;
  /** What is watched for news. */
  readonly watch: Watch;
  /** Bounds of the account. */
  readonly limits: Limits;
  /** Whether a copy of what is sent is filed. */
  readonly sentCopy: SentCopy;
  /** The mailbox that copies of what is sent are filed in: an id, a special-use word or the exact path; by special use when null. */
  readonly sentMailbox: Maybe<Scalars['String']['output']>;
  /** Up to 50 strings of your own, as one object. */
  readonly metadata: Scalars['JSON']['output'];
  /** The secret that signs what token callbacks are asked: in the answer to what made it, and null ever after. */
  readonly callbackSecret: Maybe<Scalars['String']['output']>;
  /** Whether it was paused on request. */
  readonly paused: Scalars['Boolean']['output'];
  /** How it stands with its IMAP server. */
  readonly state: AccountState;
  /** Why the state is what it is, in the words of the server or the network; null while all is well. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** Since when the state holds. */
  readonly since: Scalars['DateTime']['output'];
  /** The sending side. */
  readonly sending: Sending;
  /** When it was connected first. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When its settings changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /**
   * What both servers can do and whether the IMAP server keeps what it promises, asked now, and how the account is watched.
   * A server that does not answer is no error: `error` says why.
   */
  readonly diagnostics: Diagnostics;
  /** The mailboxes, ordered by path with the inbox first. */
  readonly mailboxes: MailboxConnection;
  /** A mailbox by its id, a special-use word (`inbox`) or its exact path. */
  readonly mailbox: Maybe<Mailbox>;
  /** The messages of one mailbox, or of all. */
  readonly messages: MessageConnection;
  /**
   * A message, by its id or by its `emailId`: of several copies the one that came first. One that is missing or somebody else's is
   * null, with the error `not-found`.
   */
  readonly message: Maybe<Message>;
  /** A conversation, by the `threadId` of any of its messages. One without messages is null, with the error `not-found`. */
  readonly thread: Maybe<Thread>;
  /** The submissions, newest first. */
  readonly submissions: SubmissionConnection;
  /** The addresses that the account sends nothing to, newest first. */
  readonly suppressions: SuppressionConnection;
};

/** A connected mail account. Credentials are never part of it. */
export type AccountMailboxesArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** A connected mail account. Credentials are never part of it. */
export type AccountMailboxArgs = {
  id: Scalars['String']['input'];
};

/** A connected mail account. Credentials are never part of it. */
export type AccountMessagesArgs = {
  mailbox?: InputMaybe<Scalars['String']['input']>;
  filter: InputMaybe<MessageFilter>;
  q: InputMaybe<Scalars['String']['input']>;
  orderBy: InputMaybe<ReadonlyArray<MessageOrder>>;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  bodyMaxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
};

/** A connected mail account. Credentials are never part of it. */
export type AccountMessageArgs = {
  id: Scalars['ID']['input'];
  bodyMaxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
};

/** A connected mail account. Credentials are never part of it. */
export type AccountThreadArgs = {
  id: Scalars['ID']['input'];
  bodyMaxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
};

/** A connected mail account. Credentials are never part of it. */
export type AccountSubmissionsArgs = {
  status: InputMaybe<SubmissionStatus>;
  tag: InputMaybe<Scalars['String']['input']>;
  job: InputMaybe<Scalars['ID']['input']>;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** A connected mail account. Credentials are never part of it. */
export type AccountSuppressionsArgs = {
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** How an account's servers behave, and how it is watched. */
export type Diagnostics = {
  /** The account. */
  readonly accountId: Scalars['ID']['output'];
  /** When this was found out. */
  readonly checkedAt: Scalars['DateTime']['output'];
  /** The IMAP server. */
  readonly imap: ImapDiagnostics;
  /** The SMTP server; null for an account that does not send. */
  readonly smtp: Maybe<SmtpDiagnostics>;
  /** What the watching process left last; null where none has watched the account in the last minutes. */
  readonly watch: Maybe<WatchDiagnostics>;
  /** The connections for requests. */
  readonly connections: ConnectionDiagnostics;
};

/** The IMAP server, as it answered just now. */
export type ImapDiagnostics = {
  /** Its name. */
  readonly host: Scalars['String']['output'];
  /** Its port. */
  readonly port: Scalars['Int']['output'];
  /** Why it did not answer, in its words or those of the network; null when it did. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** The name that it gives itself (RFC 2971); null where it gives none. */
  readonly software: Maybe<Scalars['String']['output']>;
  /** What it offers after the login, in alphabetical order; null where it did not answer. */
  readonly capabilities: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What a trial of its promises gave; null where it did not answer. */
  readonly selfTest: Maybe<SelfTest>;
  /** In what it is not as it says; each is worked around. */
  readonly quirks: ReadonlyArray<ServerQuirk>;
};

/** What a trial of the IMAP server's promises gave; null where there was nothing to try it on. */
export type SelfTest = {
  /** Whether SEARCH finds as many messages as the inbox has. Null for an empty inbox. */
  readonly searchFinds: Maybe<Scalars['Boolean']['output']>;
  /** Whether the inbox and its newest message have a MODSEQ (RFC 7162). Null without CONDSTORE, and for an empty inbox. */
  readonly condstoreKept: Maybe<Scalars['Boolean']['output']>;
};

/** A way in which an IMAP server is not as it says. */
export type ServerQuirk =
  /** SEARCH finds nothing of what is there. */
  | 'search-lies'
  /** ESEARCH finds nothing of what is there, and SEARCH does. */
  | 'esearch-lies'
  /** ESEARCH counts and tells no UIDs. */
  | 'esearch-counts-only'
  /** It tells no part of what it found, though it says that it can. */
  | 'search-without-parts'
  /** It takes no search text in UTF-8. */
  | 'search-ascii-only'
  /** It offers NOTIFY and will not do it. */
  | 'notify-refused'
  /** It offers IDLE and will not do it. */
  | 'idle-refused';

/** The SMTP server, as it answered just now. */
export type SmtpDiagnostics = {
  /** Its name. */
  readonly host: Scalars['String']['output'];
  /** Its port. */
  readonly port: Scalars['Int']['output'];
  /** Why it did not answer, in its words or those of the network; null when it did. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** The lines of its answer to EHLO, in alphabetical order; null where it did not answer. */
  readonly capabilities: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** What the watching process left last. */
export type WatchDiagnostics = {
  /** How the gateway hears of news. */
  readonly mode: WatchMode;
  /** When the process left it. */
  readonly reportedAt: Scalars['DateTime']['output'];
  /** How many mailboxes are watched. */
  readonly mailboxCount: Scalars['Int']['output'];
  /** At most 100 of them, the one that is waited on and those synced last before the others. */
  readonly mailboxes: ReadonlyArray<WatchedMailboxDiagnostics>;
};

/** How the gateway hears of news. */
export type WatchMode =
  /** The server tells of every watched mailbox by NOTIFY (RFC 5465). */
  | 'notify'
  /** It tells of one mailbox by IDLE, and is asked for the counts of the others. */
  | 'idle'
  /** It is asked for everything. */
  | 'poll';

/** A watched mailbox, as the watching process last saw it. */
export type WatchedMailboxDiagnostics = {
  /** The mailbox. */
  readonly mailboxId: Scalars['ID']['output'];
  /** Its path. */
  readonly mailboxPath: Scalars['String']['output'];
  /** Whether the watching connection has it selected. */
  readonly waitedOn: Scalars['Boolean']['output'];
  /** When the server was last asked for its changes; null where its counts showed that there were none since the watching began. */
  readonly lastSyncAt: Maybe<Scalars['DateTime']['output']>;
  /** How exactly changes are found that were made while nobody watched. */
  readonly fidelity: Maybe<SyncFidelity>;
};

/** How exactly changes are found that were made while nobody watched. */
export type SyncFidelity =
  /** The server tells all of them. */
  | 'qresync'
  /** It tells changed flags, and what is gone shows by comparing UIDs. */
  | 'condstore'
  /** UIDs and the flags of the newest 1,000 messages are compared. */
  | 'flags';

/** The IMAP connections for requests, of the process that answers. The one that watches is one more. */
export type ConnectionDiagnostics = {
  /** How many are open. */
  readonly open: Scalars['Int']['output'];
  /** `limits.connections` of the account. */
  readonly limit: Scalars['Int']['output'];
};

/** How an account stands with its IMAP server. */
export type AccountState =
  /** No connection yet. */
  | 'connecting'
  /** Connected. */
  | 'connected'
  /** The server refuses the credentials. */
  | 'auth-failed'
  /** The server cannot be reached. */
  | 'unreachable'
  /** Paused on request. */
  | 'paused';

/** How an account stands with its SMTP server. */
export type SendingState =
  /** Nothing stands against sending. */
  | 'ready'
  /** The server refuses the credentials. */
  | 'auth-failed'
  /** The server cannot be reached. */
  | 'unreachable'
  /** Paused on request. */
  | 'paused'
  /** The account has no SMTP server. */
  | 'none';

/** The sending side of an account. */
export type Sending = {
  /** How it stands with its SMTP server. */
  readonly state: SendingState;
  /** Why the state is what it is; null while all is well. */
  readonly lastError: Maybe<Scalars['String']['output']>;
  /** Since when the state holds. */
  readonly since: Scalars['DateTime']['output'];
  /** Whether the queue is held on request. */
  readonly paused: Scalars['Boolean']['output'];
};

/** How a connection is secured. */
export type Security =
  /** TLS from the first octet. */
  | 'tls'
  /** STARTTLS, and never without. */
  | 'starttls'
  /** Not at all; only for hosts that the operator allows. */
  | 'none';

/** How the gateway logs in. */
export type AuthType =
  /** User name and password. */
  | 'password'
  /** Tokens of OAuth 2.0, which a refresh token is exchanged for. */
  | 'oauth2'
  /** Tokens that an endpoint of your own gives out. */
  | 'token-callback';

/** Whose token endpoint is asked. */
export type TokenProvider =
  /** Google's. */
  | 'google'
  /** Microsoft's. */
  | 'microsoft';

/** A mail server as an account uses it. */
export type Server = {
  /** Its host name or address. */
  readonly host: Scalars['String']['output'];
  /** Its TCP port. */
  readonly port: Scalars['Int']['output'];
  /** How the connection is secured. */
  readonly security: Security;
  /** The kind of login and its user name; never a secret. */
  readonly auth: ServerAuth;
  /** How its certificate is checked; null for the usual way. */
  readonly tls: Maybe<ServerTls>;
};

/** A login without its secret. */
export type ServerAuth = {
  /** How the gateway logs in. */
  readonly type: AuthType;
  /** The name to log in with. */
  readonly username: Scalars['String']['output'];
};

/** How a server's certificate is checked. */
export type ServerTls = {
  /** The name that the certificate must bear, instead of the host. */
  readonly serverName: Maybe<Scalars['String']['output']>;
  /** Certificates (PEM) that are trusted, instead of the well-known ones. */
  readonly ca: Maybe<Scalars['String']['output']>;
  /** Whether an unverified certificate ends the connection. */
  readonly rejectUnauthorized: Scalars['Boolean']['output'];
};

/** What is watched for news. */
export type Watch = {
  /** The mailboxes. */
  readonly mailboxes: MailboxSelection;
  /** Messages that came since then are news also where they are there at the first sight of a mailbox; none are when it is null. */
  readonly since: Maybe<Scalars['DateTime']['output']>;
};

/** All mailboxes, or some. */
export type MailboxSelection = {
  /** Whether all are selected. */
  readonly all: Scalars['Boolean']['output'];
  /** Those that are selected by name; empty when all are. */
  readonly names: ReadonlyArray<Scalars['String']['output']>;
};

/** Bounds of an account. */
export type Limits = {
  /** IMAP connections for requests, over all replicas; watching takes one more. */
  readonly connections: Scalars['Int']['output'];
  /** What becomes of a submission whose fate is unknown. */
  readonly onUnknown: OnUnknown;
  /** How many messages are handed to the SMTP server in any minute, over all replicas. */
  readonly sendPerMinute: Maybe<Scalars['Int']['output']>;
  /** The same for any 24 hours. */
  readonly sendPerDay: Maybe<Scalars['Int']['output']>;
};

/** What becomes of a submission whose fate is unknown. */
export type OnUnknown =
  /** It is sent again with the same Message-ID. */
  | 'resend'
  /** It is held. */
  | 'hold';

/** Whether a copy of what is sent is filed in the mailbox for sent mail. */
export type SentCopy =
  /** Unless the server files it itself. */
  | 'auto'
  /** Every time. */
  | 'always'
  /** Not at all. */
  | 'never';

/** A page of accounts. */
export type AccountConnection = {
  /** The accounts with their cursors. */
  readonly edges: ReadonlyArray<AccountEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** An account in a page. */
export type AccountEdge = {
  /** The account. */
  readonly node: Account;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** An API key. */
export type Key = Node & {
  /** `key_…` */
  readonly id: Scalars['ID']['output'];
  /** What the key is for. */
  readonly name: Scalars['String']['output'];
  /** What it may do, as `messages:read`. */
  readonly scopes: ReadonlyArray<Scalars['String']['output']>;
  /** The accounts that it may touch. */
  readonly accounts: AccountSelection;
  /** When it stops working; null for never. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When a request last used it. */
  readonly lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** The key itself: in the answer that made it, and null ever after. */
  readonly key: Maybe<Scalars['String']['output']>;
};

/** All accounts that the maker may see, or some. */
export type AccountSelection = {
  /** Whether all are selected, later ones included. */
  readonly all: Scalars['Boolean']['output'];
  /** Those that are selected by id; empty when all are. */
  readonly ids: ReadonlyArray<Scalars['ID']['output']>;
};

/** A page of keys. */
export type KeyConnection = {
  /** The keys with their cursors. */
  readonly edges: ReadonlyArray<KeyEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A key in a page. */
export type KeyEdge = {
  /** The key. */
  readonly node: Key;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** A mailbox. Counts are null when it cannot be opened. */
export type Mailbox = Node & {
  /** `mbx_…` */
  readonly id: Scalars['ID']['output'];
  /** The whole name, decoded. */
  readonly path: Scalars['String']['output'];
  /** The last part of the path. */
  readonly name: Scalars['String']['output'];
  /** What parts a path; null in a flat namespace. */
  readonly delimiter: Maybe<Scalars['String']['output']>;
  /** What it is for. */
  readonly specialUse: Maybe<SpecialUse>;
  /** Whether the account is subscribed to it. */
  readonly subscribed: Scalars['Boolean']['output'];
  /** How many messages it has. */
  readonly total: Maybe<Scalars['UnsignedInt']['output']>;
  /** How many of them lack `\Seen`. */
  readonly unseen: Maybe<Scalars['UnsignedInt']['output']>;
  /** The UID that the next message gets at the least. */
  readonly uidNext: Maybe<Scalars['UnsignedInt']['output']>;
  /** The UIDVALIDITY under which the UIDs hold. */
  readonly uidValidity: Maybe<Scalars['UnsignedInt']['output']>;
  /** The HIGHESTMODSEQ in decimal, where the server keeps one (CONDSTORE). */
  readonly highestModseq: Maybe<Scalars['String']['output']>;
  /** What `changes` takes as `since`; null without QRESYNC: ask `changes` without `since` for one. */
  readonly state: Maybe<Scalars['String']['output']>;
  /** Whether it can hold messages; else it only holds other mailboxes. */
  readonly selectable: Scalars['Boolean']['output'];
  /** The quota that its messages count towards, most often that of the whole account; null where the server tells none. */
  readonly quota: Maybe<Quota>;
  /** What has changed since a state, exactly; without one the state of now. Fails with `cursor-expired` when that can no longer be told. */
  readonly changes: MailboxChanges;
  /** Its messages. */
  readonly messages: MessageConnection;
};

/** A mailbox. Counts are null when it cannot be opened. */
export type MailboxChangesArgs = {
  since: InputMaybe<Scalars['String']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
};

/** A mailbox. Counts are null when it cannot be opened. */
export type MailboxMessagesArgs = {
  filter: InputMaybe<MessageFilter>;
  q: InputMaybe<Scalars['String']['input']>;
  orderBy: InputMaybe<ReadonlyArray<MessageOrder>>;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
  bodyMaxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
};

/** How much is used, and how much there may be (RFC 9208). Of several quotas, that which is nearest to its limit. */
export type Quota = {
  /** In octets; servers count in steps of 1,024. */
  readonly storage: Maybe<QuotaUsage>;
  /** In messages. */
  readonly messages: Maybe<QuotaUsage>;
};

/** One resource of a quota. */
export type QuotaUsage = {
  /** How much is used. */
  readonly used: Scalars['UnsignedInt']['output'];
  /** How much there may be. */
  readonly limit: Scalars['UnsignedInt']['output'];
};

/** What has changed in a mailbox, each message in one of the lists, by ascending UID. */
export type MailboxChanges = {
  /** The ids of messages that came. */
  readonly created: ReadonlyArray<Scalars['ID']['output']>;
  /** The ids of messages whose flags or labels changed. */
  readonly updated: ReadonlyArray<Scalars['ID']['output']>;
  /** The ids of messages that went: expunged, or moved away. */
  readonly destroyed: ReadonlyArray<Scalars['ID']['output']>;
  /** What to ask from next. */
  readonly newState: Scalars['String']['output'];
  /** Whether more is known to have changed already. */
  readonly hasMore: Scalars['Boolean']['output'];
};

/** What a mailbox is for (RFC 6154, RFC 8457), by its attribute, else by its name. */
export type SpecialUse =
  /** New mail. */
  | 'inbox'
  /** What was sent. */
  | 'sent'
  /** What is being written. */
  | 'drafts'
  /** What was deleted. */
  | 'trash'
  /** Unwanted mail. */
  | 'junk'
  /** What is done with. */
  | 'archive'
  /** Every message. */
  | 'all'
  /** Flagged messages. */
  | 'flagged'
  /** What the server thinks important. */
  | 'important';

/** A page of mailboxes. */
export type MailboxConnection = {
  /** The mailboxes with their cursors. */
  readonly edges: ReadonlyArray<MailboxEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A mailbox in a page. */
export type MailboxEdge = {
  /** The mailbox. */
  readonly node: Mailbox;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** How HTML is shown. */
export type HtmlForm =
  /** As it was sent. */
  | 'raw'
  /** Sanitised. */
  | 'safe';

/** What becomes of images that lie on other servers, whose owners learn who reads when. */
export type RemoteImages =
  /** Their addresses stand in `data-remote-src` and `data-remote-background`. */
  | 'block'
  /** They are loaded by who shows the HTML. */
  | 'keep';

/**
 * A conversation over all mailboxes (Gmail: all mail, trash and junk): as the server tells it (THREADID, Gmail), elsewhere the
 * messages that are connected by Message-ID, In-Reply-To and References.
 */
export type Thread = Node & {
  /** `thr_…` */
  readonly id: Scalars['ID']['output'];
  /** In the order of their arrival, at most 250; copies of one are there once where the server tells them. */
  readonly messages: ReadonlyArray<Message>;
  /** Whether there are more than are shown, or may be: at most 500 Message-IDs are followed in five rounds over the mailboxes. */
  readonly truncated: Scalars['Boolean']['output'];
  /** Mailboxes whose messages are missing here, since the mail server does not open them. */
  readonly skipped: ReadonlyArray<SkippedMailbox>;
};

/**
 * A message in a mailbox. What is selected decides what is fetched from the server. Names and values are decoded;
 * `messageId`, `inReplyTo` and `references` keep their brackets. Reading never sets `\Seen`.
 */
export type Message = Node & {
  /** The message under its mailbox, UIDVALIDITY and UID. */
  readonly id: Scalars['ID']['output'];
  /** The same in every mailbox that holds the message, where the server tells (OBJECTID, Gmail). */
  readonly emailId: Maybe<Scalars['ID']['output']>;
  /** The conversation, by the server or by the root Message-ID. */
  readonly threadId: Maybe<Scalars['ID']['output']>;
  /** The conversation over all mailboxes; null without a `threadId`. */
  readonly thread: Maybe<Thread>;
  /** The mailbox's id. */
  readonly mailboxId: Scalars['ID']['output'];
  /** The mailbox's path. */
  readonly mailboxPath: Scalars['String']['output'];
  /** The UID. */
  readonly uid: Scalars['UnsignedInt']['output'];
  /** The MODSEQ in decimal, where the server keeps one (CONDSTORE). */
  readonly modseq: Maybe<Scalars['String']['output']>;
  /** The Message-ID. */
  readonly messageId: Maybe<Scalars['String']['output']>;
  /** The Message-IDs of In-Reply-To. */
  readonly inReplyTo: ReadonlyArray<Scalars['String']['output']>;
  /** The Message-IDs of References. */
  readonly references: ReadonlyArray<Scalars['String']['output']>;
  /** The subject. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Authors. */
  readonly from: ReadonlyArray<Address>;
  /** Who sent it for the authors. */
  readonly sender: ReadonlyArray<Address>;
  /** Where answers go. */
  readonly replyTo: ReadonlyArray<Address>;
  /** Recipients. */
  readonly to: ReadonlyArray<Address>;
  /** Recipients of a copy. */
  readonly cc: ReadonlyArray<Address>;
  /** Recipients whom nobody else sees; present in one's own sent mail. */
  readonly bcc: ReadonlyArray<Address>;
  /** The Date field; null when it is missing or makes no sense. */
  readonly date: Maybe<Scalars['DateTime']['output']>;
  /** When the server took the message (INTERNALDATE). */
  readonly receivedAt: Scalars['DateTime']['output'];
  /** The size of the raw source in octets. */
  readonly size: Scalars['UnsignedInt']['output'];
  /** Flags in IMAP spelling, as `\Seen`. */
  readonly flags: ReadonlyArray<Scalars['String']['output']>;
  /** Whether `\Seen` is missing. */
  readonly unread: Scalars['Boolean']['output'];
  /** Gmail's labels but for that of this mailbox, system labels in its spelling, as `\Inbox`; null elsewhere. */
  readonly labels: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Whether an attachment is not inline. */
  readonly hasAttachments: Scalars['Boolean']['output'];
  /** The parts that are not its text. Their content is read by REST. */
  readonly attachments: ReadonlyArray<Attachment>;
  /**
   * What the receiving server found of the sender, from the topmost Authentication-Results field; null when there is none or
   * no trusted server wrote it: its authserv-id must lie in the domain of the IMAP server or of the account's address, be that
   * of a known provider, or stand in `POSTERN_AUTHSERV_IDS`.
   */
  readonly authentication: Maybe<Authentication>;
  /**
   * The keyword of Auto-Submitted (RFC 3834) in lower case: `no`, `auto-generated`, `auto-replied`, `auto-notified` or an
   * extension; `auto-replied` too for the header fields that autoresponders used before it; null when the message does not
   * tell.
   */
  readonly autoSubmitted: Maybe<Scalars['String']['output']>;
  /** The mailing list that it came over; null without List-Id and List-Unsubscribe. */
  readonly list: Maybe<MailingList>;
  /** How it is signed or encrypted; null when it is neither. */
  readonly security: Maybe<MessageSecurity>;
  /**
   * What lies within its attachments, each behind what holds it: the attachments of messages in the message, of messages in
   * those, and the files in a `winmail.dat`. Of these the first 8 MiB are read, of a page of messages less;
   * where that is not all, `truncated` and `parseError` tell.
   */
  readonly enclosed: ReadonlyArray<EnclosedAttachment>;
  /**
   * What it tells of another message, where it is a bounce, a complaint, a receipt or an automatic reply; null otherwise.
   * Anybody can forge one: believe it together with the message that it is about. Needs the scope `bodies:read`.
   */
  readonly report: Maybe<Report>;
  /**
   * What its calendar parts say: invitations and answers to them. The same in several parts is told once. null when no part
   * could be read. Needs the scope `bodies:read`.
   */
  readonly calendar: Maybe<ReadonlyArray<CalendarItem>>;
  /**
   * The plain text body; null when there is none. Needs the scope `bodies:read`. All bodies of one answer together have at
   * most 16 MiB as they were sent, by however many fields of the query: where that is not enough the longest of a page are cut alike.
   */
  readonly text: Maybe<Scalars['String']['output']>;
  /**
   * The HTML body; null when there is none. Needs the scope `bodies:read`. One selection shows it in one form. `SAFE` HTML
   * is sanitised: nothing in it runs, loads or leaves its place, images of the message itself have links that work without
   * a key for 15 minutes, quotes and signatures are marked by `data-part`.
   */
  readonly html: Maybe<Scalars['String']['output']>;
  /**
   * The first words on one line, by the mail server or of the text, else of the HTML; null without any. Needs the scope
   * `bodies:read`.
   */
  readonly preview: Maybe<Scalars['String']['output']>;
  /**
   * What the person wrote, as Markdown, of the HTML if there is any, else the text: without what is quoted and without the
   * signature. An answer between the lines of a quote keeps the quote. A text without HTML is that text as it stands: whoever
   * renders it must not let HTML through. Needs the scope `bodies:read`.
   */
  readonly markdown: Maybe<Scalars['String']['output']>;
  /** What is quoted or forwarded, with the line that says whose it is. Needs the scope `bodies:read`. */
  readonly quoted: Maybe<Scalars['String']['output']>;
  /** The signature, with its mark. Needs the scope `bodies:read`. */
  readonly signature: Maybe<Scalars['String']['output']>;
  /** How many images the HTML would load from other servers; null without HTML. Needs the scope `bodies:read`. */
  readonly remoteImages: Maybe<Scalars['UnsignedInt']['output']>;
  /**
   * All header fields, in order, of as much of the header as 16 MiB for the page allow each message: 64 KiB at the least, 1 MiB
   * at the most. `parseError` tells where that is not all. Needs the scope `bodies:read`.
   */
  readonly headers: ReadonlyArray<HeaderField>;
  /**
   * Whether the message is shown in part only: a body was cut or could not be read to its end, or there are more parts than
   * are read. `parseError` tells of the latter.
   */
  readonly truncated: Scalars['Boolean']['output'];
  /** Why the content could not be understood; what is known stands in the other fields. */
  readonly parseError: Maybe<Scalars['String']['output']>;
  /** Where the texts of the search stand; null when no search found the message. */
  readonly snippets: Maybe<ReadonlyArray<Snippet>>;
};

/**
 * A message in a mailbox. What is selected decides what is fetched from the server. Names and values are decoded;
 * `messageId`, `inReplyTo` and `references` keep their brackets. Reading never sets `\Seen`.
 */
export type MessageThreadArgs = {
  bodyMaxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
};

/**
 * A message in a mailbox. What is selected decides what is fetched from the server. Names and values are decoded;
 * `messageId`, `inReplyTo` and `references` keep their brackets. Reading never sets `\Seen`.
 */
export type MessageHtmlArgs = {
  as?: InputMaybe<HtmlForm>;
  images?: InputMaybe<RemoteImages>;
};

/** An address with its display name, as a message bears it. */
export type Address = {
  /** The display name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** The address. */
  readonly address: Scalars['String']['output'];
};

/**
 * What the receiving server found out about the sender (RFC 8601). Results are words of RFC 8601 §2.7 in lower case, as `pass`,
 * `fail`, `softfail`, `none`; null when the server says nothing of it.
 */
export type Authentication = {
  /** The server that says so, in lower case; empty where the provider's servers give no name. */
  readonly authservId: Scalars['String']['output'];
  /** Whether the sending host may send for the envelope's domain. */
  readonly spf: Maybe<Scalars['String']['output']>;
  /** `pass` when at least one signature passed, else the first result. */
  readonly dkim: Maybe<Scalars['String']['output']>;
  /** Whether one of both passed for the domain of From. */
  readonly dmarc: Maybe<Scalars['String']['output']>;
};

/**
 * A signature or encryption, by the structure of the message alone: nothing is verified or decrypted. What one layer wraps in
 * another of the same kind is both.
 */
export type MessageSecurity = {
  /** S/MIME, PGP/MIME, or PGP armour in the text. */
  readonly kind: MessageSecurityKind;
  /** Whether it bears a signature. */
  readonly signed: Scalars['Boolean']['output'];
  /** Whether it is encrypted, also where only decryption would tell what is inside. */
  readonly encrypted: Scalars['Boolean']['output'];
};

/** How a message is signed or encrypted. */
export type MessageSecurityKind =
  /** S/MIME (RFC 8551). */
  | 'smime'
  /** PGP/MIME (RFC 3156). */
  | 'pgp'
  /** PGP armour in the text. */
  | 'pgp-inline';

/** What a message tells of another one. */
export type Report = {
  /** What sort of report it is. */
  readonly kind: ReportKind;
  /** Whom it is about; empty for an automatic reply. */
  readonly recipients: ReadonlyArray<ReportedRecipient>;
  /** The host or program that reports. */
  readonly reportingMta: Maybe<Scalars['String']['output']>;
  /** The Message-ID, with its brackets, of the message that the report is about. */
  readonly originalMessageId: Maybe<Scalars['String']['output']>;
  /** The ENVID that it was sent with (RFC 3461). */
  readonly originalEnvelopeId: Maybe<Scalars['String']['output']>;
  /** Of a complaint in lower case: `abuse`, `fraud`, `virus`, `not-spam`, `auth-failure`, … */
  readonly feedbackType: Maybe<Scalars['String']['output']>;
  /** Of a disposition notification in lower case: `displayed`, `deleted`, `dispatched`, `processed`, … */
  readonly disposition: Maybe<Scalars['String']['output']>;
};

/** A sort of report. */
export type ReportKind =
  /** A delivery status notification (RFC 3464), or a bounce in words. */
  | 'dsn'
  /** A complaint of a receiver (RFC 5965). */
  | 'arf'
  /** A disposition notification (RFC 8098). */
  | 'mdn'
  /** An automatic reply (RFC 3834). */
  | 'auto-reply';

/** A recipient that a report is about. */
export type ReportedRecipient = {
  /** As the sender wrote it, where the report tells that, else as it was delivered to. */
  readonly address: Scalars['String']['output'];
  /** What happened, in a delivery status notification. */
  readonly action: Maybe<ReportAction>;
  /** The enhanced status code (RFC 3463), as `5.1.1`. */
  readonly status: Maybe<Scalars['String']['output']>;
  /** The words of the server that refused. */
  readonly diagnostic: Maybe<Scalars['String']['output']>;
  /** What status and words mean, where it failed or is delayed. */
  readonly reason: Maybe<BounceReason>;
};

/** What happened to a message (RFC 3464 §2.3.3). */
export type ReportAction =
  /** It will not be delivered. */
  | 'failed'
  /** It is still being tried. */
  | 'delayed'
  /** It was delivered. */
  | 'delivered'
  /** It went on to where no reports are made. */
  | 'relayed'
  /** It went on to several recipients. */
  | 'expanded';

/** Why a message was not delivered. */
export type BounceReason =
  /** The domain has no such mailbox. */
  | 'no-such-mailbox'
  /** There is no such domain, or it takes no mail. */
  | 'no-such-domain'
  /** The mailbox or its server is full. */
  | 'mailbox-full'
  /** The mailbox takes no mail now. */
  | 'mailbox-disabled'
  /** The message is too large. */
  | 'too-large'
  /** Its content or its sender's reputation was taken for spam. */
  | 'spam'
  /** SPF, DKIM or DMARC did not pass. */
  | 'authentication'
  /** A rule of the receiver. */
  | 'policy'
  /** Too much at once. */
  | 'rate-limited'
  /** The server does not pass on mail for this recipient. */
  | 'relay-denied'
  /** The server could not be reached in time. */
  | 'unreachable'
  /** Something else. */
  | 'other'
  /** The submission's `expiresAt` came first; no report says this. */
  | 'expired';

/** A time in a calendar. */
export type CalendarTime = {
  /** What clock and calendar show there: `2026-11-23T10:00:00`, or a day `2026-11-23`. */
  readonly local: Scalars['String']['output'];
  /** `UTC` or the zone as the part names it; null for days and for times that follow every clock. */
  readonly zone: Maybe<Scalars['String']['output']>;
  /** The same as a point in time; null for days, without a zone, and for one that nobody knows. */
  readonly instant: Maybe<Scalars['DateTime']['output']>;
};

/** One component of an iCalendar part (RFC 5545, RFC 5546). Words that the RFCs define are in lower case. */
export type CalendarItem = {
  /** The part that says so. */
  readonly attachmentId: Scalars['ID']['output'];
  /** What it is. */
  readonly kind: CalendarKind;
  /** `request`, `reply`, `cancel`, `publish`, … */
  readonly method: Maybe<Scalars['String']['output']>;
  /** The same in all messages about it. */
  readonly uid: Maybe<Scalars['String']['output']>;
  /** Which version of it this is. */
  readonly sequence: Maybe<Scalars['UnsignedInt']['output']>;
  /** Which one of a series this is about; null for the whole of it. */
  readonly recurrenceId: Maybe<CalendarTime>;
  /** The title. */
  readonly summary: Maybe<Scalars['String']['output']>;
  /** The text. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Where it is. */
  readonly location: Maybe<Scalars['String']['output']>;
  /** When it begins. */
  readonly start: Maybe<CalendarTime>;
  /** Not included: the day after the last one, where days are meant. When a task is due. */
  readonly end: Maybe<CalendarTime>;
  /** `confirmed`, `tentative`, `cancelled`, … */
  readonly status: Maybe<Scalars['String']['output']>;
  /** Who arranges it. */
  readonly organizer: Maybe<Address>;
  /** Who is asked to come. */
  readonly attendees: ReadonlyArray<Attendee>;
  /** The rule of a series (RRULE), as `FREQ=WEEKLY;BYDAY=MO`. */
  readonly recurrence: Maybe<Scalars['String']['output']>;
};

/** What a component of a calendar is. */
export type CalendarKind =
  /** Something at a time. */
  | 'event'
  /** Something to do. */
  | 'task'
  /** A note. */
  | 'journal'
  /** When somebody is busy. */
  | 'free-busy';

/** Who is asked to come. */
export type Attendee = {
  /** The address. */
  readonly address: Scalars['String']['output'];
  /** The display name. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** `req-participant`, `opt-participant`, `chair`, … */
  readonly role: Maybe<Scalars['String']['output']>;
  /** `needs-action`, `accepted`, `declined`, `tentative`, … */
  readonly status: Maybe<Scalars['String']['output']>;
  /** Whether an answer is wanted. */
  readonly rsvp: Scalars['Boolean']['output'];
};

/** A mailing list, as the message names it. */
export type MailingList = {
  /** List-Id without its brackets (RFC 2919). */
  readonly id: Maybe<Scalars['String']['output']>;
  /**
   * The `https:`, `http:` and `mailto:` addresses of List-Unsubscribe in its order (RFC 2369). Postern never calls them by
   * itself.
   */
  readonly unsubscribe: ReadonlyArray<Scalars['String']['output']>;
  /** Whether a POST of `List-Unsubscribe=One-Click` to the `https:` address suffices (RFC 8058). */
  readonly oneClick: Scalars['Boolean']['output'];
};

/** One header field. */
export type HeaderField = {
  /** The name, as it is spelt. */
  readonly name: Scalars['String']['output'];
  /** The value, unfolded and decoded. */
  readonly value: Scalars['String']['output'];
};

/** A part of a message that is not its text. */
export type Attachment = {
  /** `att_…`; names the part in its message. */
  readonly id: Scalars['ID']['output'];
  /** The file name, decoded; do not trust it as a path. */
  readonly filename: Maybe<Scalars['String']['output']>;
  /** The media type in lower case, without parameters. */
  readonly contentType: Scalars['String']['output'];
  /** The decoded size in octets; an estimate where the server does not tell it exactly. */
  readonly size: Scalars['UnsignedInt']['output'];
  /** The Content-ID without its brackets. */
  readonly contentId: Maybe<Scalars['String']['output']>;
  /** The Content-Disposition. */
  readonly disposition: Maybe<Disposition>;
  /** Whether the HTML body shows it or it asks to be shown inline. */
  readonly inline: Scalars['Boolean']['output'];
};

/**
 * What lies within an attachment: an attachment of a message that was forwarded, or a file in a `winmail.dat`. Its content is
 * read by REST, by its id as that of any attachment.
 */
export type EnclosedAttachment = {
  /** `att_…` */
  readonly id: Scalars['ID']['output'];
  /** The attachment that holds it, enclosed itself or not. */
  readonly within: Scalars['ID']['output'];
  /** The file name, decoded; do not trust it as a path. */
  readonly filename: Maybe<Scalars['String']['output']>;
  /** The media type in lower case, without parameters. */
  readonly contentType: Scalars['String']['output'];
  /** The decoded size in octets; an estimate where the server does not tell it exactly. */
  readonly size: Scalars['UnsignedInt']['output'];
  /** The Content-ID without its brackets. */
  readonly contentId: Maybe<Scalars['String']['output']>;
  /** The Content-Disposition. */
  readonly disposition: Maybe<Disposition>;
  /** Whether the HTML body of what holds it shows it or it asks to be shown inline. */
  readonly inline: Scalars['Boolean']['output'];
};

/** The Content-Disposition of a part. */
export type Disposition =
  /** To be kept apart. */
  | 'attachment'
  /** To be shown within the text. */
  | 'inline';

/** A page of messages. */
export type MessageConnection = {
  /** The messages with their cursors. */
  readonly edges: ReadonlyArray<MessageEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all; null where that cannot be told. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
  /** Over all mailboxes: those whose messages are missing here, since the mail server does not open them. */
  readonly skipped: ReadonlyArray<SkippedMailbox>;
};

/** A mailbox that a list over all of them left out. */
export type SkippedMailbox = {
  /** Its id. */
  readonly mailboxId: Scalars['ID']['output'];
  /** Its path. */
  readonly mailboxPath: Scalars['String']['output'];
  /** What the mail server said when it was to be opened. */
  readonly response: Maybe<Scalars['String']['output']>;
};

/** A message in a page. */
export type MessageEdge = {
  /** The message. */
  readonly node: Message;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** A piece of a message in which something that was searched for was found. */
export type Snippet = {
  /** Where it stands. */
  readonly field: SnippetField;
  /** The subject, the address with its name, or words of the body with runs of blanks as one. */
  readonly text: Scalars['String']['output'];
  /** Beginning and end of each match, in UTF-16 code units of `text`. */
  readonly matches: ReadonlyArray<ReadonlyArray<Scalars['Int']['output']>>;
};

/** The part of a message that a snippet is taken from. */
export type SnippetField =
  /** The subject. */
  | 'subject'
  /** An address of From. */
  | 'from'
  /** An address of To. */
  | 'to'
  /** An address of Cc. */
  | 'cc'
  /** An address of Bcc. */
  | 'bcc'
  /** The body. */
  | 'body';

/**
 * A key of an order. Messages with equal keys stand by mailbox and UID, by UID in the direction of the last key. The
 * orders are those of RFC 5256; the server sorts where it can (SORT), else up to 20,000 messages of a mailbox are sorted
 * here, and text over all mailboxes always, since servers differ about letters. Of more, `RECEIVED` and `SIZE` work as
 * long as a page needs no more than that; all else is refused with `search-too-broad`. `UID` does not order several
 * mailboxes.
 */
export type MessageOrder = {
  /** What is compared. */
  readonly by: MessageSortKey;
  /** The greatest first. */
  readonly desc?: Scalars['Boolean']['input'];
};

/** What messages are ordered by. Text is compared without case. */
export type MessageSortKey =
  /** The UID. */
  | 'uid'
  /** The time of arrival. */
  | 'received'
  /** The time of the Date field; of arrival where there is none. */
  | 'date'
  /** The first address of From up to its `@`. */
  | 'from'
  /** The first address of To up to its `@`. */
  | 'to'
  /** The subject without what replies and forwards add. */
  | 'subject'
  /** The size in octets. */
  | 'size';

/**
 * One condition on a message. `body`, `text`, `header` and `gmailRaw` need the scope `bodies:read`. Text matches as the
 * server's own SEARCH does. A day (`YYYY-MM-DD`) is compared as IMAP compares days, a time by RFC 3339 exactly.
 */
export type MessageFilter =
  /** All of these hold; 1–50. */
  | {
      readonly all: ReadonlyArray<MessageFilter>;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** At least one of these holds; 1–50. */
  | {
      readonly all?: never;
      readonly any: ReadonlyArray<MessageFilter>;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** This does not hold. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not: MessageFilter;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in From. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from: Scalars['String']['input'];
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in To. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to: Scalars['String']['input'];
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in Cc. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc: Scalars['String']['input'];
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in Bcc. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc: Scalars['String']['input'];
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in the subject. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject: Scalars['String']['input'];
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in the body. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body: Scalars['String']['input'];
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Text in the header or the body. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text: Scalars['String']['input'];
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** A header field that contains a value. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header: HeaderFilter;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Flags that it has, and lacks. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags: FlagFilter;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** More octets than this. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger: Scalars['UnsignedInt']['input'];
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Fewer octets than this. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller: Scalars['UnsignedInt']['input'];
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** The Date field is before this day or time. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore: Scalars['String']['input'];
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** The Date field is at this day or time, or after it. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince: Scalars['String']['input'];
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** The server took the message before this day or time. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore: Scalars['String']['input'];
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** The server took the message at this day or time, or after it. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince: Scalars['String']['input'];
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Its UID is one of these; 1–1,000. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid: ReadonlyArray<Scalars['UnsignedInt']['input']>;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** Whether it has an attachment that is not inline; of Gmail as Gmail says it, to that an invitation is none. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments: Scalars['Boolean']['input'];
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** It belongs to this conversation. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId: Scalars['ID']['input'];
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** It is this email, where the server identifies emails (OBJECTID, Gmail). */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId: Scalars['ID']['input'];
      readonly label?: never;
      readonly gmailRaw?: never;
    } /** It has this label; of Gmail only. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label: Scalars['String']['input'];
      readonly gmailRaw?: never;
    } /** A query in the language of Gmail, which only Gmail understands. */
  | {
      readonly all?: never;
      readonly any?: never;
      readonly not?: never;
      readonly from?: never;
      readonly to?: never;
      readonly cc?: never;
      readonly bcc?: never;
      readonly subject?: never;
      readonly body?: never;
      readonly text?: never;
      readonly header?: never;
      readonly flags?: never;
      readonly larger?: never;
      readonly smaller?: never;
      readonly sentBefore?: never;
      readonly sentSince?: never;
      readonly receivedBefore?: never;
      readonly receivedSince?: never;
      readonly uid?: never;
      readonly hasAttachments?: never;
      readonly threadId?: never;
      readonly emailId?: never;
      readonly label?: never;
      readonly gmailRaw: Scalars['String']['input'];
    };

/** A header field that contains a value; an empty value asks only that the field is there. */
export type HeaderFilter = {
  /** The field's name. */
  readonly name: Scalars['String']['input'];
  /** Text in its value. */
  readonly value: Scalars['String']['input'];
};

/** Flags that a message has, and lacks, all of them. */
export type FlagFilter = {
  /** Flags that it has. */
  readonly has?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Flags that it lacks. */
  readonly lacks?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A message on its way out. */
export type Submission = Node & {
  /** `sub_…` */
  readonly id: Scalars['ID']['output'];
  /** The account that sends. */
  readonly accountId: Scalars['ID']['output'];
  /** How far it is. */
  readonly status: SubmissionStatus;
  /** The Message-ID with its brackets, fixed at acceptance. */
  readonly messageId: Scalars['String']['output'];
  /** The subject. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** The SMTP envelope. */
  readonly envelope: Envelope;
  /** What became of the message for each recipient. */
  readonly recipients: ReadonlyArray<SubmissionRecipient>;
  /** The tries, oldest first. */
  readonly attempts: ReadonlyArray<SubmissionAttempt>;
  /** The time that was asked for. */
  readonly sendAt: Maybe<Scalars['DateTime']['output']>;
  /** Nothing is tried after this time. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Which goes first where messages of the account have to wait. */
  readonly priority: Priority;
  /** When the next try is due. */
  readonly nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the copy in the mailbox for sent mail. */
  readonly sentMessage: Maybe<Scalars['ID']['output']>;
  /** The id of the draft that it was made of; the draft is removed once the submission is sent. */
  readonly draft: Maybe<Scalars['ID']['output']>;
  /** The notifications that were asked for; null: none. */
  readonly dsn: Maybe<Dsn>;
  /** Whether it may only be handed on over verified TLS. */
  readonly requireTls: Scalars['Boolean']['output'];
  /** The id of the merge that made it. */
  readonly jobId: Maybe<Scalars['ID']['output']>;
  /** Words of your own to find it by. */
  readonly tags: ReadonlyArray<Scalars['String']['output']>;
  /** Up to 50 strings of your own, as one object. */
  readonly metadata: Scalars['JSON']['output'];
  /** When it was accepted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** Notifications that were asked of the servers on the way (RFC 3461). */
export type Dsn = {
  /** Of what; empty: of nothing, not even of a failure. */
  readonly notify: ReadonlyArray<DsnOccasion>;
  /** What of the message a notification of failure brings back; null: as the server likes. */
  readonly return: Maybe<DsnReturn>;
  /** Whether the account's server takes such requests, else the message goes without; null before it was spoken to. */
  readonly supported: Maybe<Scalars['Boolean']['output']>;
};

/** Of what servers notify. */
export type DsnOccasion =
  /** It was delivered. */
  | 'success'
  /** It cannot be delivered. */
  | 'failure'
  /** It waits. */
  | 'delay';

/** What of a message a notification brings back. */
export type DsnReturn =
  /** Its header. */
  | 'headers'
  /** All of it. */
  | 'full';

/** How far a submission is. */
export type SubmissionStatus =
  /** For later. */
  | 'scheduled'
  /** For the next free worker. */
  | 'queued'
  /** Being handed over. */
  | 'sending'
  /** Nobody waits or is unknown, and at least one recipient was accepted. */
  | 'sent'
  /** Some recipients wait for another try. */
  | 'deferred'
  /** No recipient was accepted. */
  | 'failed'
  /** Cancelled on request. */
  | 'cancelled'
  /** The fate of some recipients is unknown and none wait. */
  | 'unknown';

/** Which of an account's messages goes first where they have to wait; but none before one that has waited six hours longer. */
export type Priority =
  /** After all others. */
  | 'low'
  /** Unless given. */
  | 'normal'
  /** Before all others. */
  | 'high';

/** The SMTP envelope. */
export type Envelope = {
  /** The reverse-path. */
  readonly from: Scalars['String']['output'];
  /** All recipients. */
  readonly to: ReadonlyArray<Scalars['String']['output']>;
};

/** What became of a message for one recipient. */
export type SubmissionRecipient = {
  /** The recipient. */
  readonly address: Scalars['String']['output'];
  /** How far it is. */
  readonly status: RecipientStatus;
  /** The server's last reply about this recipient. */
  readonly smtp: Maybe<SmtpReply>;
  /** What came back after the server had taken the message, as far as it is known. */
  readonly report: Maybe<RecipientReport>;
  /** Why the message was not taken, or not delivered; null where nothing was refused. */
  readonly reason: Maybe<BounceReason>;
  /** When the message is tried again for this recipient. */
  readonly nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** When this changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** How far a message is for one recipient. */
export type RecipientStatus =
  /** Not tried yet. */
  | 'queued'
  /** The SMTP server took the message. */
  | 'sent'
  /** The SMTP server asked to try again. */
  | 'deferred'
  /** Refused for good, or out of time. */
  | 'failed'
  /** The link broke before the server answered. */
  | 'unknown'
  /** Cancelled on request. */
  | 'cancelled'
  /** A report tells that it reached the mailbox, or was shown there. */
  | 'delivered'
  /** A bounce tells that it did not, after the server had taken it. */
  | 'bounced'
  /** The receiver complained. */
  | 'complained'
  /** The account sends nothing to this address. */
  | 'suppressed';

/** What a report that arrived tells of one recipient. */
export type RecipientReport = {
  /** Which kind of report. */
  readonly kind: ReportKind;
  /** The id of the message that tells it. */
  readonly message: Scalars['ID']['output'];
  /** The enhanced status code (RFC 3463), as `5.1.1`. */
  readonly status: Maybe<Scalars['String']['output']>;
  /** The words of the server that refused. */
  readonly diagnostic: Maybe<Scalars['String']['output']>;
  /** What status and words mean. */
  readonly reason: Maybe<BounceReason>;
};

/** The message that arrived and told what became of a submission. */
export type EventCause = {
  /** Which kind of message. */
  readonly kind: EventCauseKind;
  /** Its id. */
  readonly message: Scalars['ID']['output'];
};

/** Which kind of message told what became of a submission. */
export type EventCauseKind =
  /** A delivery status notification (RFC 3464), or a bounce in words. */
  | 'dsn'
  /** A complaint of a receiver (RFC 5965). */
  | 'arf'
  /** A disposition notification (RFC 8098). */
  | 'mdn'
  /** An automatic reply (RFC 3834). */
  | 'auto-reply'
  /** A person answered. */
  | 'reply';

/** An SMTP reply. */
export type SmtpReply = {
  /** The reply code. */
  readonly code: Scalars['Int']['output'];
  /** The enhanced status code (RFC 3463), as `5.1.1`. */
  readonly enhanced: Maybe<Scalars['String']['output']>;
  /** The words of the reply. */
  readonly text: Scalars['String']['output'];
};

/** One try to hand a message over. */
export type SubmissionAttempt = {
  /** Counts from one. */
  readonly number: Scalars['Int']['output'];
  /** When it began. */
  readonly at: Scalars['DateTime']['output'];
  /** How it ended. */
  readonly outcome: AttemptOutcome;
  /** The server's last words, or what broke. */
  readonly response: Maybe<Scalars['String']['output']>;
  /** How long it took, in milliseconds. */
  readonly durationMs: Scalars['Float']['output'];
};

/** How an attempt ended. */
export type AttemptOutcome =
  /** All recipients were accepted. */
  | 'accepted'
  /** Some recipients were accepted. */
  | 'partial'
  /** None was accepted for now. */
  | 'deferred'
  /** None was accepted, for good. */
  | 'rejected'
  /** There was no connection. */
  | 'unreachable'
  /** There was no login. */
  | 'auth-failed'
  /** The link broke after the final dot. */
  | 'unknown';

/** A page of submissions. */
export type SubmissionConnection = {
  /** The submissions with their cursors. */
  readonly edges: ReadonlyArray<SubmissionEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A submission in a page. */
export type SubmissionEdge = {
  /** The submission. */
  readonly node: Submission;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** An address that an account sends nothing to. */
export type Suppression = {
  /** The address, in lower case. */
  readonly address: Scalars['String']['output'];
  /** Why. */
  readonly reason: SuppressionReason;
  /** The id of the submission that led to it. */
  readonly submission: Maybe<Scalars['ID']['output']>;
  /** Since when. */
  readonly createdAt: Scalars['DateTime']['output'];
};

/** Why nothing is sent to an address. */
export type SuppressionReason =
  /** It bounced for good. */
  | 'bounce'
  /** The receiver complained. */
  | 'complaint'
  /** It was put there by hand. */
  | 'manual';

/** A page of suppressed addresses. */
export type SuppressionConnection = {
  /** The addresses with their cursors. */
  readonly edges: ReadonlyArray<SuppressionEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A suppressed address in a page. */
export type SuppressionEdge = {
  /** The address. */
  readonly node: Suppression;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** What messages say, with places for values of their own: Handlebars without helpers, and strict. */
export type Template = Node & {
  /** `tpl_…` */
  readonly id: Scalars['ID']['output'];
  /** What people know it by. */
  readonly name: Scalars['String']['output'];
  /** The subject of the message; null leaves it to the submission. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Its plain text. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** Its HTML, in which values are escaped. */
  readonly html: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** What a message would say with these data, an object. A value that is missing is the error `template-error`. */
  readonly preview: TemplatePreview;
};

/** What messages say, with places for values of their own: Handlebars without helpers, and strict. */
export type TemplatePreviewArgs = {
  data: Scalars['JSON']['input'];
};

/** What a message by a template says. */
export type TemplatePreview = {
  /** The subject. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** The plain text. */
  readonly text: Maybe<Scalars['String']['output']>;
  /** The HTML. */
  readonly html: Maybe<Scalars['String']['output']>;
};

/** A page of templates. */
export type TemplateConnection = {
  /** The templates with their cursors. */
  readonly edges: ReadonlyArray<TemplateEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A template in a page. */
export type TemplateEdge = {
  /** The template. */
  readonly node: Template;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** Something that happened. Its id is made from what happened, so an event that is told twice has the same id. */
export type Event = {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** What happened, as `message.received`. */
  readonly type: Scalars['String']['output'];
  /** When; rises strictly within one account. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The account; null for the service's own events. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
};

/** Something happened to a message. */
export type MessageEvent = Event & {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** `message.received`, `message.updated` or `message.deleted`. */
  readonly type: Scalars['String']['output'];
  /** When; rises strictly within one account. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The account. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
  /** The message's id, which still holds unless it is gone. */
  readonly messageId: Scalars['ID']['output'];
  /** The mailbox's id. */
  readonly mailboxId: Scalars['ID']['output'];
  /** The mailbox's path. */
  readonly mailboxPath: Scalars['String']['output'];
  /** The UID. */
  readonly uid: Scalars['UnsignedInt']['output'];
  /** The message as it is now, read from the server; null when it is gone. Needs the scope `messages:read`. */
  readonly message: Maybe<Message>;
  /** The flags, and how they changed where that is known. */
  readonly flags: EventFlags;
  /** Where it happened; null in events of older versions. */
  readonly mailbox: Maybe<MailboxReference>;
  /** Where a deleted message went, when that is known. */
  readonly movedTo: Maybe<MessageLocation>;
  /** Where a received message came from, when that is known. */
  readonly movedFrom: Maybe<MessageLocation>;
};

/** The flags of a message in an event. */
export type EventFlags = {
  /** All flags; null for a deleted message whose flags are not remembered. */
  readonly now: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Those that came; null when that is not known. */
  readonly added: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Those that went; null when that is not known. */
  readonly removed: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** A place that a message was moved to or from. */
export type MessageLocation = {
  /** The message's id there. */
  readonly id: Maybe<Scalars['ID']['output']>;
  /** The mailbox's id. */
  readonly mailboxId: Scalars['ID']['output'];
  /** The mailbox's path. */
  readonly mailboxPath: Scalars['String']['output'];
};

/** Something happened to a mailbox. */
export type MailboxEvent = Event & {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** `mailbox.created`, `mailbox.renamed`, `mailbox.deleted` or `mailbox.reset`. */
  readonly type: Scalars['String']['output'];
  /** When; rises strictly within one account. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The account. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
  /** The mailbox as it is now; one that is gone as it was. */
  readonly mailbox: MailboxReference;
  /** Of `renamed` and `reset`: as it was before. */
  readonly previous: Maybe<MailboxReference>;
};

/** A mailbox as an event names it. */
export type MailboxReference = {
  /** `mbx_…` */
  readonly id: Scalars['ID']['output'];
  /** The whole name, decoded. */
  readonly path: Scalars['String']['output'];
  /** The UIDVALIDITY. */
  readonly uidValidity: Maybe<Scalars['UnsignedInt']['output']>;
  /** What it is for; null without a use, and in events of older versions. */
  readonly specialUse: Maybe<SpecialUse>;
};

/** Something became of a submission. */
export type SubmissionEvent = Event & {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** `submission.sent`, `.deferred`, `.failed`, `.unknown`, `.cancelled`, `.delivered`, `.bounced`, `.complained` or `.replied`. */
  readonly type: Scalars['String']['output'];
  /** When; rises strictly within one account. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The account. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
  /** The submission as it was then. */
  readonly submission: Submission;
  /** Those recipients that this event is about. One attempt may make several events. */
  readonly recipients: ReadonlyArray<SubmissionRecipient>;
  /** Of `delivered`, `bounced`, `complained` and `replied`. */
  readonly cause: Maybe<EventCause>;
};

/** The state of an account changed. */
export type AccountEvent = Event & {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** `account.connected`, `.auth-failed`, `.unreachable`, `.recovered`, `.paused` or `.deleted`. */
  readonly type: Scalars['String']['output'];
  /** When; rises strictly within one account. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The account. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
  /** The account as it was then. */
  readonly account: AccountReference;
};

/** An account as an event names it. Of a deleted one nothing but the id is kept. */
export type AccountReference = {
  /** The account's id. */
  readonly id: Scalars['ID']['output'];
  /** Its address. */
  readonly email: Maybe<Scalars['String']['output']>;
  /** How it stood with its IMAP server. */
  readonly state: Maybe<AccountState>;
  /** Why the state was what it was. */
  readonly lastError: Maybe<Scalars['String']['output']>;
};

/** Changes may have happened that no event tells of. */
export type EventsMissedEvent = Event & {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** `events.missed`. */
  readonly type: Scalars['String']['output'];
  /** When; rises strictly within one account. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** The account. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
  /** Where; null for the whole account. */
  readonly mailbox: Maybe<MailboxReference>;
  /** Since when; null when that is not known. */
  readonly from: Maybe<Scalars['DateTime']['output']>;
  /** Until when. */
  readonly to: Scalars['DateTime']['output'];
  /** Why. */
  readonly reason: MissedReason;
};

/** Why changes are missed. */
export type MissedReason =
  /** The mailbox's UIDVALIDITY changed. */
  | 'uidvalidity-changed'
  /** The gateway's own position was lost. */
  | 'position-lost'
  /** The server cannot tell what changed while nobody watched. */
  | 'changes-unavailable';

/** Something about a webhook itself. Seen by keys with all accounts. */
export type WebhookEvent = Event & {
  /** `evt_…` */
  readonly id: Scalars['ID']['output'];
  /** `webhook.disabled` or `webhook.test`. */
  readonly type: Scalars['String']['output'];
  /** When. */
  readonly timestamp: Scalars['DateTime']['output'];
  /** Null. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** Where the journal goes on after this event. */
  readonly cursor: Scalars['String']['output'];
  /** The same document as on the REST surface and in webhooks. */
  readonly data: Scalars['JSON']['output'];
  /** The webhook as it was then. */
  readonly webhook: WebhookReference;
};

/** A webhook as an event names it. */
export type WebhookReference = {
  /** `whk_…` */
  readonly id: Scalars['ID']['output'];
  /** Where its requests go. */
  readonly url: Scalars['String']['output'];
  /** Why the service disabled it; null unless it did. */
  readonly disabledReason: Maybe<DisabledReason>;
};

/** A page of events. Its end cursor is never null: pass it as `after` to go on, also after an empty page. */
export type EventConnection = {
  /** The events with their cursors. */
  readonly edges: ReadonlyArray<EventEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all; null, as a journal is not counted. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** An event in a page. */
export type EventEdge = {
  /** The event. */
  readonly node: Event;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** An endpoint that is told of events by signed requests (Standard Webhooks). */
export type Webhook = Node & {
  /** `whk_…` */
  readonly id: Scalars['ID']['output'];
  /** Where its requests go. */
  readonly url: Scalars['String']['output'];
  /** The event types and families that it is told, or `*`. */
  readonly types: ReadonlyArray<Scalars['String']['output']>;
  /** The accounts whose events it is told. */
  readonly accounts: AccountSelection;
  /** Which of these events it is told, as `WebhookFilterInput` says it; null for all. */
  readonly filter: Maybe<Scalars['JSON']['output']>;
  /** How much of a message its events carry. */
  readonly payload: PayloadLevel;
  /** The largest body that is sent. */
  readonly maxBytes: Scalars['UnsignedInt']['output'];
  /** Headers that are sent along, their values masked. */
  readonly headers: ReadonlyArray<HeaderField>;
  /** Whether the events of one account are told one after the other, in the journal's order. */
  readonly ordered: Scalars['Boolean']['output'];
  /** The most requests a second that its endpoint gets; null when nothing was asked. */
  readonly maxPerSecond: Maybe<Scalars['UnsignedInt']['output']>;
  /** What it is for. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** Whether it is told anything. */
  readonly enabled: Scalars['Boolean']['output'];
  /** The public key (`whpk_…`) of the `v1a` signatures. */
  readonly publicKey: Scalars['String']['output'];
  /** The secret (`whsec_…`) of the `v1` signatures: in the answer that made it, and null ever after. */
  readonly secret: Maybe<Scalars['String']['output']>;
  /** Until when secrets from before a rotation sign as well; null when none does. */
  readonly formerSecretsUntil: Maybe<Scalars['DateTime']['output']>;
  /** Why the service disabled it; null unless it did. */
  readonly disabledReason: Maybe<DisabledReason>;
  /** How its endpoint fares. */
  readonly health: EndpointHealth;
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Its deliveries with their attempts, newest first. */
  readonly deliveries: DeliveryConnection;
  /** One of its deliveries, with what went over the wire. One that is missing or another webhook's is null, with the error `not-found`. */
  readonly delivery: Maybe<ShownDelivery>;
};

/** An endpoint that is told of events by signed requests (Standard Webhooks). */
export type WebhookDeliveriesArgs = {
  status: InputMaybe<DeliveryStatus>;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** An endpoint that is told of events by signed requests (Standard Webhooks). */
export type WebhookDeliveryArgs = {
  id: Scalars['ID']['input'];
};

/** How an endpoint fares. After ten failures in a row it is left alone for 30 s, and after each further failure twice as long. */
export type EndpointHealth = {
  /** Failures in a row. */
  readonly failures: Scalars['Int']['output'];
  /** Since when it does nothing but fail; null after a success. */
  readonly failingSince: Maybe<Scalars['DateTime']['output']>;
  /** Until then it is sent nothing; null when it does not pause. */
  readonly pausedUntil: Maybe<Scalars['DateTime']['output']>;
};

/** How much of a message its events carry. */
export type PayloadLevel =
  /** `id`, `mailboxId`, `mailboxPath` and `uid`. */
  | 'minimal'
  /** The default fields of a list. */
  | 'summary'
  /** Also `text`, `html` and `headers`. */
  | 'full';

/** Why the service disabled a webhook. */
export type DisabledReason =
  /** Nothing but failures for five days. */
  | 'failing'
  /** The endpoint answered 410. */
  | 'gone';

/** One event on its way to one webhook. */
export type Delivery = {
  /** `dlv_…` */
  readonly id: Scalars['ID']['output'];
  /** The webhook. */
  readonly webhookId: Scalars['ID']['output'];
  /** The event. */
  readonly eventId: Scalars['ID']['output'];
  /** The event's type. */
  readonly eventType: Scalars['String']['output'];
  /** How far it is. */
  readonly status: DeliveryStatus;
  /** The requests, oldest first. */
  readonly attempts: ReadonlyArray<DeliveryAttempt>;
  /** When the next try is due. */
  readonly nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** The event's first delivery, which this one repeats; null for that one itself, or where it is kept no more. */
  readonly redeliveryOf: Maybe<Scalars['ID']['output']>;
  /** When it was queued. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** A delivery with what went over the wire. */
export type ShownDelivery = {
  /** `dlv_…` */
  readonly id: Scalars['ID']['output'];
  /** The webhook. */
  readonly webhookId: Scalars['ID']['output'];
  /** The event. */
  readonly eventId: Scalars['ID']['output'];
  /** The event's type. */
  readonly eventType: Scalars['String']['output'];
  /** How far it is. */
  readonly status: DeliveryStatus;
  /** The requests, oldest first. */
  readonly attempts: ReadonlyArray<DeliveryAttempt>;
  /** When the next try is due. */
  readonly nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** The event's first delivery, which this one repeats; null for that one itself, or where it is kept no more. */
  readonly redeliveryOf: Maybe<Scalars['ID']['output']>;
  /** When it was queued. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it changed last. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Of the last five attempts in which something was sent, oldest first. */
  readonly exchanges: ReadonlyArray<Exchange>;
};

/** One request to an endpoint and its answer. */
export type Exchange = {
  /** The number of the attempt. */
  readonly attempt: Scalars['Int']['output'];
  /** What was sent. */
  readonly request: ExchangeRequest;
  /** What was answered; null when nothing was. */
  readonly response: Maybe<ExchangeResponse>;
};

/** What was sent to an endpoint. Credentials, signatures and the values of configured headers are masked. */
export type ExchangeRequest = {
  /** Where to. */
  readonly url: Scalars['String']['output'];
  /** Its headers. */
  readonly headers: ReadonlyArray<HeaderField>;
  /** Its first 16 kB; null where the key may not read what it tells of a message. */
  readonly body: Maybe<Scalars['String']['output']>;
  /** Whether headers (8 kB) or body are only the beginning. */
  readonly truncated: Scalars['Boolean']['output'];
};

/** What an endpoint answered. Credentials are masked, also those of the request that it repeats. */
export type ExchangeResponse = {
  /** Its headers. */
  readonly headers: ReadonlyArray<HeaderField>;
  /** Its first 16 kB as UTF-8; null where that of the request is, which it may repeat. */
  readonly body: Maybe<Scalars['String']['output']>;
  /** Whether headers (8 kB) or body are only the beginning. */
  readonly truncated: Scalars['Boolean']['output'];
};

/** How far a delivery is. */
export type DeliveryStatus =
  /** A try is to come. */
  | 'pending'
  /** The endpoint took it. */
  | 'delivered'
  /** There will be no further try. */
  | 'failed';

/** One request to an endpoint. */
export type DeliveryAttempt = {
  /** Counts from one. */
  readonly number: Scalars['Int']['output'];
  /** When it began. */
  readonly at: Scalars['DateTime']['output'];
  /** What the endpoint answered; null when it did not. */
  readonly status: Maybe<Scalars['Int']['output']>;
  /** What broke. */
  readonly error: Maybe<Scalars['String']['output']>;
  /** How long it took, in milliseconds. */
  readonly durationMs: Scalars['Float']['output'];
};

/** A page of webhooks. */
export type WebhookConnection = {
  /** The webhooks with their cursors. */
  readonly edges: ReadonlyArray<WebhookEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A webhook in a page. */
export type WebhookEdge = {
  /** The webhook. */
  readonly node: Webhook;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of deliveries. */
export type DeliveryConnection = {
  /** The deliveries with their cursors. */
  readonly edges: ReadonlyArray<DeliveryEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Maybe<Scalars['UnsignedInt']['output']>;
};

/** A delivery in a page. */
export type DeliveryEdge = {
  /** The delivery. */
  readonly node: Delivery;
  /** Its place. */
  readonly cursor: Scalars['String']['output'];
};

/** A refusal that a caller may expect. More kinds may come: spread on this interface. */
export type Refusal = {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** What a mail server said. */
export type Upstream = {
  /** The protocol spoken. */
  readonly protocol: UpstreamProtocol;
  /** The server's host name. */
  readonly host: Scalars['String']['output'];
  /** The server's own words. */
  readonly response: Maybe<Scalars['String']['output']>;
  /** An IMAP response code, or an SMTP reply code with its enhanced status. */
  readonly serverCode: Maybe<Scalars['String']['output']>;
};

/** A protocol spoken with a mail server. */
export type UpstreamProtocol =
  /** Reading. */
  | 'imap'
  /** Sending. */
  | 'smtp';

/** `account-login-failed`: a server refused the trial login. */
export type AccountLoginFailed = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** What the mail server said; null when it was not asked. */
  readonly upstream: Maybe<Upstream>;
};

/** `already-exists`: the id or path is taken. */
export type AlreadyExists = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** `already-sent`: a server took the message, or another submission holds its draft. */
export type AlreadySent = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** `not-cancellable`: the status of the submission or job does not permit this. */
export type NotCancellable = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** `no-smtp`: the account has no SMTP server. */
export type NoSmtp = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** `egress-refused`: the address may not be reached from here. */
export type EgressRefused = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** `template-error`: a template cannot be read, or lacks a value. `message` names the placeholder, its line and column. */
export type TemplateError = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
};

/** Any other refusal; `code` says which. */
export type RequestRefused = Refusal & {
  /** What stands against it; the same code as on the REST surface. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same request may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** What the mail server said; null when it was not asked. */
  readonly upstream: Maybe<Upstream>;
};

/** What became of one message of several. */
export type MessageResult = {
  /** The id that the message had; as it was named where there is none. */
  readonly previousId: Scalars['ID']['output'];
  /** The message as it is now, in its new place after a move or copy; null when it is gone, refused, or not to be found again. */
  readonly message: Maybe<Message>;
  /** Why nothing, or not all of it, was done to this message; null when all went well. Its code may also be `not-found`. */
  readonly refusal: Maybe<Refusal>;
};

/** All accounts that the maker may see, or some. */
export type AccountSelectionInput =
  /** True for all, later ones included. */
  | { readonly all: Scalars['Boolean']['input']; readonly ids?: never } /** Some, by id. */
  | { readonly all?: never; readonly ids: ReadonlyArray<Scalars['ID']['input']> };

/** All mailboxes, or some. */
export type MailboxSelectionInput =
  /** True for all. */
  | {
      readonly all: Scalars['Boolean']['input'];
      readonly names?: never;
    } /** Some, by id, special-use word or exact path. */
  | { readonly all?: never; readonly names: ReadonlyArray<Scalars['String']['input']> };

/** What is watched for news. */
export type WatchInput = {
  /** The mailboxes. */
  readonly mailboxes: MailboxSelectionInput;
  /** Messages that came since then are news also where they are there at the first sight of a mailbox; none are unless given. */
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Bounds of an account; null takes the default. */
export type LimitsInput = {
  /** IMAP connections for requests, over all replicas: 1–64, 4 unless given. */
  readonly connections?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of a submission whose fate is unknown; sent again unless given. */
  readonly onUnknown?: InputMaybe<OnUnknown>;
  /** How many messages are handed to the SMTP server in any minute: 1–10,000, as many as it takes unless given. */
  readonly sendPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** The same for any 24 hours: 1–1,000,000. */
  readonly sendPerDay?: InputMaybe<Scalars['Int']['input']>;
};

/** An account's queue. */
export type SendingInput = {
  /** Whether it is held. */
  readonly paused: Scalars['Boolean']['input'];
};

/** A mail server and the login to it. */
export type ServerInput = {
  /** Its host name or address. */
  readonly host: Scalars['String']['input'];
  /** Its TCP port. */
  readonly port: Scalars['Int']['input'];
  /** How the connection is secured. */
  readonly security: Security;
  /** The login. */
  readonly auth: AuthInput;
  /** How its certificate is checked. */
  readonly tls?: InputMaybe<TlsInput>;
};

/** A login. Its secrets are sealed before they are stored and never returned. */
export type AuthInput = {
  /** How the gateway logs in. */
  readonly type?: AuthType;
  /** The name to log in with; of a token callback the account's address unless given. */
  readonly username?: InputMaybe<Scalars['String']['input']>;
  /** The password, where the type is `PASSWORD`. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** Whose token endpoint is asked, where the type is `OAUTH2`; or the endpoint itself. */
  readonly provider?: InputMaybe<TokenProvider>;
  /** Where the refresh token is exchanged (RFC 6749 §6): `https:`, or `http:` on a host that the operator allows. */
  readonly tokenEndpoint?: InputMaybe<Scalars['String']['input']>;
  /** The client that the refresh token was given to. */
  readonly clientId?: InputMaybe<Scalars['String']['input']>;
  /** Its secret; none for a public client. */
  readonly clientSecret?: InputMaybe<Scalars['String']['input']>;
  /** The scope to ask for at every exchange; that of the grant unless given. */
  readonly scope?: InputMaybe<Scalars['String']['input']>;
  /** The refresh token; an exchange may put another one in its place. */
  readonly refreshToken?: InputMaybe<Scalars['String']['input']>;
  /** One that is still good: it is used until a server refuses it. Only together with its refresh token. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** The endpoint that is asked for tokens, where the type is `TOKEN_CALLBACK`. It is never returned. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** Changes to a mail server's settings. */
export type ServerUpdateInput = {
  /** Its host name or address. */
  readonly host?: InputMaybe<Scalars['String']['input']>;
  /** Its TCP port. */
  readonly port?: InputMaybe<Scalars['Int']['input']>;
  /** How the connection is secured. */
  readonly security?: InputMaybe<Security>;
  /** The login. */
  readonly auth?: InputMaybe<AuthUpdateInput>;
  /** How its certificate is checked; null for the usual way. */
  readonly tls?: InputMaybe<TlsInput>;
};

/** Changes to a login. With the type of another one it is described wholly; otherwise what is left out stays. */
export type AuthUpdateInput = {
  /** How the gateway logs in. */
  readonly type?: InputMaybe<AuthType>;
  /** The name to log in with; of a token callback the account's address unless given. */
  readonly username?: InputMaybe<Scalars['String']['input']>;
  /** The password, where the type is `PASSWORD`. */
  readonly password?: InputMaybe<Scalars['String']['input']>;
  /** Whose token endpoint is asked, where the type is `OAUTH2`; or the endpoint itself. */
  readonly provider?: InputMaybe<TokenProvider>;
  /** Where the refresh token is exchanged (RFC 6749 §6): `https:`, or `http:` on a host that the operator allows. */
  readonly tokenEndpoint?: InputMaybe<Scalars['String']['input']>;
  /** The client that the refresh token was given to. */
  readonly clientId?: InputMaybe<Scalars['String']['input']>;
  /** Its secret; none for a public client. */
  readonly clientSecret?: InputMaybe<Scalars['String']['input']>;
  /** The scope to ask for at every exchange; that of the grant unless given. */
  readonly scope?: InputMaybe<Scalars['String']['input']>;
  /** The refresh token; an exchange may put another one in its place. */
  readonly refreshToken?: InputMaybe<Scalars['String']['input']>;
  /** One that is still good: it is used until a server refuses it. Only together with its refresh token. */
  readonly accessToken?: InputMaybe<Scalars['String']['input']>;
  /** The endpoint that is asked for tokens, where the type is `TOKEN_CALLBACK`. It is never returned. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
};

/** How a server's certificate is checked. */
export type TlsInput = {
  /** The name that the certificate must bear, instead of the host. */
  readonly serverName?: InputMaybe<Scalars['String']['input']>;
  /** Certificates (PEM) to trust, instead of the well-known ones. */
  readonly ca?: InputMaybe<Scalars['String']['input']>;
  /** Whether an unverified certificate ends the connection. False only for hosts that the operator allows. */
  readonly rejectUnauthorized?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An address with its display name. */
export type AddressInput = {
  /** The address, `local@domain`. */
  readonly address: Scalars['String']['input'];
  /** The display name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** A header field to set. */
export type HeaderFieldInput = {
  /** The name. */
  readonly name: Scalars['String']['input'];
  /** The value. */
  readonly value: Scalars['String']['input'];
};

/** The mailing list that a message goes over, in the shape in which received messages tell theirs. */
export type MailingListInput = {
  /** List-Id without its brackets (RFC 2919). */
  readonly id?: InputMaybe<Scalars['String']['input']>;
  /** Where it can be left: `https:` and `mailto:` addresses in order of preference, for List-Unsubscribe (RFC 2369); at most 10. */
  readonly unsubscribe: ReadonlyArray<Scalars['String']['input']>;
  /** Whether a POST of `List-Unsubscribe=One-Click` to the first `https:` address suffices (RFC 8058). */
  readonly oneClick?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A file to attach. */
export type AttachmentInput = {
  /** The file name; that of the blob or the stored file unless given. */
  readonly filename?: InputMaybe<Scalars['String']['input']>;
  /** The media type; that of the blob or the stored file, else `application/octet-stream`, unless given. */
  readonly contentType?: InputMaybe<Scalars['String']['input']>;
  /** The content, in base64. */
  readonly content?: InputMaybe<Scalars['String']['input']>;
  /** The id of an upload (by REST), instead of `content`. */
  readonly blobId?: InputMaybe<Scalars['ID']['input']>;
  /** The id of a message of this account, together with `attachment`, instead of `content`. */
  readonly message?: InputMaybe<Scalars['ID']['input']>;
  /** The id of an attachment of this message, which goes into the new one without a way over you. */
  readonly attachment?: InputMaybe<Scalars['ID']['input']>;
  /** The Content-ID without its brackets; HTML names it as `cid:`. */
  readonly contentId?: InputMaybe<Scalars['String']['input']>;
  /** Inline when it has a `contentId`, else an attachment, unless said here. */
  readonly disposition?: InputMaybe<Disposition>;
};

/** What a message is to another one. */
export type ReferenceAction =
  /** An answer to who wrote. */
  | 'reply'
  /** An answer to all. */
  | 'reply-all'
  /** A forward to others. */
  | 'forward';

/** A template that writes a message. */
export type TemplateInput = {
  /** The template. */
  readonly id: Scalars['ID']['input'];
  /** The values of its placeholders: an object. */
  readonly data?: InputMaybe<Scalars['JSON']['input']>;
};

/**
 * The message that a new one answers or forwards. What is given beside it wins, field by field; recipients, subject, In-Reply-To
 * and References come from there. It needs the scope `messages:read`, and `bodies:read` for what shows content. Once the new one
 * is sent, the message gets `\Answered` or `$Forwarded`.
 */
export type ReferenceInput = {
  /** The id of the message, or of its email. */
  readonly message: Scalars['ID']['input'];
  /** What is done with it. */
  readonly action: ReferenceAction;
  /** Whether its words stand below the new ones; of a forward unless said here, of an answer only if said. */
  readonly quote?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether its files go along; of a forward unless said here, of an answer only if said. */
  readonly attachments?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The SMTP envelope, where it differs from the header. */
export type EnvelopeInput = {
  /** The reverse-path; the account's address or one of its identities. */
  readonly from?: InputMaybe<Scalars['String']['input']>;
  /** The recipients; 1–1,000. */
  readonly to?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A change of flags: `set` alone, or `add` and `remove`, of which none names what the other does. */
export type FlagChangeInput = {
  /** Flags to add. */
  readonly add?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Flags to remove. */
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Flags that replace all others. */
  readonly set?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A change of Gmail's labels: `set` alone, or `add` and `remove`. A label that is new is made. */
export type LabelChangeInput = {
  /** Labels to add, by name or as `\Inbox`. */
  readonly add?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Labels to remove. */
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Labels that replace all others but that of the mailbox itself. */
  readonly set?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** A trial login that succeeded. */
export type ServerVerification = {
  /** The host. */
  readonly host: Scalars['String']['output'];
  /** The TCP port. */
  readonly port: Scalars['Int']['output'];
  /** How the connection was secured. */
  readonly security: Security;
  /** How long connection and login took, in milliseconds. */
  readonly durationMs: Scalars['Float']['output'];
};

/** The input of `createKey`: a key to be made. */
export type CreateKeyInput = {
  /** What the key is for. */
  readonly name: Scalars['String']['input'];
  /** What it may do, as `messages:read`; none beyond those of its maker. */
  readonly scopes: ReadonlyArray<Scalars['String']['input']>;
  /** The accounts that it may touch; none beyond those of its maker. */
  readonly accounts: AccountSelectionInput;
  /** When it stops working; null for never. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createKey`. */
export type CreateKeyPayload = {
  /** The key, with its secret for the only time. A replay shows none. */
  readonly key: Key;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createKey`. */
export type CreateKeyResult = CreateKeyPayload | RequestRefused;

/** The input of `deleteKey`: a key to be revoked. */
export type DeleteKeyInput = {
  /** The key. */
  readonly id: Scalars['ID']['input'];
};

/** The success of `deleteKey`. */
export type DeleteKeyPayload = {
  /** The id of the revoked key. */
  readonly deletedId: Scalars['ID']['output'];
};

/** The answer to `deleteKey`. */
export type DeleteKeyResult = DeleteKeyPayload | RequestRefused;

/** The input of `createAccount`: an account to be connected. */
export type CreateAccountInput = {
  /** An id of your own choice; `acc_…` is made otherwise. */
  readonly id?: InputMaybe<Scalars['ID']['input']>;
  /** The account's own address. */
  readonly email: Scalars['String']['input'];
  /** The name that goes with the address. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Other addresses that the account may send from; at most 100. */
  readonly identities?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** The server for reading. */
  readonly imap: ServerInput;
  /** The server for sending; without it the account does not send. */
  readonly smtp?: InputMaybe<ServerInput>;
  /** What is watched for news; the inbox unless given. */
  readonly watch?: InputMaybe<WatchInput>;
  /** Bounds of the account. */
  readonly limits?: InputMaybe<LimitsInput>;
  /** Whether a copy of what is sent is filed. */
  readonly sentCopy?: InputMaybe<SentCopy>;
  /** The mailbox that copies of what is sent are filed in: an id, a special-use word or the exact path; by special use when null. */
  readonly sentMailbox?: InputMaybe<Scalars['String']['input']>;
  /** Up to 50 strings of your own, as one object. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** The secret that signs what token callbacks are asked, `whsec_` and 24 to 64 octets in base64; one is made unless given. */
  readonly callbackSecret?: InputMaybe<Scalars['String']['input']>;
  /** Whether to try both logins before the account is kept. */
  readonly verify?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createAccount`. */
export type CreateAccountPayload = {
  /** The account, being connected. */
  readonly account: Account;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createAccount`. */
export type CreateAccountResult =
  CreateAccountPayload | AccountLoginFailed | AlreadyExists | EgressRefused | RequestRefused;

/** The input of `updateAccount`: changes to an account. */
export type UpdateAccountInput = {
  /** The account. */
  readonly id: Scalars['ID']['input'];
  /** The account's own address. */
  readonly email?: InputMaybe<Scalars['String']['input']>;
  /** The name that goes with the address. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Other addresses that the account may send from; at most 100. */
  readonly identities?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Changes to the server for reading. Any but of the password must carry the password. */
  readonly imap?: InputMaybe<ServerUpdateInput>;
  /** Changes to the server for sending; null takes the ability to send away. */
  readonly smtp?: InputMaybe<ServerUpdateInput>;
  /** What is watched for news. */
  readonly watch?: InputMaybe<WatchInput>;
  /** Bounds of the account. */
  readonly limits?: InputMaybe<LimitsInput>;
  /** Whether a copy of what is sent is filed. */
  readonly sentCopy?: InputMaybe<SentCopy>;
  /** The mailbox that copies of what is sent are filed in: an id, a special-use word or the exact path; by special use when null. */
  readonly sentMailbox?: InputMaybe<Scalars['String']['input']>;
  /** Strings to set, as one object; null removes one, or all. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** Whether reading, watching and sending are stopped. */
  readonly paused?: InputMaybe<Scalars['Boolean']['input']>;
  /** The account's queue. */
  readonly sending?: InputMaybe<SendingInput>;
  /** The secret that signs what token callbacks are asked, `whsec_` and 24 to 64 octets in base64; one is made unless given. */
  readonly callbackSecret?: InputMaybe<Scalars['String']['input']>;
  /** Whether to try changed settings before they are kept. */
  readonly verify?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The success of `updateAccount`. */
export type UpdateAccountPayload = {
  /** The account as it is now. */
  readonly account: Account;
};

/** The answer to `updateAccount`. */
export type UpdateAccountResult = UpdateAccountPayload | AccountLoginFailed | EgressRefused | RequestRefused;

/** The input of `deleteAccount`: an account to be disconnected. */
export type DeleteAccountInput = {
  /** The account. */
  readonly id: Scalars['ID']['input'];
};

/** The success of `deleteAccount`. */
export type DeleteAccountPayload = {
  /** The id of the deleted account. */
  readonly deletedId: Scalars['ID']['output'];
};

/** The answer to `deleteAccount`. */
export type DeleteAccountResult = DeleteAccountPayload | RequestRefused;

/** The input of `reconnectAccount`: an account to be connected anew. */
export type ReconnectAccountInput = {
  /** The account. */
  readonly id: Scalars['ID']['input'];
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `reconnectAccount`. */
export type ReconnectAccountPayload = {
  /** The account, being connected. */
  readonly account: Account;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `reconnectAccount`. */
export type ReconnectAccountResult = ReconnectAccountPayload | RequestRefused;

/** The input of `verifyAccount`: settings to be tried. */
export type VerifyAccountInput = {
  /** The account's own address. */
  readonly email: Scalars['String']['input'];
  /** The server for reading. */
  readonly imap: ServerInput;
  /** The server for sending. */
  readonly smtp?: InputMaybe<ServerInput>;
  /** The secret that signs what token callbacks are asked, `whsec_` and 24 to 64 octets in base64; one is made unless given. */
  readonly callbackSecret?: InputMaybe<Scalars['String']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `verifyAccount`. */
export type VerifyAccountPayload = {
  /** The trial login to the server for reading. */
  readonly imap: ServerVerification;
  /** The trial login to the server for sending; null when none was given. */
  readonly smtp: Maybe<ServerVerification>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `verifyAccount`. */
export type VerifyAccountResult = VerifyAccountPayload | AccountLoginFailed | EgressRefused | RequestRefused;

/** The input of `createMailbox`: a mailbox to be made. */
export type CreateMailboxInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** The exact path, decoded, with the account's delimiter between its parts; never an id or a word for a special use. */
  readonly path: Scalars['String']['input'];
  /** Whether to subscribe to it: many mail programs show no others. */
  readonly subscribed?: InputMaybe<Scalars['Boolean']['input']>;
  /** What it is for; needs a server with CREATE-SPECIAL-USE. */
  readonly specialUse?: InputMaybe<SpecialUse>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createMailbox`. */
export type CreateMailboxPayload = {
  /** The new mailbox, as the server lists it. */
  readonly mailbox: Mailbox;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createMailbox`. */
export type CreateMailboxResult = CreateMailboxPayload | AlreadyExists | RequestRefused;

/** The input of `updateMailbox`: what to change about a mailbox. */
export type UpdateMailboxInput = {
  /** The mailbox's id. */
  readonly id: Scalars['ID']['input'];
  /** Its new exact path; those below it go along. Without OBJECTID it and they have new ids then. */
  readonly path?: InputMaybe<Scalars['String']['input']>;
  /** Whether the account is subscribed to it. */
  readonly subscribed?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The success of `updateMailbox`. */
export type UpdateMailboxPayload = {
  /** The id by which it was named. */
  readonly previousId: Scalars['ID']['output'];
  /** The mailbox as it is now. */
  readonly mailbox: Mailbox;
};

/** The answer to `updateMailbox`. */
export type UpdateMailboxResult = UpdateMailboxPayload | AlreadyExists | RequestRefused;

/** The input of `deleteMailbox`: a mailbox to be deleted. */
export type DeleteMailboxInput = {
  /** The mailbox's id. */
  readonly id: Scalars['ID']['input'];
  /** Whether to delete the messages that it holds as well, without a way through trash. */
  readonly force?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The success of `deleteMailbox`. */
export type DeleteMailboxPayload = {
  /** The id of what is gone. */
  readonly deletedId: Scalars['ID']['output'];
};

/** The answer to `deleteMailbox`. */
export type DeleteMailboxResult = DeleteMailboxPayload | RequestRefused;

/** The input of `updateMessages`: flags, labels or both to be changed. */
export type UpdateMessagesInput = {
  /** The messages; 1–250, by their ids or, where only one copy is there, by `emailId`. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
  /** What to change about the flags. */
  readonly flags?: InputMaybe<FlagChangeInput>;
  /** What to change about the labels; of Gmail only, elsewhere refused with `unsupported-by-server`. */
  readonly labels?: InputMaybe<LabelChangeInput>;
  /** A `modseq`: messages that have changed since are left alone and refused with `precondition-failed`. */
  readonly ifUnchangedSince?: InputMaybe<Scalars['String']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `updateMessages`. */
export type UpdateMessagesPayload = {
  /** What became of each message, in the order of the request. */
  readonly results: ReadonlyArray<MessageResult>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `updateMessages`. */
export type UpdateMessagesResult = UpdateMessagesPayload | RequestRefused;

/** The input of `moveMessages`: messages to be moved. */
export type MoveMessagesInput = {
  /** The messages; 1–250, by their ids or, where only one copy is there, by `emailId`. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
  /** Where to: a mailbox id, a special-use word or the exact path. */
  readonly mailbox: Scalars['String']['input'];
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `moveMessages`. */
export type MoveMessagesPayload = {
  /** What became of each message, in the order of the request. */
  readonly results: ReadonlyArray<MessageResult>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `moveMessages`. */
export type MoveMessagesResult = MoveMessagesPayload | RequestRefused;

/** The input of `copyMessages`: messages to be copied. */
export type CopyMessagesInput = {
  /** The messages; 1–250, by their ids or, where only one copy is there, by `emailId`. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
  /** Where to: a mailbox id, a special-use word or the exact path. */
  readonly mailbox: Scalars['String']['input'];
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `copyMessages`. */
export type CopyMessagesPayload = {
  /** What became of each message, in the order of the request. */
  readonly results: ReadonlyArray<MessageResult>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `copyMessages`. */
export type CopyMessagesResult = CopyMessagesPayload | RequestRefused;

/** The input of `deleteMessages`: messages to be deleted. */
export type DeleteMessagesInput = {
  /** The messages; 1–250, by their ids or, where only one copy is there, by `emailId`. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
  /** Whether to expunge them instead of moving them to trash. */
  readonly permanent?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `deleteMessages`. */
export type DeleteMessagesPayload = {
  /** What became of each message, in the order of the request. */
  readonly results: ReadonlyArray<MessageResult>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `deleteMessages`. */
export type DeleteMessagesResult = DeleteMessagesPayload | RequestRefused;

/** What is done to many messages. */
export type BulkAction =
  /** Their flags are changed. */
  | 'flag'
  /** They are moved to `targetMailbox`. */
  | 'move'
  /** They are copied to `targetMailbox`. */
  | 'copy'
  /** They are moved to trash, or expunged. */
  | 'delete';

/** The input of `bulkUpdateMessages`: which messages (`ids`, or `mailbox` with or without `filter`) and what to do with them. */
export type BulkUpdateMessagesInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** The messages; 1–10,000, by their ids or, where only one copy is there, by `emailId`. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /**
   * Where to choose from, instead of `ids`: a mailbox id, a special-use word or the exact path; `*` for all mailboxes but the
   * one that the messages are to go to.
   */
  readonly mailbox?: InputMaybe<Scalars['String']['input']>;
  /** What to choose of the mailbox, at this moment; all of it when absent, and `q` too. */
  readonly filter?: InputMaybe<MessageFilter>;
  /** The same in words; with `filter` both hold. */
  readonly q?: InputMaybe<Scalars['String']['input']>;
  /** What to do. */
  readonly action: BulkAction;
  /** For FLAG: it needs these or labels. */
  readonly flags?: InputMaybe<FlagChangeInput>;
  /** For FLAG; of Gmail only. */
  readonly labels?: InputMaybe<LabelChangeInput>;
  /** For FLAG: the highest `modseq` that the caller knows; messages that have changed since are left alone. */
  readonly unchangedSince?: InputMaybe<Scalars['String']['input']>;
  /** For MOVE and COPY, and needed there: a mailbox id, a special-use word or the exact path. */
  readonly targetMailbox?: InputMaybe<Scalars['String']['input']>;
  /** For DELETE: whether to expunge instead of moving to trash. */
  readonly permanent?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether only to tell which messages it would be. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether to make a job also of 1,000 messages or less; of more it is one in any case. */
  readonly async?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `bulkUpdateMessages`. */
export type BulkUpdateMessagesPayload = {
  /** What became of the messages; null when a job changes them. */
  readonly result: Maybe<BulkResult>;
  /** The job that changes them; null when it is done. */
  readonly job: Maybe<Job>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `bulkUpdateMessages`. */
export type BulkUpdateMessagesResult = BulkUpdateMessagesPayload | RequestRefused;

/** What became of a change to many messages. */
export type BulkResult = {
  /** How many messages were chosen; of `ids` those that are there. */
  readonly matched: Scalars['Int']['output'];
  /** How many of them were changed; 0 after a dry run. */
  readonly done: Scalars['Int']['output'];
  /** By `ids` in their order, by filter by ascending UID; empty after a dry run. */
  readonly results: ReadonlyArray<BulkMessage>;
  /** After a dry run up to 20 ids of messages that would be changed; null otherwise. */
  readonly sample: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

/** Work that goes on after its request was answered. */
export type Job = Node & {
  /** `job_…` */
  readonly id: Scalars['ID']['output'];
  /** What it does. */
  readonly type: JobType;
  /** The account that it works on; null for a replay. */
  readonly accountId: Maybe<Scalars['ID']['output']>;
  /** How far it is. */
  readonly status: JobStatus;
  /** Messages that were seen to, of all: of a merge those that wait for nothing any more. Of a replay seconds of its time. */
  readonly progress: JobProgress;
  /** Of a merge: how many of its submissions are in each status now. Null of other jobs. */
  readonly submissions: Maybe<SubmissionCounts>;
  /** What became of the messages that were to be changed, once the job has ended. Null of other jobs. */
  readonly result: Maybe<JobResult>;
  /** Of a replay: what it tells, and how much so far. Null of other jobs. */
  readonly replay: Maybe<ReplayProgress>;
  /** Why it failed. */
  readonly error: Maybe<BulkFailure>;
  /** When it was accepted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it ended. */
  readonly finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** What became of each message so far, in the order in which they were changed. A merge has none, but submissions. */
  readonly results: BulkMessageConnection;
};

/** Work that goes on after its request was answered. */
export type JobResultsArgs = {
  outcome: InputMaybe<BulkOutcome>;
  first: InputMaybe<Scalars['Int']['input']>;
  after: InputMaybe<Scalars['String']['input']>;
  last: InputMaybe<Scalars['Int']['input']>;
  before: InputMaybe<Scalars['String']['input']>;
};

/** What a job does. */
export type JobType =
  /** It changes many messages. */
  | 'bulk'
  /** It sends one message to each of many recipients. */
  | 'merge'
  /** It tells a webhook once more what was. */
  | 'replay';

/** What a replay tells a webhook once more. */
export type ReplayProgress = {
  /** The webhook. */
  readonly webhookId: Scalars['ID']['output'];
  /** Events of this time and later. */
  readonly from: Scalars['DateTime']['output'];
  /** Events before this time. */
  readonly to: Scalars['DateTime']['output'];
  /** How many deliveries it has queued so far. */
  readonly queued: Scalars['UnsignedInt']['output'];
};

/** How far a job is. */
export type JobStatus =
  /** For the next free worker. */
  | 'queued'
  /** On its way. */
  | 'running'
  /** It came to its end, whatever became of single messages. */
  | 'succeeded'
  /** It could not go on; the rest was not changed. */
  | 'failed'
  /** It was ended before its end. */
  | 'cancelled';

/** How far a job is, in messages. */
export type JobProgress = {
  /** Messages that were seen to. */
  readonly done: Scalars['Int']['output'];
  /** All of them. */
  readonly total: Scalars['Int']['output'];
};

/** How many submissions there are in each status. */
export type SubmissionCounts = {
  /** For later. */
  readonly scheduled: Scalars['Int']['output'];
  /** For the next free worker. */
  readonly queued: Scalars['Int']['output'];
  /** On their way to the server. */
  readonly sending: Scalars['Int']['output'];
  /** Taken by the server. */
  readonly sent: Scalars['Int']['output'];
  /** Waiting for another try. */
  readonly deferred: Scalars['Int']['output'];
  /** Taken for nobody. */
  readonly failed: Scalars['Int']['output'];
  /** Called back in time. */
  readonly cancelled: Scalars['Int']['output'];
  /** Of unknown fate. */
  readonly unknown: Scalars['Int']['output'];
};

/** How many messages each outcome has. */
export type JobResult = {
  /** They were changed. */
  readonly done: Scalars['Int']['output'];
  /** They are not there, or no longer. */
  readonly absent: Scalars['Int']['output'];
  /** They had changed since `unchangedSince` and were left alone. */
  readonly modified: Scalars['Int']['output'];
  /** The server said no, or could not be asked. */
  readonly refused: Scalars['Int']['output'];
};

/** A page of what became of messages. */
export type BulkMessageConnection = {
  /** The messages with their cursors. */
  readonly edges: ReadonlyArray<BulkMessageEdge>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
};

/** What became of a message, in a page. */
export type BulkMessageEdge = {
  /** What became of it. */
  readonly node: BulkMessage;
  /** The cursor of this item. */
  readonly cursor: Scalars['String']['output'];
};

/** The input of `cancelJob`: a job to be cancelled. */
export type CancelJobInput = {
  /** The job. */
  readonly id: Scalars['ID']['input'];
};

/** The success of `cancelJob`. */
export type CancelJobPayload = {
  /** The job, cancelled or about to be. */
  readonly job: Job;
};

/** The answer to `cancelJob`. */
export type CancelJobResult = CancelJobPayload | NotCancellable | RequestRefused;

/** What became of one of many messages. */
export type BulkMessage = {
  /** As named in the request, or as it was before. */
  readonly id: Scalars['ID']['output'];
  /** What became of it. */
  readonly outcome: BulkOutcome;
  /** Under which the message is found now, or its copy; null when it is gone, or the server does not tell where it went. */
  readonly newId: Maybe<Scalars['ID']['output']>;
  /** Why it was refused. */
  readonly error: Maybe<BulkFailure>;
};

/** What became of a message. */
export type BulkOutcome =
  /** It was changed. */
  | 'done'
  /** It is not there, or no longer. */
  | 'absent'
  /** It has changed since `unchangedSince` and was left alone. */
  | 'modified'
  /** The server said no, or could not be asked. */
  | 'refused';

/** Why a message was not changed. */
export type BulkFailure = {
  /** The same code as of a request that fails by this. */
  readonly code: Scalars['String']['output'];
  /** What happened, and what to do. */
  readonly message: Scalars['String']['output'];
  /** Whether the same may succeed later. */
  readonly retryable: Scalars['Boolean']['output'];
  /** What the mail server said; null when it was not asked. */
  readonly upstream: Maybe<Upstream>;
};

/** The input of `appendMessage`: a message to be put into a mailbox. */
export type AppendMessageInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** Where to: a mailbox id, a special-use word or the exact path. */
  readonly mailbox: Scalars['String']['input'];
  /** The flags to set. */
  readonly flags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The author; the account's own address and name unless given. */
  readonly from?: InputMaybe<AddressInput>;
  /** Recipients. */
  readonly to?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients of a copy. */
  readonly cc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients whom nobody else sees. */
  readonly bcc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Where answers go. */
  readonly replyTo?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** A template that writes subject, text and HTML where they are not given. */
  readonly template?: InputMaybe<TemplateInput>;
  /** The message that this one answers or forwards. */
  readonly reference?: InputMaybe<ReferenceInput>;
  /** The subject. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The plain text body. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** The HTML body. */
  readonly html?: InputMaybe<Scalars['String']['input']>;
  /** Further header fields; at most 100. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** The mailing list that it goes over. */
  readonly list?: InputMaybe<MailingListInput>;
  /** Files to attach; at most 100. */
  readonly attachments?: InputMaybe<ReadonlyArray<AttachmentInput>>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `appendMessage`. */
export type AppendMessagePayload = {
  /** The message in its mailbox; null when the server did not tell where and it could not be found again. */
  readonly appended: Maybe<Message>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `appendMessage`. */
export type AppendMessageResult = AppendMessagePayload | TemplateError | RequestRefused;

/** The input of `replaceDraft`: the version that takes the place of a draft. */
export type ReplaceDraftInput = {
  /** The draft: a message with the flag `\Draft`, or in the mailbox for drafts. */
  readonly id: Scalars['ID']['input'];
  /** The flags of the new version; those of the old one unless given. `\Draft` always stays. */
  readonly flags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The author; the account's own address and name unless given. */
  readonly from?: InputMaybe<AddressInput>;
  /** Recipients. */
  readonly to?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients of a copy. */
  readonly cc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients whom nobody else sees. */
  readonly bcc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Where answers go. */
  readonly replyTo?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** A template that writes subject, text and HTML where they are not given. */
  readonly template?: InputMaybe<TemplateInput>;
  /** The message that this one answers or forwards. */
  readonly reference?: InputMaybe<ReferenceInput>;
  /** The subject. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The plain text body. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** The HTML body. */
  readonly html?: InputMaybe<Scalars['String']['input']>;
  /** Further header fields; at most 100. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** The mailing list that it goes over. */
  readonly list?: InputMaybe<MailingListInput>;
  /** Files to attach; at most 100. */
  readonly attachments?: InputMaybe<ReadonlyArray<AttachmentInput>>;
  /** A `modseq`: nothing is done if the draft has changed since; refused where the server keeps none. */
  readonly ifUnchangedSince?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `replaceDraft`. */
export type ReplaceDraftPayload = {
  /** The id of the old version. */
  readonly previousId: Scalars['ID']['output'];
  /** The new version; null when the server does not tell where it is. */
  readonly replacement: Maybe<Message>;
};

/** The answer to `replaceDraft`. */
export type ReplaceDraftResult = ReplaceDraftPayload | TemplateError | RequestRefused;

/** The input of `submitDraft`: a draft and how it is to be sent; `sendAt` and `undoSeconds` exclude each other. */
export type SubmitDraftInput = {
  /** The draft. */
  readonly id: Scalars['ID']['input'];
  /** When to send; a time that has passed means now. */
  readonly sendAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long it is held so that it can still be cancelled; 0–3600. */
  readonly undoSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** After this time nothing is tried any more; it lies after now and `sendAt`. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which goes first where messages of the account have to wait; `NORMAL` unless given. */
  readonly priority?: InputMaybe<Priority>;
  /** Whether a copy is filed; the account's `sentCopy` decides unless given. */
  readonly saveToSent?: InputMaybe<Scalars['Boolean']['input']>;
  /** Notifications that are asked of the servers on the way (RFC 3461); without it they tell of failures. */
  readonly dsn?: InputMaybe<DsnInput>;
  /**
   * Whether the message may only be handed on over verified TLS, by the account's server, too (REQUIRETLS, RFC 8689). A
   * server that does not promise it is not sent to (status 5.7.30); an account whose own connection is not verified TLS is
   * refused before.
   */
  readonly requireTls?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Whether reports return to an address of the submission's own, `local+ret-…@domain`, so that a bounce that quotes nothing
   * of the message is matched. Your servers must take such addresses, as sender and as recipient.
   */
  readonly verp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Words of your own to find it by; at most 20. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Up to 50 strings of your own, as one object. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** How many seconds to hold the answer for a final status; 0–60. */
  readonly waitSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `submitDraft`. */
export type SubmitDraftPayload = {
  /** The submission, accepted and durably stored. */
  readonly submission: Submission;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `submitDraft`. */
export type SubmitDraftResult = SubmitDraftPayload | AlreadySent | NoSmtp | RequestRefused;

/** A way out of a mailing list. */
export type UnsubscribeMethod =
  /** One POST over https that says nothing of the reader (RFC 8058). */
  | 'one-click'
  /** A letter. */
  | 'mailto';

/** How far leaving a mailing list is. */
export type UnsubscribeStatus =
  /** The server of the list has taken the request. */
  | 'done'
  /** A letter is on its way. */
  | 'queued';

/** The input of `unsubscribeMessage`. */
export type UnsubscribeMessageInput = {
  /** A message that came over the list. */
  readonly id: Scalars['ID']['input'];
  /** By which way to leave; with one click where the message names it, else by a letter, unless given. */
  readonly method?: InputMaybe<UnsubscribeMethod>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `unsubscribeMessage`. */
export type UnsubscribeMessagePayload = {
  /** The way that was taken. */
  readonly method: UnsubscribeMethod;
  /** How far it is. */
  readonly status: UnsubscribeStatus;
  /** The letter; null after one click. */
  readonly submission: Maybe<Submission>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `unsubscribeMessage`. */
export type UnsubscribeMessageResult = UnsubscribeMessagePayload | EgressRefused | NoSmtp | RequestRefused;

/** Notifications that are asked of the servers on the way. */
export type DsnInput = {
  /** Of what; empty: of nothing, not even of a failure. */
  readonly notify: ReadonlyArray<DsnOccasion>;
  /** What of the message a notification of failure brings back; as the server likes unless given. */
  readonly return?: InputMaybe<DsnReturn>;
};

/** One message of a merge. */
export type MergeRecipientInput = {
  /** Who gets it; several see one another. */
  readonly to: ReadonlyArray<AddressInput>;
  /** Recipients of a copy. */
  readonly cc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients whom nobody else sees. */
  readonly bcc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Values of the template's placeholders, an object; they win over those of `template.data`. */
  readonly data?: InputMaybe<Scalars['JSON']['input']>;
  /** Header fields beside those that all messages have. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** Instead of that of all: such as an address of their own at which they unsubscribe. */
  readonly list?: InputMaybe<MailingListInput>;
  /** Strings of your own beside those of all, as one object. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
};

/** The input of `createSubmission`: a message to be sent; `sendAt` and `undoSeconds` exclude each other. */
export type CreateSubmissionInput = {
  /** The account that sends. */
  readonly accountId: Scalars['ID']['input'];
  /** The id of a draft to be sent; it excludes all fields that make a message, and `envelope`. */
  readonly draft?: InputMaybe<Scalars['ID']['input']>;
  /** The author; the account's own address and name unless given. */
  readonly from?: InputMaybe<AddressInput>;
  /** Recipients. */
  readonly to?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients of a copy. */
  readonly cc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Recipients whom nobody else sees. */
  readonly bcc?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** Where answers go. */
  readonly replyTo?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** A template that writes subject, text and HTML where they are not given. */
  readonly template?: InputMaybe<TemplateInput>;
  /** The message that this one answers or forwards. */
  readonly reference?: InputMaybe<ReferenceInput>;
  /** The subject. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The plain text body. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** The HTML body. */
  readonly html?: InputMaybe<Scalars['String']['input']>;
  /** Further header fields; at most 100. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** The mailing list that it goes over. */
  readonly list?: InputMaybe<MailingListInput>;
  /** Files to attach; at most 100. */
  readonly attachments?: InputMaybe<ReadonlyArray<AttachmentInput>>;
  /** When to send; a time that has passed means now. */
  readonly sendAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long it is held so that it can still be cancelled; 0–3600. */
  readonly undoSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** After this time nothing is tried any more; it lies after now and `sendAt`. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which goes first where messages of the account have to wait; `NORMAL` unless given. */
  readonly priority?: InputMaybe<Priority>;
  /** Only answer what would be sent. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** Who sends and who receives, where that differs from the header. */
  readonly envelope?: InputMaybe<EnvelopeInput>;
  /** Whether a copy is filed; the account's `sentCopy` decides unless given. */
  readonly saveToSent?: InputMaybe<Scalars['Boolean']['input']>;
  /** Notifications that are asked of the servers on the way (RFC 3461); without it they tell of failures. */
  readonly dsn?: InputMaybe<DsnInput>;
  /**
   * Whether the message may only be handed on over verified TLS, by the account's server, too (REQUIRETLS, RFC 8689). A
   * server that does not promise it is not sent to (status 5.7.30); an account whose own connection is not verified TLS is
   * refused before.
   */
  readonly requireTls?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Whether reports return to an address of the submission's own, `local+ret-…@domain`, so that a bounce that quotes nothing
   * of the message is matched. Your servers must take such addresses, as sender and as recipient.
   */
  readonly verp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Words of your own to find it by; at most 20. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Up to 50 strings of your own, as one object. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** How many seconds to hold the answer for a final status; 0–60. */
  readonly waitSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What `createSubmission` with `dryRun` would send. Nothing of it is kept. */
export type SubmissionDryRun = {
  /** Its Message-ID with `<…>`; another one when it is sent. */
  readonly messageId: Scalars['String']['output'];
  /** The subject. */
  readonly subject: Maybe<Scalars['String']['output']>;
  /** Who would send and receive it. */
  readonly envelope: Envelope;
  /** Its octets. */
  readonly size: Scalars['UnsignedInt']['output'];
  /** The message as it would leave, octet for octet. */
  readonly mime: Scalars['String']['output'];
  /** How `mime` gives the octets: as text where they are UTF-8, else in base64. */
  readonly encoding: MimeEncoding;
  /** What does not keep it from being sent: suppressed recipients, HTML without a text beside it, and the like. */
  readonly warnings: ReadonlyArray<MessageWarning>;
};

/** Something about a message that its sender may want to know. */
export type MessageWarning = {
  /** What it is about: a JSON Pointer into the dry run or the request. */
  readonly pointer: Scalars['String']['output'];
  /** What about it. */
  readonly message: Scalars['String']['output'];
};

/** How octets stand in a string. */
export type MimeEncoding =
  /** As text. */
  | 'utf-8'
  /** In base64. */
  | 'base64';

/** The success of `createSubmission`. */
export type CreateSubmissionPayload = {
  /** The submission, accepted and durably stored; null after a dry run. */
  readonly submission: Maybe<Submission>;
  /** What would be sent; null but after a dry run. */
  readonly dryRun: Maybe<SubmissionDryRun>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createSubmission`. */
export type CreateSubmissionResult =
  CreateSubmissionPayload | AlreadySent | NoSmtp | TemplateError | RequestRefused;

/** The input of `createMerge`: one message to each of many recipients. */
export type CreateMergeInput = {
  /** The account that sends. */
  readonly accountId: Scalars['ID']['input'];
  /** One message to each; at most 10,000. */
  readonly recipients: ReadonlyArray<MergeRecipientInput>;
  /** The author; the account's own address and name unless given. */
  readonly from?: InputMaybe<AddressInput>;
  /** Where answers go. */
  readonly replyTo?: InputMaybe<ReadonlyArray<AddressInput>>;
  /** A template that writes subject, text and HTML where they are not given. */
  readonly template?: InputMaybe<TemplateInput>;
  /** The subject. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The plain text body. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** The HTML body. */
  readonly html?: InputMaybe<Scalars['String']['input']>;
  /** Further header fields; at most 100. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** The mailing list that they go over. */
  readonly list?: InputMaybe<MailingListInput>;
  /** Files that all get; at most 100. Inline images are given by their `content`. */
  readonly attachments?: InputMaybe<ReadonlyArray<AttachmentInput>>;
  /** When to send; a time that has passed means now. */
  readonly sendAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long it is held so that it can still be cancelled; 0–3600. */
  readonly undoSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** After this time nothing is tried any more; it lies after now and `sendAt`. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Which goes first where messages of the account have to wait; `NORMAL` unless given. */
  readonly priority?: InputMaybe<Priority>;
  /** Whether a copy is filed; the account's `sentCopy` decides unless given. */
  readonly saveToSent?: InputMaybe<Scalars['Boolean']['input']>;
  /** Notifications that are asked of the servers on the way (RFC 3461); without it they tell of failures. */
  readonly dsn?: InputMaybe<DsnInput>;
  /**
   * Whether the message may only be handed on over verified TLS, by the account's server, too (REQUIRETLS, RFC 8689). A
   * server that does not promise it is not sent to (status 5.7.30); an account whose own connection is not verified TLS is
   * refused before.
   */
  readonly requireTls?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Whether reports return to an address of the submission's own, `local+ret-…@domain`, so that a bounce that quotes nothing
   * of the message is matched. Your servers must take such addresses, as sender and as recipient.
   */
  readonly verp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Words of your own to find it by; at most 20. */
  readonly tags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Up to 50 strings of your own, as one object. */
  readonly metadata?: InputMaybe<Scalars['JSON']['input']>;
  /** True: all are checked, nothing is sent or kept, and what the first would get is answered as `dryRun`. */
  readonly dryRun?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createMerge`. */
export type CreateMergePayload = {
  /** The job that makes the submissions; null after a dry run. */
  readonly job: Maybe<Job>;
  /** What the first recipient would get; null unless that was asked for. */
  readonly dryRun: Maybe<SubmissionDryRun>;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createMerge`. */
export type CreateMergeResult = CreateMergePayload | NoSmtp | TemplateError | RequestRefused;

/** The input of `rescheduleSubmission`: a new time for a submission. */
export type RescheduleSubmissionInput = {
  /** The submission. */
  readonly id: Scalars['ID']['input'];
  /** When to send; null sends now. */
  readonly sendAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The success of `rescheduleSubmission`. */
export type RescheduleSubmissionPayload = {
  /** The submission as it is now. */
  readonly submission: Submission;
};

/** The answer to `rescheduleSubmission`. */
export type RescheduleSubmissionResult =
  RescheduleSubmissionPayload | AlreadySent | NotCancellable | RequestRefused;

/** The input of `createSuppression`: an address that nothing more is to be sent to. */
export type CreateSuppressionInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** The address. */
  readonly address: Scalars['String']['input'];
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createSuppression`. */
export type CreateSuppressionPayload = {
  /** The suppressed address. */
  readonly suppression: Suppression;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createSuppression`. */
export type CreateSuppressionResult = CreateSuppressionPayload | RequestRefused;

/** The input of `deleteSuppression`: an address that is to be sent to again. */
export type DeleteSuppressionInput = {
  /** The account. */
  readonly accountId: Scalars['ID']['input'];
  /** The address, in any case. */
  readonly address: Scalars['String']['input'];
};

/** The success of `deleteSuppression`. */
export type DeleteSuppressionPayload = {
  /** The address. */
  readonly deletedAddress: Scalars['String']['output'];
};

/** The answer to `deleteSuppression`. */
export type DeleteSuppressionResult = DeleteSuppressionPayload | RequestRefused;

/** The input of `cancelSubmission`: a submission to be cancelled. */
export type CancelSubmissionInput = {
  /** The submission. */
  readonly id: Scalars['ID']['input'];
};

/** The success of `cancelSubmission`. */
export type CancelSubmissionPayload = {
  /** The submission, cancelled. */
  readonly submission: Submission;
};

/** The answer to `cancelSubmission`. */
export type CancelSubmissionResult = CancelSubmissionPayload | AlreadySent | NotCancellable | RequestRefused;

/** The input of `retrySubmission`: a submission to be sent again. */
export type RetrySubmissionInput = {
  /** The submission. */
  readonly id: Scalars['ID']['input'];
  /** How many seconds to hold the answer for a final status; 0–60. */
  readonly waitSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `retrySubmission`. */
export type RetrySubmissionPayload = {
  /** The submission, queued again. */
  readonly submission: Submission;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `retrySubmission`. */
export type RetrySubmissionResult =
  RetrySubmissionPayload | AlreadySent | NotCancellable | NoSmtp | RequestRefused;

/** The input of `createTemplate`: what messages are to say, in `text`, `html` or both. */
export type CreateTemplateInput = {
  /** What people know it by; 1–200 characters. */
  readonly name: Scalars['String']['input'];
  /** The subject of the message. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** Its plain text. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Its HTML. */
  readonly html?: InputMaybe<Scalars['String']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createTemplate`. */
export type CreateTemplatePayload = {
  /** The template. */
  readonly template: Template;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createTemplate`. */
export type CreateTemplateResult = CreateTemplatePayload | TemplateError | RequestRefused;

/** The input of `updateTemplate`. */
export type UpdateTemplateInput = {
  /** The template. */
  readonly id: Scalars['ID']['input'];
  /** What people know it by; 1–200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The subject of the message; null takes it away. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** Its plain text; null takes it away. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
  /** Its HTML; null takes it away. */
  readonly html?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `updateTemplate`. */
export type UpdateTemplatePayload = {
  /** The template as it is now. */
  readonly template: Template;
};

/** The answer to `updateTemplate`. */
export type UpdateTemplateResult = UpdateTemplatePayload | TemplateError | RequestRefused;

/** The input of `deleteTemplate`. */
export type DeleteTemplateInput = {
  /** The template. */
  readonly id: Scalars['ID']['input'];
};

/** The success of `deleteTemplate`. */
export type DeleteTemplatePayload = {
  /** The template that is gone. */
  readonly deletedId: Scalars['ID']['output'];
};

/** The answer to `deleteTemplate`. */
export type DeleteTemplateResult = DeleteTemplatePayload | RequestRefused;

/**
 * Which events a webhook is told, of those that its types and accounts give: a condition of `field`, `op` and `value`, or one of `all`,
 * `any` and `not` over others. At most 8 levels, 100 conditions and 16 KiB.
 *
 * `field` is a path through the event: `type`, `timestamp`, `accountId`, and what the schemas of the events name below `data`, as
 * `data.message.subject`, `data.mailbox.specialUse` or `data.submission.metadata.order`. Messages are seen as the payload `SUMMARY` has
 * them, whatever the webhook's own payload is. Elements of an array are named without a number, and a condition holds when it holds of
 * any of them. An address (`data.message.from`) is compared by its `address`. On a field that an event does not have, or that is
 * null, no condition holds but `exists` with false.
 *
 * Text is compared without regard to case, ids (fields named `id` or `…Id`) exactly, times as instants.
 */
export type WebhookFilterInput = {
  /** All of these hold. */
  readonly all?: InputMaybe<ReadonlyArray<WebhookFilterInput>>;
  /** At least one of these holds. */
  readonly any?: InputMaybe<ReadonlyArray<WebhookFilterInput>>;
  /** This does not hold. */
  readonly not?: InputMaybe<WebhookFilterInput>;
  /** A path through the event. */
  readonly field?: InputMaybe<Scalars['String']['input']>;
  /**
   * `equals`; `in` a list; `startsWith` or `contains` a text; `greater` or `less` than a number or a time; `exists`, with false for
   * none. Spelled as on the REST surface, so that a webhook's `filter` can be given back as it was read.
   */
  readonly op?: InputMaybe<Scalars['String']['input']>;
  /** What the field is compared with: a text, a number, a boolean, or a list of them for `in`. */
  readonly value?: InputMaybe<Scalars['JSON']['input']>;
};

/** The input of `createWebhook`: an endpoint to be told of events. */
export type CreateWebhookInput = {
  /** Where to POST. */
  readonly url: Scalars['String']['input'];
  /** Event types and families, or `*`. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The accounts whose events it is told; all that the key may see unless given. */
  readonly accounts?: InputMaybe<AccountSelectionInput>;
  /** Which of these events it is told. */
  readonly filter?: InputMaybe<WebhookFilterInput>;
  /** How much of a message its events carry. */
  readonly payload?: InputMaybe<PayloadLevel>;
  /** The largest body to send; 4,096–1,048,576. */
  readonly maxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
  /** Headers to send along; at most 20, not `webhook-*`, Host or Content-*. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** Tells the events of one account one after the other: a later one waits until the one before it is delivered or given up. */
  readonly ordered?: InputMaybe<Scalars['Boolean']['input']>;
  /** The most requests a second that the endpoint is to get, over all processes of the service; 1–1,000. */
  readonly maxPerSecond?: InputMaybe<Scalars['UnsignedInt']['input']>;
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is told anything. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `createWebhook`. */
export type CreateWebhookPayload = {
  /** The webhook, with its secret for the only time. A replay shows none. */
  readonly webhook: Webhook;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `createWebhook`. */
export type CreateWebhookResult = CreateWebhookPayload | EgressRefused | RequestRefused;

/** The input of `updateWebhook`: changes to a webhook. */
export type UpdateWebhookInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
  /** Where to POST. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** Event types and families, or `*`. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** The accounts whose events it is told. */
  readonly accounts?: InputMaybe<AccountSelectionInput>;
  /** Which of these events it is told, given whole; null for all. */
  readonly filter?: InputMaybe<WebhookFilterInput>;
  /** How much of a message its events carry. */
  readonly payload?: InputMaybe<PayloadLevel>;
  /** The largest body to send; 4,096–1,048,576. */
  readonly maxBytes?: InputMaybe<Scalars['UnsignedInt']['input']>;
  /** Headers to send along; they replace those of before. */
  readonly headers?: InputMaybe<ReadonlyArray<HeaderFieldInput>>;
  /** Tells the events of one account one after the other: a later one waits until the one before it is delivered or given up; what was queued before keeps no order. */
  readonly ordered?: InputMaybe<Scalars['Boolean']['input']>;
  /** The most requests a second that the endpoint is to get; 1–1,000, null for no bound. */
  readonly maxPerSecond?: InputMaybe<Scalars['UnsignedInt']['input']>;
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is told anything; true also revives one that the service disabled. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The success of `updateWebhook`. */
export type UpdateWebhookPayload = {
  /** The webhook as it is now. */
  readonly webhook: Webhook;
};

/** The answer to `updateWebhook`. */
export type UpdateWebhookResult = UpdateWebhookPayload | EgressRefused | RequestRefused;

/** The input of `deleteWebhook`: a webhook to be deleted. */
export type DeleteWebhookInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
};

/** The success of `deleteWebhook`. */
export type DeleteWebhookPayload = {
  /** The id of the deleted webhook. */
  readonly deletedId: Scalars['ID']['output'];
};

/** The answer to `deleteWebhook`. */
export type DeleteWebhookResult = DeleteWebhookPayload | RequestRefused;

/** The input of `rotateWebhookSecret`: how a webhook changes its secret. */
export type RotateWebhookSecretInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
  /** How long the secrets before sign as well; 0–604,800. With 0 they are worth nothing from now on. */
  readonly graceSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `rotateWebhookSecret`. */
export type RotateWebhookSecretPayload = {
  /** The webhook, with its new secret for the only time. A replay shows none. */
  readonly webhook: Webhook;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `rotateWebhookSecret`. */
export type RotateWebhookSecretResult = RotateWebhookSecretPayload | RequestRefused;

/** The input of `testWebhook`: a webhook to be tried. */
export type TestWebhookInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
  /** The type of which it is to be told an example, marked by `test: true`. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `testWebhook`. */
export type TestWebhookPayload = {
  /** The delivery, queued. */
  readonly delivery: Delivery;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `testWebhook`. */
export type TestWebhookResult = TestWebhookPayload | RequestRefused;

/** The input of `redeliverDelivery`: a delivery to be made once more. */
export type RedeliverDeliveryInput = {
  /** The webhook. */
  readonly webhookId: Scalars['ID']['input'];
  /** The delivery. */
  readonly id: Scalars['ID']['input'];
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `redeliverDelivery`. */
export type RedeliverDeliveryPayload = {
  /** The new delivery, queued. */
  readonly delivery: Delivery;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `redeliverDelivery`. */
export type RedeliverDeliveryResult = RedeliverDeliveryPayload | RequestRefused;

/** The input of `replayWebhook`: which events the webhook is to be told once more. */
export type ReplayWebhookInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
  /** Events of this time and later. */
  readonly from: Scalars['DateTime']['input'];
  /** Events before this time; at the latest, and by default, now. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only events of these types and families, of those that the webhook listens to. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only events whose delivery failed, and whose last redelivery, where there was one, failed as well. */
  readonly onlyFailed?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1–255 characters: the same key with the same input answers the same for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The success of `replayWebhook`. */
export type ReplayWebhookPayload = {
  /** The job. */
  readonly job: Job;
  /** Whether this is the answer of an earlier request with the same `idempotencyKey`. */
  readonly replayed: Scalars['Boolean']['output'];
};

/** The answer to `replayWebhook`. */
export type ReplayWebhookResult = ReplayWebhookPayload | RequestRefused;

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<
  TTypes,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
> = (parent: TParent, context: TContext, info: GraphQLResolveInfo) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  CreateKeyResult:
    | (CreateKeyPayload & { __typename: 'CreateKeyPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteKeyResult:
    | (DeleteKeyPayload & { __typename: 'DeleteKeyPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateAccountResult:
    | (Omit<CreateAccountPayload, 'account'> & { account: _RefType['Account'] } & {
        __typename: 'CreateAccountPayload';
      })
    | (AccountLoginFailed & { __typename: 'AccountLoginFailed' })
    | (AlreadyExists & { __typename: 'AlreadyExists' })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  UpdateAccountResult:
    | (Omit<UpdateAccountPayload, 'account'> & { account: _RefType['Account'] } & {
        __typename: 'UpdateAccountPayload';
      })
    | (AccountLoginFailed & { __typename: 'AccountLoginFailed' })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteAccountResult:
    | (DeleteAccountPayload & { __typename: 'DeleteAccountPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  ReconnectAccountResult:
    | (Omit<ReconnectAccountPayload, 'account'> & { account: _RefType['Account'] } & {
        __typename: 'ReconnectAccountPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  VerifyAccountResult:
    | (VerifyAccountPayload & { __typename: 'VerifyAccountPayload' })
    | (AccountLoginFailed & { __typename: 'AccountLoginFailed' })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateMailboxResult:
    | (Omit<CreateMailboxPayload, 'mailbox'> & { mailbox: _RefType['Mailbox'] } & {
        __typename: 'CreateMailboxPayload';
      })
    | (AlreadyExists & { __typename: 'AlreadyExists' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  UpdateMailboxResult:
    | (Omit<UpdateMailboxPayload, 'mailbox'> & { mailbox: _RefType['Mailbox'] } & {
        __typename: 'UpdateMailboxPayload';
      })
    | (AlreadyExists & { __typename: 'AlreadyExists' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteMailboxResult:
    | (DeleteMailboxPayload & { __typename: 'DeleteMailboxPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  UpdateMessagesResult:
    | (Omit<UpdateMessagesPayload, 'results'> & { results: ReadonlyArray<_RefType['MessageResult']> } & {
        __typename: 'UpdateMessagesPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  MoveMessagesResult:
    | (Omit<MoveMessagesPayload, 'results'> & { results: ReadonlyArray<_RefType['MessageResult']> } & {
        __typename: 'MoveMessagesPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CopyMessagesResult:
    | (Omit<CopyMessagesPayload, 'results'> & { results: ReadonlyArray<_RefType['MessageResult']> } & {
        __typename: 'CopyMessagesPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteMessagesResult:
    | (Omit<DeleteMessagesPayload, 'results'> & { results: ReadonlyArray<_RefType['MessageResult']> } & {
        __typename: 'DeleteMessagesPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  BulkUpdateMessagesResult:
    | (Omit<BulkUpdateMessagesPayload, 'job'> & { job?: Maybe<_RefType['Job']> } & {
        __typename: 'BulkUpdateMessagesPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CancelJobResult:
    | (Omit<CancelJobPayload, 'job'> & { job: _RefType['Job'] } & { __typename: 'CancelJobPayload' })
    | (NotCancellable & { __typename: 'NotCancellable' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  AppendMessageResult:
    | (Omit<AppendMessagePayload, 'appended'> & { appended?: Maybe<_RefType['Message']> } & {
        __typename: 'AppendMessagePayload';
      })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  ReplaceDraftResult:
    | (Omit<ReplaceDraftPayload, 'replacement'> & { replacement?: Maybe<_RefType['Message']> } & {
        __typename: 'ReplaceDraftPayload';
      })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  SubmitDraftResult:
    | (SubmitDraftPayload & { __typename: 'SubmitDraftPayload' })
    | (AlreadySent & { __typename: 'AlreadySent' })
    | (NoSmtp & { __typename: 'NoSmtp' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  UnsubscribeMessageResult:
    | (UnsubscribeMessagePayload & { __typename: 'UnsubscribeMessagePayload' })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (NoSmtp & { __typename: 'NoSmtp' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateSubmissionResult:
    | (CreateSubmissionPayload & { __typename: 'CreateSubmissionPayload' })
    | (AlreadySent & { __typename: 'AlreadySent' })
    | (NoSmtp & { __typename: 'NoSmtp' })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateMergeResult:
    | (Omit<CreateMergePayload, 'job'> & { job?: Maybe<_RefType['Job']> } & {
        __typename: 'CreateMergePayload';
      })
    | (NoSmtp & { __typename: 'NoSmtp' })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  RescheduleSubmissionResult:
    | (RescheduleSubmissionPayload & { __typename: 'RescheduleSubmissionPayload' })
    | (AlreadySent & { __typename: 'AlreadySent' })
    | (NotCancellable & { __typename: 'NotCancellable' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateSuppressionResult:
    | (CreateSuppressionPayload & { __typename: 'CreateSuppressionPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteSuppressionResult:
    | (DeleteSuppressionPayload & { __typename: 'DeleteSuppressionPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CancelSubmissionResult:
    | (CancelSubmissionPayload & { __typename: 'CancelSubmissionPayload' })
    | (AlreadySent & { __typename: 'AlreadySent' })
    | (NotCancellable & { __typename: 'NotCancellable' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  RetrySubmissionResult:
    | (RetrySubmissionPayload & { __typename: 'RetrySubmissionPayload' })
    | (AlreadySent & { __typename: 'AlreadySent' })
    | (NotCancellable & { __typename: 'NotCancellable' })
    | (NoSmtp & { __typename: 'NoSmtp' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateTemplateResult:
    | (Omit<CreateTemplatePayload, 'template'> & { template: _RefType['Template'] } & {
        __typename: 'CreateTemplatePayload';
      })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  UpdateTemplateResult:
    | (Omit<UpdateTemplatePayload, 'template'> & { template: _RefType['Template'] } & {
        __typename: 'UpdateTemplatePayload';
      })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteTemplateResult:
    | (DeleteTemplatePayload & { __typename: 'DeleteTemplatePayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  CreateWebhookResult:
    | (Omit<CreateWebhookPayload, 'webhook'> & { webhook: _RefType['Webhook'] } & {
        __typename: 'CreateWebhookPayload';
      })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  UpdateWebhookResult:
    | (Omit<UpdateWebhookPayload, 'webhook'> & { webhook: _RefType['Webhook'] } & {
        __typename: 'UpdateWebhookPayload';
      })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  DeleteWebhookResult:
    | (DeleteWebhookPayload & { __typename: 'DeleteWebhookPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  RotateWebhookSecretResult:
    | (Omit<RotateWebhookSecretPayload, 'webhook'> & { webhook: _RefType['Webhook'] } & {
        __typename: 'RotateWebhookSecretPayload';
      })
    | (RequestRefused & { __typename: 'RequestRefused' });
  TestWebhookResult:
    | (TestWebhookPayload & { __typename: 'TestWebhookPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  RedeliverDeliveryResult:
    | (RedeliverDeliveryPayload & { __typename: 'RedeliverDeliveryPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
  ReplayWebhookResult:
    | (Omit<ReplayWebhookPayload, 'job'> & { job: _RefType['Job'] } & { __typename: 'ReplayWebhookPayload' })
    | (RequestRefused & { __typename: 'RequestRefused' });
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | (Omit<
        Omit<Account, 'mailboxes' | 'mailbox' | 'messages' | 'message' | 'thread'> & {
          mailboxes: _RefType['MailboxConnection'];
          mailbox?: Maybe<_RefType['Mailbox']>;
          messages: _RefType['MessageConnection'];
          message?: Maybe<_RefType['Message']>;
          thread?: Maybe<_RefType['Thread']>;
        },
        'mailboxes' | 'mailbox' | 'messages' | 'message' | 'submissions' | 'suppressions' | 'diagnostics'
      > & { __typename: 'Account' })
    | (Key & { __typename: 'Key' })
    | (Omit<
        Omit<Mailbox, 'messages'> & { messages: _RefType['MessageConnection'] },
        'messages' | 'changes'
      > & { __typename: 'Mailbox' })
    | (Omit<Thread, 'messages'> & { messages: ReadonlyArray<_RefType['Message']> } & { __typename: 'Thread' })
    | (Partial<Omit<Message, 'thread'> & { thread?: Maybe<_RefType['Thread']> }> &
        Pick<Omit<Message, 'thread'> & { thread?: Maybe<_RefType['Thread']> }, 'id'> & {
          __typename: 'Message';
        })
    | (Submission & { __typename: 'Submission' })
    | (Omit<Template, 'preview'> & { __typename: 'Template' })
    | (Omit<Webhook, 'deliveries' | 'delivery'> & { __typename: 'Webhook' })
    | (Omit<Job, 'results'> & { __typename: 'Job' });
  Event:
    | (Omit<
        Omit<MessageEvent, 'message' | 'mailbox'> & {
          message?: Maybe<_RefType['Message']>;
          mailbox?: Maybe<_RefType['MailboxReference']>;
        },
        'message'
      > & { __typename: 'MessageEvent' })
    | (Omit<MailboxEvent, 'mailbox' | 'previous'> & {
        mailbox: _RefType['MailboxReference'];
        previous?: Maybe<_RefType['MailboxReference']>;
      } & { __typename: 'MailboxEvent' })
    | (SubmissionEvent & { __typename: 'SubmissionEvent' })
    | (AccountEvent & { __typename: 'AccountEvent' })
    | (Omit<EventsMissedEvent, 'mailbox'> & { mailbox?: Maybe<_RefType['MailboxReference']> } & {
        __typename: 'EventsMissedEvent';
      })
    | (WebhookEvent & { __typename: 'WebhookEvent' });
  Refusal:
    | (AccountLoginFailed & { __typename: 'AccountLoginFailed' })
    | (AlreadyExists & { __typename: 'AlreadyExists' })
    | (AlreadySent & { __typename: 'AlreadySent' })
    | (NotCancellable & { __typename: 'NotCancellable' })
    | (NoSmtp & { __typename: 'NoSmtp' })
    | (EgressRefused & { __typename: 'EgressRefused' })
    | (TemplateError & { __typename: 'TemplateError' })
    | (RequestRefused & { __typename: 'RequestRefused' });
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  UnsignedInt: ResolverTypeWrapper<Scalars['UnsignedInt']['output']>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Account: ResolverTypeWrapper<
    Omit<
      Omit<Account, 'mailboxes' | 'mailbox' | 'messages' | 'message' | 'thread'> & {
        mailboxes: ResolversTypes['MailboxConnection'];
        mailbox?: Maybe<ResolversTypes['Mailbox']>;
        messages: ResolversTypes['MessageConnection'];
        message?: Maybe<ResolversTypes['Message']>;
        thread?: Maybe<ResolversTypes['Thread']>;
      },
      'mailboxes' | 'mailbox' | 'messages' | 'message' | 'submissions' | 'suppressions' | 'diagnostics'
    >
  >;
  Diagnostics: ResolverTypeWrapper<Diagnostics>;
  ImapDiagnostics: ResolverTypeWrapper<ImapDiagnostics>;
  SelfTest: ResolverTypeWrapper<SelfTest>;
  ServerQuirk: null;
  SmtpDiagnostics: ResolverTypeWrapper<SmtpDiagnostics>;
  WatchDiagnostics: ResolverTypeWrapper<WatchDiagnostics>;
  WatchMode: null;
  WatchedMailboxDiagnostics: ResolverTypeWrapper<WatchedMailboxDiagnostics>;
  SyncFidelity: null;
  ConnectionDiagnostics: ResolverTypeWrapper<ConnectionDiagnostics>;
  AccountState: null;
  SendingState: null;
  Sending: ResolverTypeWrapper<Sending>;
  Security: null;
  AuthType: null;
  TokenProvider: null;
  Server: ResolverTypeWrapper<Server>;
  ServerAuth: ResolverTypeWrapper<ServerAuth>;
  ServerTls: ResolverTypeWrapper<ServerTls>;
  Watch: ResolverTypeWrapper<Watch>;
  MailboxSelection: ResolverTypeWrapper<MailboxSelection>;
  Limits: ResolverTypeWrapper<Limits>;
  OnUnknown: null;
  SentCopy: null;
  AccountConnection: ResolverTypeWrapper<
    Omit<AccountConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AccountEdge']> }
  >;
  AccountEdge: ResolverTypeWrapper<Omit<AccountEdge, 'node'> & { node: ResolversTypes['Account'] }>;
  Key: ResolverTypeWrapper<Key>;
  AccountSelection: ResolverTypeWrapper<AccountSelection>;
  KeyConnection: ResolverTypeWrapper<KeyConnection>;
  KeyEdge: ResolverTypeWrapper<KeyEdge>;
  Mailbox: ResolverTypeWrapper<
    Omit<
      Omit<Mailbox, 'messages'> & { messages: ResolversTypes['MessageConnection'] },
      'messages' | 'changes'
    >
  >;
  Quota: ResolverTypeWrapper<Quota>;
  QuotaUsage: ResolverTypeWrapper<QuotaUsage>;
  MailboxChanges: ResolverTypeWrapper<MailboxChanges>;
  SpecialUse: null;
  MailboxConnection: ResolverTypeWrapper<
    Omit<MailboxConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['MailboxEdge']> }
  >;
  MailboxEdge: ResolverTypeWrapper<Omit<MailboxEdge, 'node'> & { node: ResolversTypes['Mailbox'] }>;
  HtmlForm: null;
  RemoteImages: null;
  Thread: ResolverTypeWrapper<
    Omit<Thread, 'messages'> & { messages: ReadonlyArray<ResolversTypes['Message']> }
  >;
  Message: ResolverTypeWrapper<
    Partial<Omit<Message, 'thread'> & { thread?: Maybe<ResolversTypes['Thread']> }> &
      Pick<Omit<Message, 'thread'> & { thread?: Maybe<ResolversTypes['Thread']> }, 'id'>
  >;
  Address: ResolverTypeWrapper<Address>;
  Authentication: ResolverTypeWrapper<Authentication>;
  MessageSecurity: ResolverTypeWrapper<MessageSecurity>;
  MessageSecurityKind: null;
  Report: ResolverTypeWrapper<Report>;
  ReportKind: null;
  ReportedRecipient: ResolverTypeWrapper<ReportedRecipient>;
  ReportAction: null;
  BounceReason: null;
  CalendarTime: ResolverTypeWrapper<CalendarTime>;
  CalendarItem: ResolverTypeWrapper<CalendarItem>;
  CalendarKind: null;
  Attendee: ResolverTypeWrapper<Attendee>;
  MailingList: ResolverTypeWrapper<MailingList>;
  HeaderField: ResolverTypeWrapper<HeaderField>;
  Attachment: ResolverTypeWrapper<Attachment>;
  EnclosedAttachment: ResolverTypeWrapper<EnclosedAttachment>;
  Disposition: null;
  MessageConnection: ResolverTypeWrapper<
    Omit<MessageConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['MessageEdge']> }
  >;
  SkippedMailbox: ResolverTypeWrapper<SkippedMailbox>;
  MessageEdge: ResolverTypeWrapper<Omit<MessageEdge, 'node'> & { node: ResolversTypes['Message'] }>;
  Snippet: ResolverTypeWrapper<Snippet>;
  SnippetField: null;
  MessageOrder: MessageOrder;
  MessageSortKey: null;
  MessageFilter: MessageFilter;
  HeaderFilter: HeaderFilter;
  FlagFilter: FlagFilter;
  Submission: ResolverTypeWrapper<Submission>;
  Dsn: ResolverTypeWrapper<Dsn>;
  DsnOccasion: null;
  DsnReturn: null;
  SubmissionStatus: null;
  Priority: null;
  Envelope: ResolverTypeWrapper<Envelope>;
  SubmissionRecipient: ResolverTypeWrapper<SubmissionRecipient>;
  RecipientStatus: null;
  RecipientReport: ResolverTypeWrapper<RecipientReport>;
  EventCause: ResolverTypeWrapper<EventCause>;
  EventCauseKind: null;
  SmtpReply: ResolverTypeWrapper<SmtpReply>;
  SubmissionAttempt: ResolverTypeWrapper<SubmissionAttempt>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  AttemptOutcome: null;
  SubmissionConnection: ResolverTypeWrapper<SubmissionConnection>;
  SubmissionEdge: ResolverTypeWrapper<SubmissionEdge>;
  Suppression: ResolverTypeWrapper<Suppression>;
  SuppressionReason: null;
  SuppressionConnection: ResolverTypeWrapper<SuppressionConnection>;
  SuppressionEdge: ResolverTypeWrapper<SuppressionEdge>;
  Template: ResolverTypeWrapper<Omit<Template, 'preview'>>;
  TemplatePreview: ResolverTypeWrapper<TemplatePreview>;
  TemplateConnection: ResolverTypeWrapper<
    Omit<TemplateConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['TemplateEdge']> }
  >;
  TemplateEdge: ResolverTypeWrapper<Omit<TemplateEdge, 'node'> & { node: ResolversTypes['Template'] }>;
  Event: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Event']>;
  MessageEvent: ResolverTypeWrapper<
    Omit<
      Omit<MessageEvent, 'message' | 'mailbox'> & {
        message?: Maybe<ResolversTypes['Message']>;
        mailbox?: Maybe<ResolversTypes['MailboxReference']>;
      },
      'message'
    >
  >;
  EventFlags: ResolverTypeWrapper<EventFlags>;
  MessageLocation: ResolverTypeWrapper<MessageLocation>;
  MailboxEvent: ResolverTypeWrapper<
    Omit<MailboxEvent, 'mailbox' | 'previous'> & {
      mailbox: ResolversTypes['MailboxReference'];
      previous?: Maybe<ResolversTypes['MailboxReference']>;
    }
  >;
  MailboxReference: ResolverTypeWrapper<
    Omit<MailboxReference, 'specialUse'> & Partial<Pick<MailboxReference, 'specialUse'>>
  >;
  SubmissionEvent: ResolverTypeWrapper<SubmissionEvent>;
  AccountEvent: ResolverTypeWrapper<AccountEvent>;
  AccountReference: ResolverTypeWrapper<AccountReference>;
  EventsMissedEvent: ResolverTypeWrapper<
    Omit<EventsMissedEvent, 'mailbox'> & { mailbox?: Maybe<ResolversTypes['MailboxReference']> }
  >;
  MissedReason: null;
  WebhookEvent: ResolverTypeWrapper<WebhookEvent>;
  WebhookReference: ResolverTypeWrapper<WebhookReference>;
  EventConnection: ResolverTypeWrapper<
    Omit<EventConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EventEdge']> }
  >;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node: ResolversTypes['Event'] }>;
  Webhook: ResolverTypeWrapper<Omit<Webhook, 'deliveries' | 'delivery'>>;
  EndpointHealth: ResolverTypeWrapper<EndpointHealth>;
  PayloadLevel: null;
  DisabledReason: null;
  Delivery: ResolverTypeWrapper<Delivery>;
  ShownDelivery: ResolverTypeWrapper<ShownDelivery>;
  Exchange: ResolverTypeWrapper<Exchange>;
  ExchangeRequest: ResolverTypeWrapper<ExchangeRequest>;
  ExchangeResponse: ResolverTypeWrapper<ExchangeResponse>;
  DeliveryStatus: null;
  DeliveryAttempt: ResolverTypeWrapper<DeliveryAttempt>;
  WebhookConnection: ResolverTypeWrapper<
    Omit<WebhookConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['WebhookEdge']> }
  >;
  WebhookEdge: ResolverTypeWrapper<Omit<WebhookEdge, 'node'> & { node: ResolversTypes['Webhook'] }>;
  DeliveryConnection: ResolverTypeWrapper<DeliveryConnection>;
  DeliveryEdge: ResolverTypeWrapper<DeliveryEdge>;
  Refusal: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Refusal']>;
  Upstream: ResolverTypeWrapper<Upstream>;
  UpstreamProtocol: null;
  AccountLoginFailed: ResolverTypeWrapper<AccountLoginFailed>;
  AlreadyExists: ResolverTypeWrapper<AlreadyExists>;
  AlreadySent: ResolverTypeWrapper<AlreadySent>;
  NotCancellable: ResolverTypeWrapper<NotCancellable>;
  NoSmtp: ResolverTypeWrapper<NoSmtp>;
  EgressRefused: ResolverTypeWrapper<EgressRefused>;
  TemplateError: ResolverTypeWrapper<TemplateError>;
  RequestRefused: ResolverTypeWrapper<RequestRefused>;
  MessageResult: ResolverTypeWrapper<
    Omit<MessageResult, 'message' | 'refusal'> & {
      message?: Maybe<ResolversTypes['Message']>;
      refusal?: Maybe<ResolversTypes['Refusal']>;
    }
  >;
  AccountSelectionInput: AccountSelectionInput;
  MailboxSelectionInput: MailboxSelectionInput;
  WatchInput: WatchInput;
  LimitsInput: LimitsInput;
  SendingInput: SendingInput;
  ServerInput: ServerInput;
  AuthInput: AuthInput;
  ServerUpdateInput: ServerUpdateInput;
  AuthUpdateInput: AuthUpdateInput;
  TlsInput: TlsInput;
  AddressInput: AddressInput;
  HeaderFieldInput: HeaderFieldInput;
  MailingListInput: MailingListInput;
  AttachmentInput: AttachmentInput;
  ReferenceAction: null;
  TemplateInput: TemplateInput;
  ReferenceInput: ReferenceInput;
  EnvelopeInput: EnvelopeInput;
  FlagChangeInput: FlagChangeInput;
  LabelChangeInput: LabelChangeInput;
  ServerVerification: ResolverTypeWrapper<ServerVerification>;
  CreateKeyInput: CreateKeyInput;
  CreateKeyPayload: ResolverTypeWrapper<CreateKeyPayload>;
  CreateKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateKeyResult']>;
  DeleteKeyInput: DeleteKeyInput;
  DeleteKeyPayload: ResolverTypeWrapper<DeleteKeyPayload>;
  DeleteKeyResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteKeyResult']>;
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: ResolverTypeWrapper<
    Omit<CreateAccountPayload, 'account'> & { account: ResolversTypes['Account'] }
  >;
  CreateAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateAccountResult']>;
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: ResolverTypeWrapper<
    Omit<UpdateAccountPayload, 'account'> & { account: ResolversTypes['Account'] }
  >;
  UpdateAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateAccountResult']>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<DeleteAccountPayload>;
  DeleteAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteAccountResult']>;
  ReconnectAccountInput: ReconnectAccountInput;
  ReconnectAccountPayload: ResolverTypeWrapper<
    Omit<ReconnectAccountPayload, 'account'> & { account: ResolversTypes['Account'] }
  >;
  ReconnectAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReconnectAccountResult']>;
  VerifyAccountInput: VerifyAccountInput;
  VerifyAccountPayload: ResolverTypeWrapper<VerifyAccountPayload>;
  VerifyAccountResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['VerifyAccountResult']>;
  CreateMailboxInput: CreateMailboxInput;
  CreateMailboxPayload: ResolverTypeWrapper<
    Omit<CreateMailboxPayload, 'mailbox'> & { mailbox: ResolversTypes['Mailbox'] }
  >;
  CreateMailboxResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateMailboxResult']>;
  UpdateMailboxInput: UpdateMailboxInput;
  UpdateMailboxPayload: ResolverTypeWrapper<
    Omit<UpdateMailboxPayload, 'mailbox'> & { mailbox: ResolversTypes['Mailbox'] }
  >;
  UpdateMailboxResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateMailboxResult']>;
  DeleteMailboxInput: DeleteMailboxInput;
  DeleteMailboxPayload: ResolverTypeWrapper<DeleteMailboxPayload>;
  DeleteMailboxResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteMailboxResult']>;
  UpdateMessagesInput: UpdateMessagesInput;
  UpdateMessagesPayload: ResolverTypeWrapper<
    Omit<UpdateMessagesPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['MessageResult']> }
  >;
  UpdateMessagesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateMessagesResult']>;
  MoveMessagesInput: MoveMessagesInput;
  MoveMessagesPayload: ResolverTypeWrapper<
    Omit<MoveMessagesPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['MessageResult']> }
  >;
  MoveMessagesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['MoveMessagesResult']>;
  CopyMessagesInput: CopyMessagesInput;
  CopyMessagesPayload: ResolverTypeWrapper<
    Omit<CopyMessagesPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['MessageResult']> }
  >;
  CopyMessagesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CopyMessagesResult']>;
  DeleteMessagesInput: DeleteMessagesInput;
  DeleteMessagesPayload: ResolverTypeWrapper<
    Omit<DeleteMessagesPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['MessageResult']> }
  >;
  DeleteMessagesResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteMessagesResult']>;
  BulkAction: null;
  BulkUpdateMessagesInput: BulkUpdateMessagesInput;
  BulkUpdateMessagesPayload: ResolverTypeWrapper<
    Omit<BulkUpdateMessagesPayload, 'job'> & { job?: Maybe<ResolversTypes['Job']> }
  >;
  BulkUpdateMessagesResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['BulkUpdateMessagesResult']
  >;
  BulkResult: ResolverTypeWrapper<BulkResult>;
  Job: ResolverTypeWrapper<Omit<Job, 'results'>>;
  JobType: null;
  ReplayProgress: ResolverTypeWrapper<ReplayProgress>;
  JobStatus: null;
  JobProgress: ResolverTypeWrapper<JobProgress>;
  SubmissionCounts: ResolverTypeWrapper<SubmissionCounts>;
  JobResult: ResolverTypeWrapper<JobResult>;
  BulkMessageConnection: ResolverTypeWrapper<BulkMessageConnection>;
  BulkMessageEdge: ResolverTypeWrapper<BulkMessageEdge>;
  CancelJobInput: CancelJobInput;
  CancelJobPayload: ResolverTypeWrapper<Omit<CancelJobPayload, 'job'> & { job: ResolversTypes['Job'] }>;
  CancelJobResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelJobResult']>;
  BulkMessage: ResolverTypeWrapper<BulkMessage>;
  BulkOutcome: null;
  BulkFailure: ResolverTypeWrapper<BulkFailure>;
  AppendMessageInput: AppendMessageInput;
  AppendMessagePayload: ResolverTypeWrapper<
    Omit<AppendMessagePayload, 'appended'> & { appended?: Maybe<ResolversTypes['Message']> }
  >;
  AppendMessageResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['AppendMessageResult']>;
  ReplaceDraftInput: ReplaceDraftInput;
  ReplaceDraftPayload: ResolverTypeWrapper<
    Omit<ReplaceDraftPayload, 'replacement'> & { replacement?: Maybe<ResolversTypes['Message']> }
  >;
  ReplaceDraftResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplaceDraftResult']>;
  SubmitDraftInput: SubmitDraftInput;
  SubmitDraftPayload: ResolverTypeWrapper<SubmitDraftPayload>;
  SubmitDraftResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['SubmitDraftResult']>;
  UnsubscribeMethod: null;
  UnsubscribeStatus: null;
  UnsubscribeMessageInput: UnsubscribeMessageInput;
  UnsubscribeMessagePayload: ResolverTypeWrapper<UnsubscribeMessagePayload>;
  UnsubscribeMessageResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['UnsubscribeMessageResult']
  >;
  DsnInput: DsnInput;
  MergeRecipientInput: MergeRecipientInput;
  CreateSubmissionInput: CreateSubmissionInput;
  SubmissionDryRun: ResolverTypeWrapper<SubmissionDryRun>;
  MessageWarning: ResolverTypeWrapper<MessageWarning>;
  MimeEncoding: null;
  CreateSubmissionPayload: ResolverTypeWrapper<CreateSubmissionPayload>;
  CreateSubmissionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateSubmissionResult']>;
  CreateMergeInput: CreateMergeInput;
  CreateMergePayload: ResolverTypeWrapper<
    Omit<CreateMergePayload, 'job'> & { job?: Maybe<ResolversTypes['Job']> }
  >;
  CreateMergeResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateMergeResult']>;
  RescheduleSubmissionInput: RescheduleSubmissionInput;
  RescheduleSubmissionPayload: ResolverTypeWrapper<RescheduleSubmissionPayload>;
  RescheduleSubmissionResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['RescheduleSubmissionResult']
  >;
  CreateSuppressionInput: CreateSuppressionInput;
  CreateSuppressionPayload: ResolverTypeWrapper<CreateSuppressionPayload>;
  CreateSuppressionResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['CreateSuppressionResult']
  >;
  DeleteSuppressionInput: DeleteSuppressionInput;
  DeleteSuppressionPayload: ResolverTypeWrapper<DeleteSuppressionPayload>;
  DeleteSuppressionResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['DeleteSuppressionResult']
  >;
  CancelSubmissionInput: CancelSubmissionInput;
  CancelSubmissionPayload: ResolverTypeWrapper<CancelSubmissionPayload>;
  CancelSubmissionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CancelSubmissionResult']>;
  RetrySubmissionInput: RetrySubmissionInput;
  RetrySubmissionPayload: ResolverTypeWrapper<RetrySubmissionPayload>;
  RetrySubmissionResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['RetrySubmissionResult']>;
  CreateTemplateInput: CreateTemplateInput;
  CreateTemplatePayload: ResolverTypeWrapper<
    Omit<CreateTemplatePayload, 'template'> & { template: ResolversTypes['Template'] }
  >;
  CreateTemplateResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateTemplateResult']>;
  UpdateTemplateInput: UpdateTemplateInput;
  UpdateTemplatePayload: ResolverTypeWrapper<
    Omit<UpdateTemplatePayload, 'template'> & { template: ResolversTypes['Template'] }
  >;
  UpdateTemplateResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateTemplateResult']>;
  DeleteTemplateInput: DeleteTemplateInput;
  DeleteTemplatePayload: ResolverTypeWrapper<DeleteTemplatePayload>;
  DeleteTemplateResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteTemplateResult']>;
  WebhookFilterInput: WebhookFilterInput;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<
    Omit<CreateWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  CreateWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['CreateWebhookResult']>;
  UpdateWebhookInput: UpdateWebhookInput;
  UpdateWebhookPayload: ResolverTypeWrapper<
    Omit<UpdateWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  UpdateWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['UpdateWebhookResult']>;
  DeleteWebhookInput: DeleteWebhookInput;
  DeleteWebhookPayload: ResolverTypeWrapper<DeleteWebhookPayload>;
  DeleteWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['DeleteWebhookResult']>;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: ResolverTypeWrapper<
    Omit<RotateWebhookSecretPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }
  >;
  RotateWebhookSecretResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['RotateWebhookSecretResult']
  >;
  TestWebhookInput: TestWebhookInput;
  TestWebhookPayload: ResolverTypeWrapper<TestWebhookPayload>;
  TestWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['TestWebhookResult']>;
  RedeliverDeliveryInput: RedeliverDeliveryInput;
  RedeliverDeliveryPayload: ResolverTypeWrapper<RedeliverDeliveryPayload>;
  RedeliverDeliveryResult: ResolverTypeWrapper<
    ResolversUnionTypes<ResolversTypes>['RedeliverDeliveryResult']
  >;
  ReplayWebhookInput: ReplayWebhookInput;
  ReplayWebhookPayload: ResolverTypeWrapper<
    Omit<ReplayWebhookPayload, 'job'> & { job: ResolversTypes['Job'] }
  >;
  ReplayWebhookResult: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['ReplayWebhookResult']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  JSON: Scalars['JSON']['output'];
  UnsignedInt: Scalars['UnsignedInt']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  ID: Scalars['ID']['output'];
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  String: Scalars['String']['output'];
  Query: Record<PropertyKey, never>;
  Int: Scalars['Int']['output'];
  Mutation: Record<PropertyKey, never>;
  Subscription: Record<PropertyKey, never>;
  Account: Omit<
    Omit<Account, 'mailboxes' | 'mailbox' | 'messages' | 'message' | 'thread'> & {
      mailboxes: ResolversParentTypes['MailboxConnection'];
      mailbox?: Maybe<ResolversParentTypes['Mailbox']>;
      messages: ResolversParentTypes['MessageConnection'];
      message?: Maybe<ResolversParentTypes['Message']>;
      thread?: Maybe<ResolversParentTypes['Thread']>;
    },
    'mailboxes' | 'mailbox' | 'messages' | 'message' | 'submissions' | 'suppressions' | 'diagnostics'
  >;
  Diagnostics: Diagnostics;
  ImapDiagnostics: ImapDiagnostics;
  SelfTest: SelfTest;
  SmtpDiagnostics: SmtpDiagnostics;
  WatchDiagnostics: WatchDiagnostics;
  WatchedMailboxDiagnostics: WatchedMailboxDiagnostics;
  ConnectionDiagnostics: ConnectionDiagnostics;
  Sending: Sending;
  Server: Server;
  ServerAuth: ServerAuth;
  ServerTls: ServerTls;
  Watch: Watch;
  MailboxSelection: MailboxSelection;
  Limits: Limits;
  AccountConnection: Omit<AccountConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['AccountEdge']>;
  };
  AccountEdge: Omit<AccountEdge, 'node'> & { node: ResolversParentTypes['Account'] };
  Key: Key;
  AccountSelection: AccountSelection;
  KeyConnection: KeyConnection;
  KeyEdge: KeyEdge;
  Mailbox: Omit<
    Omit<Mailbox, 'messages'> & { messages: ResolversParentTypes['MessageConnection'] },
    'messages' | 'changes'
  >;
  Quota: Quota;
  QuotaUsage: QuotaUsage;
  MailboxChanges: MailboxChanges;
  MailboxConnection: Omit<MailboxConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['MailboxEdge']>;
  };
  MailboxEdge: Omit<MailboxEdge, 'node'> & { node: ResolversParentTypes['Mailbox'] };
  Thread: Omit<Thread, 'messages'> & { messages: ReadonlyArray<ResolversParentTypes['Message']> };
  Message: Partial<Omit<Message, 'thread'> & { thread?: Maybe<ResolversParentTypes['Thread']> }> &
    Pick<Omit<Message, 'thread'> & { thread?: Maybe<ResolversParentTypes['Thread']> }, 'id'>;
  Address: Address;
  Authentication: Authentication;
  MessageSecurity: MessageSecurity;
  Report: Report;
  ReportedRecipient: ReportedRecipient;
  CalendarTime: CalendarTime;
  CalendarItem: CalendarItem;
  Attendee: Attendee;
  MailingList: MailingList;
  HeaderField: HeaderField;
  Attachment: Attachment;
  EnclosedAttachment: EnclosedAttachment;
  MessageConnection: Omit<MessageConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['MessageEdge']>;
  };
  SkippedMailbox: SkippedMailbox;
  MessageEdge: Omit<MessageEdge, 'node'> & { node: ResolversParentTypes['Message'] };
  Snippet: Snippet;
  MessageOrder: MessageOrder;
  MessageFilter: MessageFilter;
  HeaderFilter: HeaderFilter;
  FlagFilter: FlagFilter;
  Submission: Submission;
  Dsn: Dsn;
  Envelope: Envelope;
  SubmissionRecipient: SubmissionRecipient;
  RecipientReport: RecipientReport;
  EventCause: EventCause;
  SmtpReply: SmtpReply;
  SubmissionAttempt: SubmissionAttempt;
  Float: Scalars['Float']['output'];
  SubmissionConnection: SubmissionConnection;
  SubmissionEdge: SubmissionEdge;
  Suppression: Suppression;
  SuppressionConnection: SuppressionConnection;
  SuppressionEdge: SuppressionEdge;
  Template: Omit<Template, 'preview'>;
  TemplatePreview: TemplatePreview;
  TemplateConnection: Omit<TemplateConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['TemplateEdge']>;
  };
  TemplateEdge: Omit<TemplateEdge, 'node'> & { node: ResolversParentTypes['Template'] };
  Event: ResolversInterfaceTypes<ResolversParentTypes>['Event'];
  MessageEvent: Omit<
    Omit<MessageEvent, 'message' | 'mailbox'> & {
      message?: Maybe<ResolversParentTypes['Message']>;
      mailbox?: Maybe<ResolversParentTypes['MailboxReference']>;
    },
    'message'
  >;
  EventFlags: EventFlags;
  MessageLocation: MessageLocation;
  MailboxEvent: Omit<MailboxEvent, 'mailbox' | 'previous'> & {
    mailbox: ResolversParentTypes['MailboxReference'];
    previous?: Maybe<ResolversParentTypes['MailboxReference']>;
  };
  MailboxReference: Omit<MailboxReference, 'specialUse'> & Partial<Pick<MailboxReference, 'specialUse'>>;
  SubmissionEvent: SubmissionEvent;
  AccountEvent: AccountEvent;
  AccountReference: AccountReference;
  EventsMissedEvent: Omit<EventsMissedEvent, 'mailbox'> & {
    mailbox?: Maybe<ResolversParentTypes['MailboxReference']>;
  };
  WebhookEvent: WebhookEvent;
  WebhookReference: WebhookReference;
  EventConnection: Omit<EventConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['EventEdge']>;
  };
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['Event'] };
  Webhook: Omit<Webhook, 'deliveries' | 'delivery'>;
  EndpointHealth: EndpointHealth;
  Delivery: Delivery;
  ShownDelivery: ShownDelivery;
  Exchange: Exchange;
  ExchangeRequest: ExchangeRequest;
  ExchangeResponse: ExchangeResponse;
  DeliveryAttempt: DeliveryAttempt;
  WebhookConnection: Omit<WebhookConnection, 'edges'> & {
    edges: ReadonlyArray<ResolversParentTypes['WebhookEdge']>;
  };
  WebhookEdge: Omit<WebhookEdge, 'node'> & { node: ResolversParentTypes['Webhook'] };
  DeliveryConnection: DeliveryConnection;
  DeliveryEdge: DeliveryEdge;
  Refusal: ResolversInterfaceTypes<ResolversParentTypes>['Refusal'];
  Upstream: Upstream;
  AccountLoginFailed: AccountLoginFailed;
  AlreadyExists: AlreadyExists;
  AlreadySent: AlreadySent;
  NotCancellable: NotCancellable;
  NoSmtp: NoSmtp;
  EgressRefused: EgressRefused;
  TemplateError: TemplateError;
  RequestRefused: RequestRefused;
  MessageResult: Omit<MessageResult, 'message' | 'refusal'> & {
    message?: Maybe<ResolversParentTypes['Message']>;
    refusal?: Maybe<ResolversParentTypes['Refusal']>;
  };
  AccountSelectionInput: AccountSelectionInput;
  MailboxSelectionInput: MailboxSelectionInput;
  WatchInput: WatchInput;
  LimitsInput: LimitsInput;
  SendingInput: SendingInput;
  ServerInput: ServerInput;
  AuthInput: AuthInput;
  ServerUpdateInput: ServerUpdateInput;
  AuthUpdateInput: AuthUpdateInput;
  TlsInput: TlsInput;
  AddressInput: AddressInput;
  HeaderFieldInput: HeaderFieldInput;
  MailingListInput: MailingListInput;
  AttachmentInput: AttachmentInput;
  TemplateInput: TemplateInput;
  ReferenceInput: ReferenceInput;
  EnvelopeInput: EnvelopeInput;
  FlagChangeInput: FlagChangeInput;
  LabelChangeInput: LabelChangeInput;
  ServerVerification: ServerVerification;
  CreateKeyInput: CreateKeyInput;
  CreateKeyPayload: CreateKeyPayload;
  CreateKeyResult: ResolversUnionTypes<ResolversParentTypes>['CreateKeyResult'];
  DeleteKeyInput: DeleteKeyInput;
  DeleteKeyPayload: DeleteKeyPayload;
  DeleteKeyResult: ResolversUnionTypes<ResolversParentTypes>['DeleteKeyResult'];
  CreateAccountInput: CreateAccountInput;
  CreateAccountPayload: Omit<CreateAccountPayload, 'account'> & { account: ResolversParentTypes['Account'] };
  CreateAccountResult: ResolversUnionTypes<ResolversParentTypes>['CreateAccountResult'];
  UpdateAccountInput: UpdateAccountInput;
  UpdateAccountPayload: Omit<UpdateAccountPayload, 'account'> & { account: ResolversParentTypes['Account'] };
  UpdateAccountResult: ResolversUnionTypes<ResolversParentTypes>['UpdateAccountResult'];
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: DeleteAccountPayload;
  DeleteAccountResult: ResolversUnionTypes<ResolversParentTypes>['DeleteAccountResult'];
  ReconnectAccountInput: ReconnectAccountInput;
  ReconnectAccountPayload: Omit<ReconnectAccountPayload, 'account'> & {
    account: ResolversParentTypes['Account'];
  };
  ReconnectAccountResult: ResolversUnionTypes<ResolversParentTypes>['ReconnectAccountResult'];
  VerifyAccountInput: VerifyAccountInput;
  VerifyAccountPayload: VerifyAccountPayload;
  VerifyAccountResult: ResolversUnionTypes<ResolversParentTypes>['VerifyAccountResult'];
  CreateMailboxInput: CreateMailboxInput;
  CreateMailboxPayload: Omit<CreateMailboxPayload, 'mailbox'> & { mailbox: ResolversParentTypes['Mailbox'] };
  CreateMailboxResult: ResolversUnionTypes<ResolversParentTypes>['CreateMailboxResult'];
  UpdateMailboxInput: UpdateMailboxInput;
  UpdateMailboxPayload: Omit<UpdateMailboxPayload, 'mailbox'> & { mailbox: ResolversParentTypes['Mailbox'] };
  UpdateMailboxResult: ResolversUnionTypes<ResolversParentTypes>['UpdateMailboxResult'];
  DeleteMailboxInput: DeleteMailboxInput;
  DeleteMailboxPayload: DeleteMailboxPayload;
  DeleteMailboxResult: ResolversUnionTypes<ResolversParentTypes>['DeleteMailboxResult'];
  UpdateMessagesInput: UpdateMessagesInput;
  UpdateMessagesPayload: Omit<UpdateMessagesPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['MessageResult']>;
  };
  UpdateMessagesResult: ResolversUnionTypes<ResolversParentTypes>['UpdateMessagesResult'];
  MoveMessagesInput: MoveMessagesInput;
  MoveMessagesPayload: Omit<MoveMessagesPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['MessageResult']>;
  };
  MoveMessagesResult: ResolversUnionTypes<ResolversParentTypes>['MoveMessagesResult'];
  CopyMessagesInput: CopyMessagesInput;
  CopyMessagesPayload: Omit<CopyMessagesPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['MessageResult']>;
  };
  CopyMessagesResult: ResolversUnionTypes<ResolversParentTypes>['CopyMessagesResult'];
  DeleteMessagesInput: DeleteMessagesInput;
  DeleteMessagesPayload: Omit<DeleteMessagesPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['MessageResult']>;
  };
  DeleteMessagesResult: ResolversUnionTypes<ResolversParentTypes>['DeleteMessagesResult'];
  BulkUpdateMessagesInput: BulkUpdateMessagesInput;
  BulkUpdateMessagesPayload: Omit<BulkUpdateMessagesPayload, 'job'> & {
    job?: Maybe<ResolversParentTypes['Job']>;
  };
  BulkUpdateMessagesResult: ResolversUnionTypes<ResolversParentTypes>['BulkUpdateMessagesResult'];
  BulkResult: BulkResult;
  Job: Omit<Job, 'results'>;
  ReplayProgress: ReplayProgress;
  JobProgress: JobProgress;
  SubmissionCounts: SubmissionCounts;
  JobResult: JobResult;
  BulkMessageConnection: BulkMessageConnection;
  BulkMessageEdge: BulkMessageEdge;
  CancelJobInput: CancelJobInput;
  CancelJobPayload: Omit<CancelJobPayload, 'job'> & { job: ResolversParentTypes['Job'] };
  CancelJobResult: ResolversUnionTypes<ResolversParentTypes>['CancelJobResult'];
  BulkMessage: BulkMessage;
  BulkFailure: BulkFailure;
  AppendMessageInput: AppendMessageInput;
  AppendMessagePayload: Omit<AppendMessagePayload, 'appended'> & {
    appended?: Maybe<ResolversParentTypes['Message']>;
  };
  AppendMessageResult: ResolversUnionTypes<ResolversParentTypes>['AppendMessageResult'];
  ReplaceDraftInput: ReplaceDraftInput;
  ReplaceDraftPayload: Omit<ReplaceDraftPayload, 'replacement'> & {
    replacement?: Maybe<ResolversParentTypes['Message']>;
  };
  ReplaceDraftResult: ResolversUnionTypes<ResolversParentTypes>['ReplaceDraftResult'];
  SubmitDraftInput: SubmitDraftInput;
  SubmitDraftPayload: SubmitDraftPayload;
  SubmitDraftResult: ResolversUnionTypes<ResolversParentTypes>['SubmitDraftResult'];
  UnsubscribeMessageInput: UnsubscribeMessageInput;
  UnsubscribeMessagePayload: UnsubscribeMessagePayload;
  UnsubscribeMessageResult: ResolversUnionTypes<ResolversParentTypes>['UnsubscribeMessageResult'];
  DsnInput: DsnInput;
  MergeRecipientInput: MergeRecipientInput;
  CreateSubmissionInput: CreateSubmissionInput;
  SubmissionDryRun: SubmissionDryRun;
  MessageWarning: MessageWarning;
  CreateSubmissionPayload: CreateSubmissionPayload;
  CreateSubmissionResult: ResolversUnionTypes<ResolversParentTypes>['CreateSubmissionResult'];
  CreateMergeInput: CreateMergeInput;
  CreateMergePayload: Omit<CreateMergePayload, 'job'> & { job?: Maybe<ResolversParentTypes['Job']> };
  CreateMergeResult: ResolversUnionTypes<ResolversParentTypes>['CreateMergeResult'];
  RescheduleSubmissionInput: RescheduleSubmissionInput;
  RescheduleSubmissionPayload: RescheduleSubmissionPayload;
  RescheduleSubmissionResult: ResolversUnionTypes<ResolversParentTypes>['RescheduleSubmissionResult'];
  CreateSuppressionInput: CreateSuppressionInput;
  CreateSuppressionPayload: CreateSuppressionPayload;
  CreateSuppressionResult: ResolversUnionTypes<ResolversParentTypes>['CreateSuppressionResult'];
  DeleteSuppressionInput: DeleteSuppressionInput;
  DeleteSuppressionPayload: DeleteSuppressionPayload;
  DeleteSuppressionResult: ResolversUnionTypes<ResolversParentTypes>['DeleteSuppressionResult'];
  CancelSubmissionInput: CancelSubmissionInput;
  CancelSubmissionPayload: CancelSubmissionPayload;
  CancelSubmissionResult: ResolversUnionTypes<ResolversParentTypes>['CancelSubmissionResult'];
  RetrySubmissionInput: RetrySubmissionInput;
  RetrySubmissionPayload: RetrySubmissionPayload;
  RetrySubmissionResult: ResolversUnionTypes<ResolversParentTypes>['RetrySubmissionResult'];
  CreateTemplateInput: CreateTemplateInput;
  CreateTemplatePayload: Omit<CreateTemplatePayload, 'template'> & {
    template: ResolversParentTypes['Template'];
  };
  CreateTemplateResult: ResolversUnionTypes<ResolversParentTypes>['CreateTemplateResult'];
  UpdateTemplateInput: UpdateTemplateInput;
  UpdateTemplatePayload: Omit<UpdateTemplatePayload, 'template'> & {
    template: ResolversParentTypes['Template'];
  };
  UpdateTemplateResult: ResolversUnionTypes<ResolversParentTypes>['UpdateTemplateResult'];
  DeleteTemplateInput: DeleteTemplateInput;
  DeleteTemplatePayload: DeleteTemplatePayload;
  DeleteTemplateResult: ResolversUnionTypes<ResolversParentTypes>['DeleteTemplateResult'];
  WebhookFilterInput: WebhookFilterInput;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: Omit<CreateWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  CreateWebhookResult: ResolversUnionTypes<ResolversParentTypes>['CreateWebhookResult'];
  UpdateWebhookInput: UpdateWebhookInput;
  UpdateWebhookPayload: Omit<UpdateWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  UpdateWebhookResult: ResolversUnionTypes<ResolversParentTypes>['UpdateWebhookResult'];
  DeleteWebhookInput: DeleteWebhookInput;
  DeleteWebhookPayload: DeleteWebhookPayload;
  DeleteWebhookResult: ResolversUnionTypes<ResolversParentTypes>['DeleteWebhookResult'];
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: Omit<RotateWebhookSecretPayload, 'webhook'> & {
    webhook: ResolversParentTypes['Webhook'];
  };
  RotateWebhookSecretResult: ResolversUnionTypes<ResolversParentTypes>['RotateWebhookSecretResult'];
  TestWebhookInput: TestWebhookInput;
  TestWebhookPayload: TestWebhookPayload;
  TestWebhookResult: ResolversUnionTypes<ResolversParentTypes>['TestWebhookResult'];
  RedeliverDeliveryInput: RedeliverDeliveryInput;
  RedeliverDeliveryPayload: RedeliverDeliveryPayload;
  RedeliverDeliveryResult: ResolversUnionTypes<ResolversParentTypes>['RedeliverDeliveryResult'];
  ReplayWebhookInput: ReplayWebhookInput;
  ReplayWebhookPayload: Omit<ReplayWebhookPayload, 'job'> & { job: ResolversParentTypes['Job'] };
  ReplayWebhookResult: ResolversUnionTypes<ResolversParentTypes>['ReplayWebhookResult'];
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface UnsignedIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['UnsignedInt'], any> {
  name: 'UnsignedInt';
}

export type NodeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node'],
> = {
  __resolveType: TypeResolveFn<
    'Account' | 'Key' | 'Mailbox' | 'Thread' | 'Message' | 'Submission' | 'Template' | 'Webhook' | 'Job',
    ParentType,
    ContextType
  >;
};

export type PageInfoResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  account?: Resolver<
    Maybe<ResolversTypes['Account']>,
    ParentType,
    ContextType,
    RequireFields<QueryAccountArgs, 'id'>
  >;
  accounts?: Resolver<
    ResolversTypes['AccountConnection'],
    ParentType,
    ContextType,
    Partial<QueryAccountsArgs>
  >;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  submission?: Resolver<
    Maybe<ResolversTypes['Submission']>,
    ParentType,
    ContextType,
    RequireFields<QuerySubmissionArgs, 'id'>
  >;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  template?: Resolver<
    Maybe<ResolversTypes['Template']>,
    ParentType,
    ContextType,
    RequireFields<QueryTemplateArgs, 'id'>
  >;
  templates?: Resolver<
    ResolversTypes['TemplateConnection'],
    ParentType,
    ContextType,
    Partial<QueryTemplatesArgs>
  >;
  webhook?: Resolver<
    Maybe<ResolversTypes['Webhook']>,
    ParentType,
    ContextType,
    RequireFields<QueryWebhookArgs, 'id'>
  >;
  webhooks?: Resolver<
    ResolversTypes['WebhookConnection'],
    ParentType,
    ContextType,
    Partial<QueryWebhooksArgs>
  >;
  events?: Resolver<
    ResolversTypes['EventConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryEventsArgs, 'first' | 'waitSeconds'>
  >;
  keys?: Resolver<ResolversTypes['KeyConnection'], ParentType, ContextType, Partial<QueryKeysArgs>>;
};

export type MutationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  createKey?: Resolver<
    ResolversTypes['CreateKeyResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateKeyArgs, 'input'>
  >;
  deleteKey?: Resolver<
    ResolversTypes['DeleteKeyResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteKeyArgs, 'input'>
  >;
  createAccount?: Resolver<
    ResolversTypes['CreateAccountResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateAccountArgs, 'input'>
  >;
  updateAccount?: Resolver<
    ResolversTypes['UpdateAccountResult'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateAccountArgs, 'input'>
  >;
  deleteAccount?: Resolver<
    ResolversTypes['DeleteAccountResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteAccountArgs, 'input'>
  >;
  reconnectAccount?: Resolver<
    ResolversTypes['ReconnectAccountResult'],
    ParentType,
    ContextType,
    RequireFields<MutationReconnectAccountArgs, 'input'>
  >;
  verifyAccount?: Resolver<
    ResolversTypes['VerifyAccountResult'],
    ParentType,
    ContextType,
    RequireFields<MutationVerifyAccountArgs, 'input'>
  >;
  createMailbox?: Resolver<
    ResolversTypes['CreateMailboxResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateMailboxArgs, 'input'>
  >;
  updateMailbox?: Resolver<
    ResolversTypes['UpdateMailboxResult'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateMailboxArgs, 'input'>
  >;
  deleteMailbox?: Resolver<
    ResolversTypes['DeleteMailboxResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteMailboxArgs, 'input'>
  >;
  updateMessages?: Resolver<
    ResolversTypes['UpdateMessagesResult'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateMessagesArgs, 'input'>
  >;
  moveMessages?: Resolver<
    ResolversTypes['MoveMessagesResult'],
    ParentType,
    ContextType,
    RequireFields<MutationMoveMessagesArgs, 'input'>
  >;
  copyMessages?: Resolver<
    ResolversTypes['CopyMessagesResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCopyMessagesArgs, 'input'>
  >;
  deleteMessages?: Resolver<
    ResolversTypes['DeleteMessagesResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteMessagesArgs, 'input'>
  >;
  bulkUpdateMessages?: Resolver<
    ResolversTypes['BulkUpdateMessagesResult'],
    ParentType,
    ContextType,
    RequireFields<MutationBulkUpdateMessagesArgs, 'input'>
  >;
  cancelJob?: Resolver<
    ResolversTypes['CancelJobResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelJobArgs, 'input'>
  >;
  appendMessage?: Resolver<
    ResolversTypes['AppendMessageResult'],
    ParentType,
    ContextType,
    RequireFields<MutationAppendMessageArgs, 'input'>
  >;
  replaceDraft?: Resolver<
    ResolversTypes['ReplaceDraftResult'],
    ParentType,
    ContextType,
    RequireFields<MutationReplaceDraftArgs, 'input'>
  >;
  submitDraft?: Resolver<
    ResolversTypes['SubmitDraftResult'],
    ParentType,
    ContextType,
    RequireFields<MutationSubmitDraftArgs, 'input'>
  >;
  unsubscribeMessage?: Resolver<
    ResolversTypes['UnsubscribeMessageResult'],
    ParentType,
    ContextType,
    RequireFields<MutationUnsubscribeMessageArgs, 'input'>
  >;
  createSubmission?: Resolver<
    ResolversTypes['CreateSubmissionResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateSubmissionArgs, 'input'>
  >;
  createMerge?: Resolver<
    ResolversTypes['CreateMergeResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateMergeArgs, 'input'>
  >;
  rescheduleSubmission?: Resolver<
    ResolversTypes['RescheduleSubmissionResult'],
    ParentType,
    ContextType,
    RequireFields<MutationRescheduleSubmissionArgs, 'input'>
  >;
  cancelSubmission?: Resolver<
    ResolversTypes['CancelSubmissionResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelSubmissionArgs, 'input'>
  >;
  retrySubmission?: Resolver<
    ResolversTypes['RetrySubmissionResult'],
    ParentType,
    ContextType,
    RequireFields<MutationRetrySubmissionArgs, 'input'>
  >;
  createSuppression?: Resolver<
    ResolversTypes['CreateSuppressionResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateSuppressionArgs, 'input'>
  >;
  deleteSuppression?: Resolver<
    ResolversTypes['DeleteSuppressionResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteSuppressionArgs, 'input'>
  >;
  createTemplate?: Resolver<
    ResolversTypes['CreateTemplateResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateTemplateArgs, 'input'>
  >;
  updateTemplate?: Resolver<
    ResolversTypes['UpdateTemplateResult'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateTemplateArgs, 'input'>
  >;
  deleteTemplate?: Resolver<
    ResolversTypes['DeleteTemplateResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteTemplateArgs, 'input'>
  >;
  createWebhook?: Resolver<
    ResolversTypes['CreateWebhookResult'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateWebhookArgs, 'input'>
  >;
  updateWebhook?: Resolver<
    ResolversTypes['UpdateWebhookResult'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateWebhookArgs, 'input'>
  >;
  deleteWebhook?: Resolver<
    ResolversTypes['DeleteWebhookResult'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteWebhookArgs, 'input'>
  >;
  rotateWebhookSecret?: Resolver<
    ResolversTypes['RotateWebhookSecretResult'],
    ParentType,
    ContextType,
    RequireFields<MutationRotateWebhookSecretArgs, 'input'>
  >;
  testWebhook?: Resolver<
    ResolversTypes['TestWebhookResult'],
    ParentType,
    ContextType,
    RequireFields<MutationTestWebhookArgs, 'input'>
  >;
  redeliverDelivery?: Resolver<
    ResolversTypes['RedeliverDeliveryResult'],
    ParentType,
    ContextType,
    RequireFields<MutationRedeliverDeliveryArgs, 'input'>
  >;
  replayWebhook?: Resolver<
    ResolversTypes['ReplayWebhookResult'],
    ParentType,
    ContextType,
    RequireFields<MutationReplayWebhookArgs, 'input'>
  >;
};

export type SubscriptionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = {
  events?: SubscriptionResolver<
    ResolversTypes['Event'],
    'events',
    ParentType,
    ContextType,
    Partial<SubscriptionEventsArgs>
  >;
};

export type AccountResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  identities?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  imap?: Resolver<ResolversTypes['Server'], ParentType, ContextType>;
  smtp?: Resolver<Maybe<ResolversTypes['Server']>, ParentType, ContextType>;
  watch?: Resolver<ResolversTypes['Watch'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['Limits'], ParentType, ContextType>;
  sentCopy?: Resolver<ResolversTypes['SentCopy'], ParentType, ContextType>;
  sentMailbox?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  callbackSecret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AccountState'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sending?: Resolver<ResolversTypes['Sending'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  diagnostics?: Resolver<ResolversTypes['Diagnostics'], ParentType, ContextType>;
  mailboxes?: Resolver<
    ResolversTypes['MailboxConnection'],
    ParentType,
    ContextType,
    Partial<AccountMailboxesArgs>
  >;
  mailbox?: Resolver<
    Maybe<ResolversTypes['Mailbox']>,
    ParentType,
    ContextType,
    RequireFields<AccountMailboxArgs, 'id'>
  >;
  messages?: Resolver<
    ResolversTypes['MessageConnection'],
    ParentType,
    ContextType,
    RequireFields<AccountMessagesArgs, 'mailbox' | 'bodyMaxBytes'>
  >;
  message?: Resolver<
    Maybe<ResolversTypes['Message']>,
    ParentType,
    ContextType,
    RequireFields<AccountMessageArgs, 'id' | 'bodyMaxBytes'>
  >;
  thread?: Resolver<
    Maybe<ResolversTypes['Thread']>,
    ParentType,
    ContextType,
    RequireFields<AccountThreadArgs, 'id' | 'bodyMaxBytes'>
  >;
  submissions?: Resolver<
    ResolversTypes['SubmissionConnection'],
    ParentType,
    ContextType,
    Partial<AccountSubmissionsArgs>
  >;
  suppressions?: Resolver<
    ResolversTypes['SuppressionConnection'],
    ParentType,
    ContextType,
    Partial<AccountSuppressionsArgs>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DiagnosticsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Diagnostics'] = ResolversParentTypes['Diagnostics'],
> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  imap?: Resolver<ResolversTypes['ImapDiagnostics'], ParentType, ContextType>;
  smtp?: Resolver<Maybe<ResolversTypes['SmtpDiagnostics']>, ParentType, ContextType>;
  watch?: Resolver<Maybe<ResolversTypes['WatchDiagnostics']>, ParentType, ContextType>;
  connections?: Resolver<ResolversTypes['ConnectionDiagnostics'], ParentType, ContextType>;
};

export type ImapDiagnosticsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ImapDiagnostics'] = ResolversParentTypes['ImapDiagnostics'],
> = {
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  port?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  software?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capabilities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  selfTest?: Resolver<Maybe<ResolversTypes['SelfTest']>, ParentType, ContextType>;
  quirks?: Resolver<ReadonlyArray<ResolversTypes['ServerQuirk']>, ParentType, ContextType>;
};

export type SelfTestResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SelfTest'] = ResolversParentTypes['SelfTest'],
> = {
  searchFinds?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  condstoreKept?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type ServerQuirkResolvers = {
  SEARCH_LIES: 'search-lies';
  ESEARCH_LIES: 'esearch-lies';
  ESEARCH_COUNTS_ONLY: 'esearch-counts-only';
  SEARCH_WITHOUT_PARTS: 'search-without-parts';
  SEARCH_ASCII_ONLY: 'search-ascii-only';
  NOTIFY_REFUSED: 'notify-refused';
  IDLE_REFUSED: 'idle-refused';
};

export type SmtpDiagnosticsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SmtpDiagnostics'] = ResolversParentTypes['SmtpDiagnostics'],
> = {
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  port?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  capabilities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type WatchDiagnosticsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['WatchDiagnostics'] = ResolversParentTypes['WatchDiagnostics'],
> = {
  mode?: Resolver<ResolversTypes['WatchMode'], ParentType, ContextType>;
  reportedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  mailboxCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mailboxes?: Resolver<ReadonlyArray<ResolversTypes['WatchedMailboxDiagnostics']>, ParentType, ContextType>;
};

export type WatchModeResolvers = { NOTIFY: 'notify'; IDLE: 'idle'; POLL: 'poll' };

export type WatchedMailboxDiagnosticsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['WatchedMailboxDiagnostics'] =
    ResolversParentTypes['WatchedMailboxDiagnostics'],
> = {
  mailboxId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailboxPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  waitedOn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSyncAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  fidelity?: Resolver<Maybe<ResolversTypes['SyncFidelity']>, ParentType, ContextType>;
};

export type SyncFidelityResolvers = { QRESYNC: 'qresync'; CONDSTORE: 'condstore'; FLAGS: 'flags' };

export type ConnectionDiagnosticsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ConnectionDiagnostics'] =
    ResolversParentTypes['ConnectionDiagnostics'],
> = {
  open?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccountStateResolvers = {
  CONNECTING: 'connecting';
  CONNECTED: 'connected';
  AUTH_FAILED: 'auth-failed';
  UNREACHABLE: 'unreachable';
  PAUSED: 'paused';
};

export type SendingStateResolvers = {
  READY: 'ready';
  AUTH_FAILED: 'auth-failed';
  UNREACHABLE: 'unreachable';
  PAUSED: 'paused';
  NONE: 'none';
};

export type SendingResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Sending'] = ResolversParentTypes['Sending'],
> = {
  state?: Resolver<ResolversTypes['SendingState'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  paused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SecurityResolvers = { TLS: 'tls'; STARTTLS: 'starttls'; NONE: 'none' };

export type AuthTypeResolvers = { PASSWORD: 'password'; OAUTH2: 'oauth2'; TOKEN_CALLBACK: 'token-callback' };

export type TokenProviderResolvers = { GOOGLE: 'google'; MICROSOFT: 'microsoft' };

export type ServerResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Server'] = ResolversParentTypes['Server'],
> = {
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  port?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  security?: Resolver<ResolversTypes['Security'], ParentType, ContextType>;
  auth?: Resolver<ResolversTypes['ServerAuth'], ParentType, ContextType>;
  tls?: Resolver<Maybe<ResolversTypes['ServerTls']>, ParentType, ContextType>;
};

export type ServerAuthResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ServerAuth'] = ResolversParentTypes['ServerAuth'],
> = {
  type?: Resolver<ResolversTypes['AuthType'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ServerTlsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ServerTls'] = ResolversParentTypes['ServerTls'],
> = {
  serverName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ca?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rejectUnauthorized?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type WatchResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Watch'] = ResolversParentTypes['Watch'],
> = {
  mailboxes?: Resolver<ResolversTypes['MailboxSelection'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MailboxSelectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailboxSelection'] = ResolversParentTypes['MailboxSelection'],
> = {
  all?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  names?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LimitsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Limits'] = ResolversParentTypes['Limits'],
> = {
  connections?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  onUnknown?: Resolver<ResolversTypes['OnUnknown'], ParentType, ContextType>;
  sendPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sendPerDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OnUnknownResolvers = { RESEND: 'resend'; HOLD: 'hold' };

export type SentCopyResolvers = { AUTO: 'auto'; ALWAYS: 'always'; NEVER: 'never' };

export type AccountConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AccountConnection'] = ResolversParentTypes['AccountConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccountEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type AccountEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AccountEdge'] = ResolversParentTypes['AccountEdge'],
> = {
  node?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type KeyResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Key'] = ResolversParentTypes['Key'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  accounts?: Resolver<ResolversTypes['AccountSelection'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountSelectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AccountSelection'] = ResolversParentTypes['AccountSelection'],
> = {
  all?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  ids?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type KeyConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['KeyConnection'] = ResolversParentTypes['KeyConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['KeyEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type KeyEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['KeyEdge'] = ResolversParentTypes['KeyEdge'],
> = {
  node?: Resolver<ResolversTypes['Key'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MailboxResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Mailbox'] = ResolversParentTypes['Mailbox'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  delimiter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  specialUse?: Resolver<Maybe<ResolversTypes['SpecialUse']>, ParentType, ContextType>;
  subscribed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  unseen?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  uidNext?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  uidValidity?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  highestModseq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  selectable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  quota?: Resolver<Maybe<ResolversTypes['Quota']>, ParentType, ContextType>;
  changes?: Resolver<
    ResolversTypes['MailboxChanges'],
    ParentType,
    ContextType,
    RequireFields<MailboxChangesArgs, 'limit'>
  >;
  messages?: Resolver<
    ResolversTypes['MessageConnection'],
    ParentType,
    ContextType,
    RequireFields<MailboxMessagesArgs, 'bodyMaxBytes'>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type QuotaResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Quota'] = ResolversParentTypes['Quota'],
> = {
  storage?: Resolver<Maybe<ResolversTypes['QuotaUsage']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['QuotaUsage']>, ParentType, ContextType>;
};

export type QuotaUsageResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['QuotaUsage'] = ResolversParentTypes['QuotaUsage'],
> = {
  used?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
};

export type MailboxChangesResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailboxChanges'] = ResolversParentTypes['MailboxChanges'],
> = {
  created?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  updated?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  destroyed?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  newState?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SpecialUseResolvers = {
  INBOX: 'inbox';
  SENT: 'sent';
  DRAFTS: 'drafts';
  TRASH: 'trash';
  JUNK: 'junk';
  ARCHIVE: 'archive';
  ALL: 'all';
  FLAGGED: 'flagged';
  IMPORTANT: 'important';
};

export type MailboxConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailboxConnection'] = ResolversParentTypes['MailboxConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MailboxEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type MailboxEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailboxEdge'] = ResolversParentTypes['MailboxEdge'],
> = {
  node?: Resolver<ResolversTypes['Mailbox'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type HtmlFormResolvers = { RAW: 'raw'; SAFE: 'safe' };

export type RemoteImagesResolvers = { BLOCK: 'block'; KEEP: 'keep' };

export type ThreadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Thread'] = ResolversParentTypes['Thread'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messages?: Resolver<ReadonlyArray<ResolversTypes['Message']>, ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  skipped?: Resolver<ReadonlyArray<ResolversTypes['SkippedMailbox']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Message'] = ResolversParentTypes['Message'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  emailId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  threadId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  thread?: Resolver<
    Maybe<ResolversTypes['Thread']>,
    ParentType,
    ContextType,
    RequireFields<MessageThreadArgs, 'bodyMaxBytes'>
  >;
  mailboxId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailboxPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uid?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  modseq?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  messageId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inReplyTo?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  references?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  sender?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  replyTo?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  to?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  cc?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  bcc?: Resolver<ReadonlyArray<ResolversTypes['Address']>, ParentType, ContextType>;
  date?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  flags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  unread?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  labels?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  hasAttachments?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  attachments?: Resolver<ReadonlyArray<ResolversTypes['Attachment']>, ParentType, ContextType>;
  authentication?: Resolver<Maybe<ResolversTypes['Authentication']>, ParentType, ContextType>;
  autoSubmitted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  list?: Resolver<Maybe<ResolversTypes['MailingList']>, ParentType, ContextType>;
  security?: Resolver<Maybe<ResolversTypes['MessageSecurity']>, ParentType, ContextType>;
  enclosed?: Resolver<ReadonlyArray<ResolversTypes['EnclosedAttachment']>, ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['Report']>, ParentType, ContextType>;
  calendar?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CalendarItem']>>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  html?: Resolver<
    Maybe<ResolversTypes['String']>,
    ParentType,
    ContextType,
    RequireFields<MessageHtmlArgs, 'as' | 'images'>
  >;
  preview?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  markdown?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quoted?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signature?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remoteImages?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['HeaderField']>, ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  parseError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  snippets?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Snippet']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AddressResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address'],
> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuthenticationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Authentication'] = ResolversParentTypes['Authentication'],
> = {
  authservId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  spf?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dkim?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dmarc?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MessageSecurityResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageSecurity'] = ResolversParentTypes['MessageSecurity'],
> = {
  kind?: Resolver<ResolversTypes['MessageSecurityKind'], ParentType, ContextType>;
  signed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  encrypted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MessageSecurityKindResolvers = { SMIME: 'smime'; PGP: 'pgp'; PGP_INLINE: 'pgp-inline' };

export type ReportResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Report'] = ResolversParentTypes['Report'],
> = {
  kind?: Resolver<ResolversTypes['ReportKind'], ParentType, ContextType>;
  recipients?: Resolver<ReadonlyArray<ResolversTypes['ReportedRecipient']>, ParentType, ContextType>;
  reportingMta?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  originalMessageId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  originalEnvelopeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  feedbackType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disposition?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ReportKindResolvers = { DSN: 'dsn'; ARF: 'arf'; MDN: 'mdn'; AUTO_REPLY: 'auto-reply' };

export type ReportedRecipientResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReportedRecipient'] = ResolversParentTypes['ReportedRecipient'],
> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  action?: Resolver<Maybe<ResolversTypes['ReportAction']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  diagnostic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['BounceReason']>, ParentType, ContextType>;
};

export type ReportActionResolvers = {
  FAILED: 'failed';
  DELAYED: 'delayed';
  DELIVERED: 'delivered';
  RELAYED: 'relayed';
  EXPANDED: 'expanded';
};

export type BounceReasonResolvers = {
  NO_SUCH_MAILBOX: 'no-such-mailbox';
  NO_SUCH_DOMAIN: 'no-such-domain';
  MAILBOX_FULL: 'mailbox-full';
  MAILBOX_DISABLED: 'mailbox-disabled';
  TOO_LARGE: 'too-large';
  SPAM: 'spam';
  AUTHENTICATION: 'authentication';
  POLICY: 'policy';
  RATE_LIMITED: 'rate-limited';
  RELAY_DENIED: 'relay-denied';
  UNREACHABLE: 'unreachable';
  OTHER: 'other';
  EXPIRED: 'expired';
};

export type CalendarTimeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CalendarTime'] = ResolversParentTypes['CalendarTime'],
> = {
  local?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  zone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instant?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CalendarItemResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CalendarItem'] = ResolversParentTypes['CalendarItem'],
> = {
  attachmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CalendarKind'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uid?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequence?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  recurrenceId?: Resolver<Maybe<ResolversTypes['CalendarTime']>, ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['CalendarTime']>, ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['CalendarTime']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organizer?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  attendees?: Resolver<ReadonlyArray<ResolversTypes['Attendee']>, ParentType, ContextType>;
  recurrence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CalendarKindResolvers = {
  EVENT: 'event';
  TASK: 'task';
  JOURNAL: 'journal';
  FREE_BUSY: 'free-busy';
};

export type AttendeeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Attendee'] = ResolversParentTypes['Attendee'],
> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rsvp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MailingListResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailingList'] = ResolversParentTypes['MailingList'],
> = {
  id?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unsubscribe?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  oneClick?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type HeaderFieldResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['HeaderField'] = ResolversParentTypes['HeaderField'],
> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AttachmentResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Attachment'] = ResolversParentTypes['Attachment'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  filename?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  contentId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disposition?: Resolver<Maybe<ResolversTypes['Disposition']>, ParentType, ContextType>;
  inline?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type EnclosedAttachmentResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EnclosedAttachment'] = ResolversParentTypes['EnclosedAttachment'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  within?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  filename?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  contentId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disposition?: Resolver<Maybe<ResolversTypes['Disposition']>, ParentType, ContextType>;
  inline?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DispositionResolvers = { ATTACHMENT: 'attachment'; INLINE: 'inline' };

export type MessageConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageConnection'] = ResolversParentTypes['MessageConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['MessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  skipped?: Resolver<ReadonlyArray<ResolversTypes['SkippedMailbox']>, ParentType, ContextType>;
};

export type SkippedMailboxResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SkippedMailbox'] = ResolversParentTypes['SkippedMailbox'],
> = {
  mailboxId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailboxPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  response?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MessageEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageEdge'] = ResolversParentTypes['MessageEdge'],
> = {
  node?: Resolver<ResolversTypes['Message'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SnippetResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Snippet'] = ResolversParentTypes['Snippet'],
> = {
  field?: Resolver<ResolversTypes['SnippetField'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  matches?: Resolver<ReadonlyArray<ReadonlyArray<ResolversTypes['Int']>>, ParentType, ContextType>;
};

export type SnippetFieldResolvers = {
  SUBJECT: 'subject';
  FROM: 'from';
  TO: 'to';
  CC: 'cc';
  BCC: 'bcc';
  BODY: 'body';
};

export type MessageSortKeyResolvers = {
  UID: 'uid';
  RECEIVED: 'received';
  DATE: 'date';
  FROM: 'from';
  TO: 'to';
  SUBJECT: 'subject';
  SIZE: 'size';
};

export type SubmissionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Submission'] = ResolversParentTypes['Submission'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubmissionStatus'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  envelope?: Resolver<ResolversTypes['Envelope'], ParentType, ContextType>;
  recipients?: Resolver<ReadonlyArray<ResolversTypes['SubmissionRecipient']>, ParentType, ContextType>;
  attempts?: Resolver<ReadonlyArray<ResolversTypes['SubmissionAttempt']>, ParentType, ContextType>;
  sendAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  sentMessage?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  draft?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  dsn?: Resolver<Maybe<ResolversTypes['Dsn']>, ParentType, ContextType>;
  requireTls?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  jobId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  metadata?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DsnResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Dsn'] = ResolversParentTypes['Dsn'],
> = {
  notify?: Resolver<ReadonlyArray<ResolversTypes['DsnOccasion']>, ParentType, ContextType>;
  return?: Resolver<Maybe<ResolversTypes['DsnReturn']>, ParentType, ContextType>;
  supported?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type DsnOccasionResolvers = { SUCCESS: 'success'; FAILURE: 'failure'; DELAY: 'delay' };

export type DsnReturnResolvers = { HEADERS: 'headers'; FULL: 'full' };

export type SubmissionStatusResolvers = {
  SCHEDULED: 'scheduled';
  QUEUED: 'queued';
  SENDING: 'sending';
  SENT: 'sent';
  DEFERRED: 'deferred';
  FAILED: 'failed';
  CANCELLED: 'cancelled';
  UNKNOWN: 'unknown';
};

export type PriorityResolvers = { LOW: 'low'; NORMAL: 'normal'; HIGH: 'high' };

export type EnvelopeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Envelope'] = ResolversParentTypes['Envelope'],
> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SubmissionRecipientResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionRecipient'] =
    ResolversParentTypes['SubmissionRecipient'],
> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RecipientStatus'], ParentType, ContextType>;
  smtp?: Resolver<Maybe<ResolversTypes['SmtpReply']>, ParentType, ContextType>;
  report?: Resolver<Maybe<ResolversTypes['RecipientReport']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['BounceReason']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RecipientStatusResolvers = {
  QUEUED: 'queued';
  SENT: 'sent';
  DEFERRED: 'deferred';
  FAILED: 'failed';
  UNKNOWN: 'unknown';
  CANCELLED: 'cancelled';
  DELIVERED: 'delivered';
  BOUNCED: 'bounced';
  COMPLAINED: 'complained';
  SUPPRESSED: 'suppressed';
};

export type RecipientReportResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RecipientReport'] = ResolversParentTypes['RecipientReport'],
> = {
  kind?: Resolver<ResolversTypes['ReportKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  diagnostic?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['BounceReason']>, ParentType, ContextType>;
};

export type EventCauseResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EventCause'] = ResolversParentTypes['EventCause'],
> = {
  kind?: Resolver<ResolversTypes['EventCauseKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type EventCauseKindResolvers = {
  DSN: 'dsn';
  ARF: 'arf';
  MDN: 'mdn';
  AUTO_REPLY: 'auto-reply';
  REPLY: 'reply';
};

export type SmtpReplyResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SmtpReply'] = ResolversParentTypes['SmtpReply'],
> = {
  code?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enhanced?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubmissionAttemptResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionAttempt'] = ResolversParentTypes['SubmissionAttempt'],
> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['AttemptOutcome'], ParentType, ContextType>;
  response?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type AttemptOutcomeResolvers = {
  ACCEPTED: 'accepted';
  PARTIAL: 'partial';
  DEFERRED: 'deferred';
  REJECTED: 'rejected';
  UNREACHABLE: 'unreachable';
  AUTH_FAILED: 'auth-failed';
  UNKNOWN: 'unknown';
};

export type SubmissionConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionConnection'] =
    ResolversParentTypes['SubmissionConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SubmissionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type SubmissionEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionEdge'] = ResolversParentTypes['SubmissionEdge'],
> = {
  node?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SuppressionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Suppression'] = ResolversParentTypes['Suppression'],
> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['SuppressionReason'], ParentType, ContextType>;
  submission?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SuppressionReasonResolvers = { BOUNCE: 'bounce'; COMPLAINT: 'complaint'; MANUAL: 'manual' };

export type SuppressionConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SuppressionConnection'] =
    ResolversParentTypes['SuppressionConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SuppressionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type SuppressionEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SuppressionEdge'] = ResolversParentTypes['SuppressionEdge'],
> = {
  node?: Resolver<ResolversTypes['Suppression'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TemplateResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Template'] = ResolversParentTypes['Template'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  html?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  preview?: Resolver<
    ResolversTypes['TemplatePreview'],
    ParentType,
    ContextType,
    RequireFields<TemplatePreviewArgs, 'data'>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TemplatePreviewResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TemplatePreview'] = ResolversParentTypes['TemplatePreview'],
> = {
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  html?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TemplateConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TemplateConnection'] = ResolversParentTypes['TemplateConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TemplateEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type TemplateEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TemplateEdge'] = ResolversParentTypes['TemplateEdge'],
> = {
  node?: Resolver<ResolversTypes['Template'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event'],
> = {
  __resolveType: TypeResolveFn<
    | 'MessageEvent'
    | 'MailboxEvent'
    | 'SubmissionEvent'
    | 'AccountEvent'
    | 'EventsMissedEvent'
    | 'WebhookEvent',
    ParentType,
    ContextType
  >;
};

export type MessageEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageEvent'] = ResolversParentTypes['MessageEvent'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailboxId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailboxPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uid?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  flags?: Resolver<ResolversTypes['EventFlags'], ParentType, ContextType>;
  mailbox?: Resolver<Maybe<ResolversTypes['MailboxReference']>, ParentType, ContextType>;
  movedTo?: Resolver<Maybe<ResolversTypes['MessageLocation']>, ParentType, ContextType>;
  movedFrom?: Resolver<Maybe<ResolversTypes['MessageLocation']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EventFlagsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EventFlags'] = ResolversParentTypes['EventFlags'],
> = {
  now?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  added?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  removed?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type MessageLocationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageLocation'] = ResolversParentTypes['MessageLocation'],
> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  mailboxId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailboxPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MailboxEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailboxEvent'] = ResolversParentTypes['MailboxEvent'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  mailbox?: Resolver<ResolversTypes['MailboxReference'], ParentType, ContextType>;
  previous?: Resolver<Maybe<ResolversTypes['MailboxReference']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MailboxReferenceResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MailboxReference'] = ResolversParentTypes['MailboxReference'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uidValidity?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  specialUse?: Resolver<Maybe<ResolversTypes['SpecialUse']>, ParentType, ContextType>;
};

export type SubmissionEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionEvent'] = ResolversParentTypes['SubmissionEvent'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  submission?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  recipients?: Resolver<ReadonlyArray<ResolversTypes['SubmissionRecipient']>, ParentType, ContextType>;
  cause?: Resolver<Maybe<ResolversTypes['EventCause']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AccountEvent'] = ResolversParentTypes['AccountEvent'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['AccountReference'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AccountReferenceResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AccountReference'] = ResolversParentTypes['AccountReference'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['AccountState']>, ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EventsMissedEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EventsMissedEvent'] = ResolversParentTypes['EventsMissedEvent'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  mailbox?: Resolver<Maybe<ResolversTypes['MailboxReference']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['MissedReason'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MissedReasonResolvers = {
  UIDVALIDITY_CHANGED: 'uidvalidity-changed';
  POSITION_LOST: 'position-lost';
  CHANGES_UNAVAILABLE: 'changes-unavailable';
};

export type WebhookEventResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['WebhookEvent'] = ResolversParentTypes['WebhookEvent'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timestamp?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  data?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['WebhookReference'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookReferenceResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['WebhookReference'] = ResolversParentTypes['WebhookReference'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['DisabledReason']>, ParentType, ContextType>;
};

export type EventConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type EventEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge'],
> = {
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  types?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  accounts?: Resolver<ResolversTypes['AccountSelection'], ParentType, ContextType>;
  filter?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['PayloadLevel'], ParentType, ContextType>;
  maxBytes?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['HeaderField']>, ParentType, ContextType>;
  ordered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maxPerSecond?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  publicKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  formerSecretsUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['DisabledReason']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['EndpointHealth'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveries?: Resolver<
    ResolversTypes['DeliveryConnection'],
    ParentType,
    ContextType,
    Partial<WebhookDeliveriesArgs>
  >;
  delivery?: Resolver<
    Maybe<ResolversTypes['ShownDelivery']>,
    ParentType,
    ContextType,
    RequireFields<WebhookDeliveryArgs, 'id'>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EndpointHealthResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EndpointHealth'] = ResolversParentTypes['EndpointHealth'],
> = {
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pausedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PayloadLevelResolvers = { MINIMAL: 'minimal'; SUMMARY: 'summary'; FULL: 'full' };

export type DisabledReasonResolvers = { FAILING: 'failing'; GONE: 'gone' };

export type DeliveryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  webhookId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
  attempts?: Resolver<ReadonlyArray<ResolversTypes['DeliveryAttempt']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  redeliveryOf?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ShownDeliveryResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ShownDelivery'] = ResolversParentTypes['ShownDelivery'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  webhookId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
  attempts?: Resolver<ReadonlyArray<ResolversTypes['DeliveryAttempt']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  redeliveryOf?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  exchanges?: Resolver<ReadonlyArray<ResolversTypes['Exchange']>, ParentType, ContextType>;
};

export type ExchangeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Exchange'] = ResolversParentTypes['Exchange'],
> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  request?: Resolver<ResolversTypes['ExchangeRequest'], ParentType, ContextType>;
  response?: Resolver<Maybe<ResolversTypes['ExchangeResponse']>, ParentType, ContextType>;
};

export type ExchangeRequestResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ExchangeRequest'] = ResolversParentTypes['ExchangeRequest'],
> = {
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['HeaderField']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ExchangeResponseResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ExchangeResponse'] = ResolversParentTypes['ExchangeResponse'],
> = {
  headers?: Resolver<ReadonlyArray<ResolversTypes['HeaderField']>, ParentType, ContextType>;
  body?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type DeliveryStatusResolvers = { PENDING: 'pending'; DELIVERED: 'delivered'; FAILED: 'failed' };

export type DeliveryAttemptResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeliveryAttempt'] = ResolversParentTypes['DeliveryAttempt'],
> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type WebhookConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['WebhookConnection'] = ResolversParentTypes['WebhookConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['WebhookEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type WebhookEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['WebhookEdge'] = ResolversParentTypes['WebhookEdge'],
> = {
  node?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['UnsignedInt']>, ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge'],
> = {
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RefusalResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Refusal'] = ResolversParentTypes['Refusal'],
> = {
  __resolveType: TypeResolveFn<
    | 'AccountLoginFailed'
    | 'AlreadyExists'
    | 'AlreadySent'
    | 'NotCancellable'
    | 'NoSmtp'
    | 'EgressRefused'
    | 'TemplateError'
    | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type UpstreamResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Upstream'] = ResolversParentTypes['Upstream'],
> = {
  protocol?: Resolver<ResolversTypes['UpstreamProtocol'], ParentType, ContextType>;
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  response?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serverCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type UpstreamProtocolResolvers = { IMAP: 'imap'; SMTP: 'smtp' };

export type AccountLoginFailedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AccountLoginFailed'] = ResolversParentTypes['AccountLoginFailed'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  upstream?: Resolver<Maybe<ResolversTypes['Upstream']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadyExistsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AlreadyExists'] = ResolversParentTypes['AlreadyExists'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlreadySentResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AlreadySent'] = ResolversParentTypes['AlreadySent'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotCancellableResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['NotCancellable'] = ResolversParentTypes['NotCancellable'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NoSmtpResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['NoSmtp'] = ResolversParentTypes['NoSmtp'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EgressRefusedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['EgressRefused'] = ResolversParentTypes['EgressRefused'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TemplateErrorResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TemplateError'] = ResolversParentTypes['TemplateError'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RequestRefusedResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RequestRefused'] = ResolversParentTypes['RequestRefused'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  upstream?: Resolver<Maybe<ResolversTypes['Upstream']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MessageResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageResult'] = ResolversParentTypes['MessageResult'],
> = {
  previousId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['Refusal']>, ParentType, ContextType>;
};

export type ReferenceActionResolvers = { REPLY: 'reply'; REPLY_ALL: 'reply-all'; FORWARD: 'forward' };

export type ServerVerificationResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ServerVerification'] = ResolversParentTypes['ServerVerification'],
> = {
  host?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  port?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  security?: Resolver<ResolversTypes['Security'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CreateKeyPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateKeyPayload'] = ResolversParentTypes['CreateKeyPayload'],
> = {
  key?: Resolver<ResolversTypes['Key'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateKeyResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateKeyResult'] = ResolversParentTypes['CreateKeyResult'],
> = {
  __resolveType: TypeResolveFn<'CreateKeyPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type DeleteKeyPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteKeyPayload'] = ResolversParentTypes['DeleteKeyPayload'],
> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteKeyResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteKeyResult'] = ResolversParentTypes['DeleteKeyResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteKeyPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type CreateAccountPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateAccountPayload'] =
    ResolversParentTypes['CreateAccountPayload'],
> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateAccountResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateAccountResult'] =
    ResolversParentTypes['CreateAccountResult'],
> = {
  __resolveType: TypeResolveFn<
    'CreateAccountPayload' | 'AccountLoginFailed' | 'AlreadyExists' | 'EgressRefused' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type UpdateAccountPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateAccountPayload'] =
    ResolversParentTypes['UpdateAccountPayload'],
> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateAccountResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateAccountResult'] =
    ResolversParentTypes['UpdateAccountResult'],
> = {
  __resolveType: TypeResolveFn<
    'UpdateAccountPayload' | 'AccountLoginFailed' | 'EgressRefused' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type DeleteAccountPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteAccountPayload'] =
    ResolversParentTypes['DeleteAccountPayload'],
> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteAccountResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteAccountResult'] =
    ResolversParentTypes['DeleteAccountResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteAccountPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type ReconnectAccountPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReconnectAccountPayload'] =
    ResolversParentTypes['ReconnectAccountPayload'],
> = {
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReconnectAccountResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReconnectAccountResult'] =
    ResolversParentTypes['ReconnectAccountResult'],
> = {
  __resolveType: TypeResolveFn<'ReconnectAccountPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type VerifyAccountPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['VerifyAccountPayload'] =
    ResolversParentTypes['VerifyAccountPayload'],
> = {
  imap?: Resolver<ResolversTypes['ServerVerification'], ParentType, ContextType>;
  smtp?: Resolver<Maybe<ResolversTypes['ServerVerification']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VerifyAccountResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['VerifyAccountResult'] =
    ResolversParentTypes['VerifyAccountResult'],
> = {
  __resolveType: TypeResolveFn<
    'VerifyAccountPayload' | 'AccountLoginFailed' | 'EgressRefused' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type CreateMailboxPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateMailboxPayload'] =
    ResolversParentTypes['CreateMailboxPayload'],
> = {
  mailbox?: Resolver<ResolversTypes['Mailbox'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateMailboxResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateMailboxResult'] =
    ResolversParentTypes['CreateMailboxResult'],
> = {
  __resolveType: TypeResolveFn<
    'CreateMailboxPayload' | 'AlreadyExists' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type UpdateMailboxPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateMailboxPayload'] =
    ResolversParentTypes['UpdateMailboxPayload'],
> = {
  previousId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mailbox?: Resolver<ResolversTypes['Mailbox'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateMailboxResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateMailboxResult'] =
    ResolversParentTypes['UpdateMailboxResult'],
> = {
  __resolveType: TypeResolveFn<
    'UpdateMailboxPayload' | 'AlreadyExists' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type DeleteMailboxPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteMailboxPayload'] =
    ResolversParentTypes['DeleteMailboxPayload'],
> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteMailboxResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteMailboxResult'] =
    ResolversParentTypes['DeleteMailboxResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteMailboxPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type UpdateMessagesPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateMessagesPayload'] =
    ResolversParentTypes['UpdateMessagesPayload'],
> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['MessageResult']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateMessagesResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateMessagesResult'] =
    ResolversParentTypes['UpdateMessagesResult'],
> = {
  __resolveType: TypeResolveFn<'UpdateMessagesPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type MoveMessagesPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MoveMessagesPayload'] =
    ResolversParentTypes['MoveMessagesPayload'],
> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['MessageResult']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MoveMessagesResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MoveMessagesResult'] = ResolversParentTypes['MoveMessagesResult'],
> = {
  __resolveType: TypeResolveFn<'MoveMessagesPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type CopyMessagesPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CopyMessagesPayload'] =
    ResolversParentTypes['CopyMessagesPayload'],
> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['MessageResult']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CopyMessagesResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CopyMessagesResult'] = ResolversParentTypes['CopyMessagesResult'],
> = {
  __resolveType: TypeResolveFn<'CopyMessagesPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type DeleteMessagesPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteMessagesPayload'] =
    ResolversParentTypes['DeleteMessagesPayload'],
> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['MessageResult']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteMessagesResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteMessagesResult'] =
    ResolversParentTypes['DeleteMessagesResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteMessagesPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type BulkActionResolvers = { FLAG: 'flag'; MOVE: 'move'; COPY: 'copy'; DELETE: 'delete' };

export type BulkUpdateMessagesPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkUpdateMessagesPayload'] =
    ResolversParentTypes['BulkUpdateMessagesPayload'],
> = {
  result?: Resolver<Maybe<ResolversTypes['BulkResult']>, ParentType, ContextType>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BulkUpdateMessagesResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkUpdateMessagesResult'] =
    ResolversParentTypes['BulkUpdateMessagesResult'],
> = {
  __resolveType: TypeResolveFn<'BulkUpdateMessagesPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type BulkResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkResult'] = ResolversParentTypes['BulkResult'],
> = {
  matched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['BulkMessage']>, ParentType, ContextType>;
  sample?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type JobResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['JobType'], ParentType, ContextType>;
  accountId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['JobProgress'], ParentType, ContextType>;
  submissions?: Resolver<Maybe<ResolversTypes['SubmissionCounts']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JobResult']>, ParentType, ContextType>;
  replay?: Resolver<Maybe<ResolversTypes['ReplayProgress']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['BulkFailure']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  results?: Resolver<
    ResolversTypes['BulkMessageConnection'],
    ParentType,
    ContextType,
    Partial<JobResultsArgs>
  >;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobTypeResolvers = { BULK: 'bulk'; MERGE: 'merge'; REPLAY: 'replay' };

export type ReplayProgressResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReplayProgress'] = ResolversParentTypes['ReplayProgress'],
> = {
  webhookId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  queued?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
};

export type JobStatusResolvers = {
  QUEUED: 'queued';
  RUNNING: 'running';
  SUCCEEDED: 'succeeded';
  FAILED: 'failed';
  CANCELLED: 'cancelled';
};

export type JobProgressResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['JobProgress'] = ResolversParentTypes['JobProgress'],
> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubmissionCountsResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionCounts'] = ResolversParentTypes['SubmissionCounts'],
> = {
  scheduled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  queued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deferred?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cancelled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknown?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JobResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['JobResult'] = ResolversParentTypes['JobResult'],
> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  absent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  modified?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BulkMessageConnectionResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkMessageConnection'] =
    ResolversParentTypes['BulkMessageConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['BulkMessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type BulkMessageEdgeResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkMessageEdge'] = ResolversParentTypes['BulkMessageEdge'],
> = {
  node?: Resolver<ResolversTypes['BulkMessage'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CancelJobPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CancelJobPayload'] = ResolversParentTypes['CancelJobPayload'],
> = {
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelJobResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CancelJobResult'] = ResolversParentTypes['CancelJobResult'],
> = {
  __resolveType: TypeResolveFn<
    'CancelJobPayload' | 'NotCancellable' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type BulkMessageResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkMessage'] = ResolversParentTypes['BulkMessage'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['BulkOutcome'], ParentType, ContextType>;
  newId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['BulkFailure']>, ParentType, ContextType>;
};

export type BulkOutcomeResolvers = {
  DONE: 'done';
  ABSENT: 'absent';
  MODIFIED: 'modified';
  REFUSED: 'refused';
};

export type BulkFailureResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['BulkFailure'] = ResolversParentTypes['BulkFailure'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retryable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  upstream?: Resolver<Maybe<ResolversTypes['Upstream']>, ParentType, ContextType>;
};

export type AppendMessagePayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AppendMessagePayload'] =
    ResolversParentTypes['AppendMessagePayload'],
> = {
  appended?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppendMessageResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['AppendMessageResult'] =
    ResolversParentTypes['AppendMessageResult'],
> = {
  __resolveType: TypeResolveFn<
    'AppendMessagePayload' | 'TemplateError' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type ReplaceDraftPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReplaceDraftPayload'] =
    ResolversParentTypes['ReplaceDraftPayload'],
> = {
  previousId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  replacement?: Resolver<Maybe<ResolversTypes['Message']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplaceDraftResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReplaceDraftResult'] = ResolversParentTypes['ReplaceDraftResult'],
> = {
  __resolveType: TypeResolveFn<
    'ReplaceDraftPayload' | 'TemplateError' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type SubmitDraftPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmitDraftPayload'] = ResolversParentTypes['SubmitDraftPayload'],
> = {
  submission?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubmitDraftResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmitDraftResult'] = ResolversParentTypes['SubmitDraftResult'],
> = {
  __resolveType: TypeResolveFn<
    'SubmitDraftPayload' | 'AlreadySent' | 'NoSmtp' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type UnsubscribeMethodResolvers = { ONE_CLICK: 'one-click'; MAILTO: 'mailto' };

export type UnsubscribeStatusResolvers = { DONE: 'done'; QUEUED: 'queued' };

export type UnsubscribeMessagePayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UnsubscribeMessagePayload'] =
    ResolversParentTypes['UnsubscribeMessagePayload'],
> = {
  method?: Resolver<ResolversTypes['UnsubscribeMethod'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UnsubscribeStatus'], ParentType, ContextType>;
  submission?: Resolver<Maybe<ResolversTypes['Submission']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UnsubscribeMessageResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UnsubscribeMessageResult'] =
    ResolversParentTypes['UnsubscribeMessageResult'],
> = {
  __resolveType: TypeResolveFn<
    'UnsubscribeMessagePayload' | 'EgressRefused' | 'NoSmtp' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type SubmissionDryRunResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['SubmissionDryRun'] = ResolversParentTypes['SubmissionDryRun'],
> = {
  messageId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  envelope?: Resolver<ResolversTypes['Envelope'], ParentType, ContextType>;
  size?: Resolver<ResolversTypes['UnsignedInt'], ParentType, ContextType>;
  mime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  encoding?: Resolver<ResolversTypes['MimeEncoding'], ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['MessageWarning']>, ParentType, ContextType>;
};

export type MessageWarningResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['MessageWarning'] = ResolversParentTypes['MessageWarning'],
> = {
  pointer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MimeEncodingResolvers = { UTF_8: 'utf-8'; BASE64: 'base64' };

export type CreateSubmissionPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateSubmissionPayload'] =
    ResolversParentTypes['CreateSubmissionPayload'],
> = {
  submission?: Resolver<Maybe<ResolversTypes['Submission']>, ParentType, ContextType>;
  dryRun?: Resolver<Maybe<ResolversTypes['SubmissionDryRun']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateSubmissionResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateSubmissionResult'] =
    ResolversParentTypes['CreateSubmissionResult'],
> = {
  __resolveType: TypeResolveFn<
    'CreateSubmissionPayload' | 'AlreadySent' | 'NoSmtp' | 'TemplateError' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type CreateMergePayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateMergePayload'] = ResolversParentTypes['CreateMergePayload'],
> = {
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  dryRun?: Resolver<Maybe<ResolversTypes['SubmissionDryRun']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateMergeResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateMergeResult'] = ResolversParentTypes['CreateMergeResult'],
> = {
  __resolveType: TypeResolveFn<
    'CreateMergePayload' | 'NoSmtp' | 'TemplateError' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type RescheduleSubmissionPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RescheduleSubmissionPayload'] =
    ResolversParentTypes['RescheduleSubmissionPayload'],
> = {
  submission?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RescheduleSubmissionResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RescheduleSubmissionResult'] =
    ResolversParentTypes['RescheduleSubmissionResult'],
> = {
  __resolveType: TypeResolveFn<
    'RescheduleSubmissionPayload' | 'AlreadySent' | 'NotCancellable' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type CreateSuppressionPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateSuppressionPayload'] =
    ResolversParentTypes['CreateSuppressionPayload'],
> = {
  suppression?: Resolver<ResolversTypes['Suppression'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateSuppressionResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateSuppressionResult'] =
    ResolversParentTypes['CreateSuppressionResult'],
> = {
  __resolveType: TypeResolveFn<'CreateSuppressionPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type DeleteSuppressionPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteSuppressionPayload'] =
    ResolversParentTypes['DeleteSuppressionPayload'],
> = {
  deletedAddress?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteSuppressionResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteSuppressionResult'] =
    ResolversParentTypes['DeleteSuppressionResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteSuppressionPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type CancelSubmissionPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CancelSubmissionPayload'] =
    ResolversParentTypes['CancelSubmissionPayload'],
> = {
  submission?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CancelSubmissionResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CancelSubmissionResult'] =
    ResolversParentTypes['CancelSubmissionResult'],
> = {
  __resolveType: TypeResolveFn<
    'CancelSubmissionPayload' | 'AlreadySent' | 'NotCancellable' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type RetrySubmissionPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RetrySubmissionPayload'] =
    ResolversParentTypes['RetrySubmissionPayload'],
> = {
  submission?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetrySubmissionResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RetrySubmissionResult'] =
    ResolversParentTypes['RetrySubmissionResult'],
> = {
  __resolveType: TypeResolveFn<
    'RetrySubmissionPayload' | 'AlreadySent' | 'NotCancellable' | 'NoSmtp' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type CreateTemplatePayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateTemplatePayload'] =
    ResolversParentTypes['CreateTemplatePayload'],
> = {
  template?: Resolver<ResolversTypes['Template'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateTemplateResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateTemplateResult'] =
    ResolversParentTypes['CreateTemplateResult'],
> = {
  __resolveType: TypeResolveFn<
    'CreateTemplatePayload' | 'TemplateError' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type UpdateTemplatePayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateTemplatePayload'] =
    ResolversParentTypes['UpdateTemplatePayload'],
> = {
  template?: Resolver<ResolversTypes['Template'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateTemplateResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateTemplateResult'] =
    ResolversParentTypes['UpdateTemplateResult'],
> = {
  __resolveType: TypeResolveFn<
    'UpdateTemplatePayload' | 'TemplateError' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type DeleteTemplatePayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteTemplatePayload'] =
    ResolversParentTypes['DeleteTemplatePayload'],
> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteTemplateResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteTemplateResult'] =
    ResolversParentTypes['DeleteTemplateResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteTemplatePayload' | 'RequestRefused', ParentType, ContextType>;
};

export type CreateWebhookPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateWebhookPayload'] =
    ResolversParentTypes['CreateWebhookPayload'],
> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreateWebhookResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['CreateWebhookResult'] =
    ResolversParentTypes['CreateWebhookResult'],
> = {
  __resolveType: TypeResolveFn<
    'CreateWebhookPayload' | 'EgressRefused' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type UpdateWebhookPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateWebhookPayload'] =
    ResolversParentTypes['UpdateWebhookPayload'],
> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UpdateWebhookResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['UpdateWebhookResult'] =
    ResolversParentTypes['UpdateWebhookResult'],
> = {
  __resolveType: TypeResolveFn<
    'UpdateWebhookPayload' | 'EgressRefused' | 'RequestRefused',
    ParentType,
    ContextType
  >;
};

export type DeleteWebhookPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteWebhookPayload'] =
    ResolversParentTypes['DeleteWebhookPayload'],
> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeleteWebhookResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['DeleteWebhookResult'] =
    ResolversParentTypes['DeleteWebhookResult'],
> = {
  __resolveType: TypeResolveFn<'DeleteWebhookPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type RotateWebhookSecretPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RotateWebhookSecretPayload'] =
    ResolversParentTypes['RotateWebhookSecretPayload'],
> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RotateWebhookSecretResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RotateWebhookSecretResult'] =
    ResolversParentTypes['RotateWebhookSecretResult'],
> = {
  __resolveType: TypeResolveFn<'RotateWebhookSecretPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type TestWebhookPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TestWebhookPayload'] = ResolversParentTypes['TestWebhookPayload'],
> = {
  delivery?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TestWebhookResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['TestWebhookResult'] = ResolversParentTypes['TestWebhookResult'],
> = {
  __resolveType: TypeResolveFn<'TestWebhookPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type RedeliverDeliveryPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RedeliverDeliveryPayload'] =
    ResolversParentTypes['RedeliverDeliveryPayload'],
> = {
  delivery?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RedeliverDeliveryResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['RedeliverDeliveryResult'] =
    ResolversParentTypes['RedeliverDeliveryResult'],
> = {
  __resolveType: TypeResolveFn<'RedeliverDeliveryPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type ReplayWebhookPayloadResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReplayWebhookPayload'] =
    ResolversParentTypes['ReplayWebhookPayload'],
> = {
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReplayWebhookResultResolvers<
  ContextType = unknown,
  ParentType extends ResolversParentTypes['ReplayWebhookResult'] =
    ResolversParentTypes['ReplayWebhookResult'],
> = {
  __resolveType: TypeResolveFn<'ReplayWebhookPayload' | 'RequestRefused', ParentType, ContextType>;
};

export type Resolvers<ContextType = unknown> = {
  DateTime?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  UnsignedInt?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Account?: AccountResolvers<ContextType>;
  Diagnostics?: DiagnosticsResolvers<ContextType>;
  ImapDiagnostics?: ImapDiagnosticsResolvers<ContextType>;
  SelfTest?: SelfTestResolvers<ContextType>;
  ServerQuirk?: ServerQuirkResolvers;
  SmtpDiagnostics?: SmtpDiagnosticsResolvers<ContextType>;
  WatchDiagnostics?: WatchDiagnosticsResolvers<ContextType>;
  WatchMode?: WatchModeResolvers;
  WatchedMailboxDiagnostics?: WatchedMailboxDiagnosticsResolvers<ContextType>;
  SyncFidelity?: SyncFidelityResolvers;
  ConnectionDiagnostics?: ConnectionDiagnosticsResolvers<ContextType>;
  AccountState?: AccountStateResolvers;
  SendingState?: SendingStateResolvers;
  Sending?: SendingResolvers<ContextType>;
  Security?: SecurityResolvers;
  AuthType?: AuthTypeResolvers;
  TokenProvider?: TokenProviderResolvers;
  Server?: ServerResolvers<ContextType>;
  ServerAuth?: ServerAuthResolvers<ContextType>;
  ServerTls?: ServerTlsResolvers<ContextType>;
  Watch?: WatchResolvers<ContextType>;
  MailboxSelection?: MailboxSelectionResolvers<ContextType>;
  Limits?: LimitsResolvers<ContextType>;
  OnUnknown?: OnUnknownResolvers;
  SentCopy?: SentCopyResolvers;
  AccountConnection?: AccountConnectionResolvers<ContextType>;
  AccountEdge?: AccountEdgeResolvers<ContextType>;
  Key?: KeyResolvers<ContextType>;
  AccountSelection?: AccountSelectionResolvers<ContextType>;
  KeyConnection?: KeyConnectionResolvers<ContextType>;
  KeyEdge?: KeyEdgeResolvers<ContextType>;
  Mailbox?: MailboxResolvers<ContextType>;
  Quota?: QuotaResolvers<ContextType>;
  QuotaUsage?: QuotaUsageResolvers<ContextType>;
  MailboxChanges?: MailboxChangesResolvers<ContextType>;
  SpecialUse?: SpecialUseResolvers;
  MailboxConnection?: MailboxConnectionResolvers<ContextType>;
  MailboxEdge?: MailboxEdgeResolvers<ContextType>;
  HtmlForm?: HtmlFormResolvers;
  RemoteImages?: RemoteImagesResolvers;
  Thread?: ThreadResolvers<ContextType>;
  Message?: MessageResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Authentication?: AuthenticationResolvers<ContextType>;
  MessageSecurity?: MessageSecurityResolvers<ContextType>;
  MessageSecurityKind?: MessageSecurityKindResolvers;
  Report?: ReportResolvers<ContextType>;
  ReportKind?: ReportKindResolvers;
  ReportedRecipient?: ReportedRecipientResolvers<ContextType>;
  ReportAction?: ReportActionResolvers;
  BounceReason?: BounceReasonResolvers;
  CalendarTime?: CalendarTimeResolvers<ContextType>;
  CalendarItem?: CalendarItemResolvers<ContextType>;
  CalendarKind?: CalendarKindResolvers;
  Attendee?: AttendeeResolvers<ContextType>;
  MailingList?: MailingListResolvers<ContextType>;
  HeaderField?: HeaderFieldResolvers<ContextType>;
  Attachment?: AttachmentResolvers<ContextType>;
  EnclosedAttachment?: EnclosedAttachmentResolvers<ContextType>;
  Disposition?: DispositionResolvers;
  MessageConnection?: MessageConnectionResolvers<ContextType>;
  SkippedMailbox?: SkippedMailboxResolvers<ContextType>;
  MessageEdge?: MessageEdgeResolvers<ContextType>;
  Snippet?: SnippetResolvers<ContextType>;
  SnippetField?: SnippetFieldResolvers;
  MessageSortKey?: MessageSortKeyResolvers;
  Submission?: SubmissionResolvers<ContextType>;
  Dsn?: DsnResolvers<ContextType>;
  DsnOccasion?: DsnOccasionResolvers;
  DsnReturn?: DsnReturnResolvers;
  SubmissionStatus?: SubmissionStatusResolvers;
  Priority?: PriorityResolvers;
  Envelope?: EnvelopeResolvers<ContextType>;
  SubmissionRecipient?: SubmissionRecipientResolvers<ContextType>;
  RecipientStatus?: RecipientStatusResolvers;
  RecipientReport?: RecipientReportResolvers<ContextType>;
  EventCause?: EventCauseResolvers<ContextType>;
  EventCauseKind?: EventCauseKindResolvers;
  SmtpReply?: SmtpReplyResolvers<ContextType>;
  SubmissionAttempt?: SubmissionAttemptResolvers<ContextType>;
  AttemptOutcome?: AttemptOutcomeResolvers;
  SubmissionConnection?: SubmissionConnectionResolvers<ContextType>;
  SubmissionEdge?: SubmissionEdgeResolvers<ContextType>;
  Suppression?: SuppressionResolvers<ContextType>;
  SuppressionReason?: SuppressionReasonResolvers;
  SuppressionConnection?: SuppressionConnectionResolvers<ContextType>;
  SuppressionEdge?: SuppressionEdgeResolvers<ContextType>;
  Template?: TemplateResolvers<ContextType>;
  TemplatePreview?: TemplatePreviewResolvers<ContextType>;
  TemplateConnection?: TemplateConnectionResolvers<ContextType>;
  TemplateEdge?: TemplateEdgeResolvers<ContextType>;
  Event?: EventResolvers<ContextType>;
  MessageEvent?: MessageEventResolvers<ContextType>;
  EventFlags?: EventFlagsResolvers<ContextType>;
  MessageLocation?: MessageLocationResolvers<ContextType>;
  MailboxEvent?: MailboxEventResolvers<ContextType>;
  MailboxReference?: MailboxReferenceResolvers<ContextType>;
  SubmissionEvent?: SubmissionEventResolvers<ContextType>;
  AccountEvent?: AccountEventResolvers<ContextType>;
  AccountReference?: AccountReferenceResolvers<ContextType>;
  EventsMissedEvent?: EventsMissedEventResolvers<ContextType>;
  MissedReason?: MissedReasonResolvers;
  WebhookEvent?: WebhookEventResolvers<ContextType>;
  WebhookReference?: WebhookReferenceResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  EndpointHealth?: EndpointHealthResolvers<ContextType>;
  PayloadLevel?: PayloadLevelResolvers;
  DisabledReason?: DisabledReasonResolvers;
  Delivery?: DeliveryResolvers<ContextType>;
  ShownDelivery?: ShownDeliveryResolvers<ContextType>;
  Exchange?: ExchangeResolvers<ContextType>;
  ExchangeRequest?: ExchangeRequestResolvers<ContextType>;
  ExchangeResponse?: ExchangeResponseResolvers<ContextType>;
  DeliveryStatus?: DeliveryStatusResolvers;
  DeliveryAttempt?: DeliveryAttemptResolvers<ContextType>;
  WebhookConnection?: WebhookConnectionResolvers<ContextType>;
  WebhookEdge?: WebhookEdgeResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  Refusal?: RefusalResolvers<ContextType>;
  Upstream?: UpstreamResolvers<ContextType>;
  UpstreamProtocol?: UpstreamProtocolResolvers;
  AccountLoginFailed?: AccountLoginFailedResolvers<ContextType>;
  AlreadyExists?: AlreadyExistsResolvers<ContextType>;
  AlreadySent?: AlreadySentResolvers<ContextType>;
  NotCancellable?: NotCancellableResolvers<ContextType>;
  NoSmtp?: NoSmtpResolvers<ContextType>;
  EgressRefused?: EgressRefusedResolvers<ContextType>;
  TemplateError?: TemplateErrorResolvers<ContextType>;
  RequestRefused?: RequestRefusedResolvers<ContextType>;
  MessageResult?: MessageResultResolvers<ContextType>;
  ReferenceAction?: ReferenceActionResolvers;
  ServerVerification?: ServerVerificationResolvers<ContextType>;
  CreateKeyPayload?: CreateKeyPayloadResolvers<ContextType>;
  CreateKeyResult?: CreateKeyResultResolvers<ContextType>;
  DeleteKeyPayload?: DeleteKeyPayloadResolvers<ContextType>;
  DeleteKeyResult?: DeleteKeyResultResolvers<ContextType>;
  CreateAccountPayload?: CreateAccountPayloadResolvers<ContextType>;
  CreateAccountResult?: CreateAccountResultResolvers<ContextType>;
  UpdateAccountPayload?: UpdateAccountPayloadResolvers<ContextType>;
  UpdateAccountResult?: UpdateAccountResultResolvers<ContextType>;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DeleteAccountResult?: DeleteAccountResultResolvers<ContextType>;
  ReconnectAccountPayload?: ReconnectAccountPayloadResolvers<ContextType>;
  ReconnectAccountResult?: ReconnectAccountResultResolvers<ContextType>;
  VerifyAccountPayload?: VerifyAccountPayloadResolvers<ContextType>;
  VerifyAccountResult?: VerifyAccountResultResolvers<ContextType>;
  CreateMailboxPayload?: CreateMailboxPayloadResolvers<ContextType>;
  CreateMailboxResult?: CreateMailboxResultResolvers<ContextType>;
  UpdateMailboxPayload?: UpdateMailboxPayloadResolvers<ContextType>;
  UpdateMailboxResult?: UpdateMailboxResultResolvers<ContextType>;
  DeleteMailboxPayload?: DeleteMailboxPayloadResolvers<ContextType>;
  DeleteMailboxResult?: DeleteMailboxResultResolvers<ContextType>;
  UpdateMessagesPayload?: UpdateMessagesPayloadResolvers<ContextType>;
  UpdateMessagesResult?: UpdateMessagesResultResolvers<ContextType>;
  MoveMessagesPayload?: MoveMessagesPayloadResolvers<ContextType>;
  MoveMessagesResult?: MoveMessagesResultResolvers<ContextType>;
  CopyMessagesPayload?: CopyMessagesPayloadResolvers<ContextType>;
  CopyMessagesResult?: CopyMessagesResultResolvers<ContextType>;
  DeleteMessagesPayload?: DeleteMessagesPayloadResolvers<ContextType>;
  DeleteMessagesResult?: DeleteMessagesResultResolvers<ContextType>;
  BulkAction?: BulkActionResolvers;
  BulkUpdateMessagesPayload?: BulkUpdateMessagesPayloadResolvers<ContextType>;
  BulkUpdateMessagesResult?: BulkUpdateMessagesResultResolvers<ContextType>;
  BulkResult?: BulkResultResolvers<ContextType>;
  Job?: JobResolvers<ContextType>;
  JobType?: JobTypeResolvers;
  ReplayProgress?: ReplayProgressResolvers<ContextType>;
  JobStatus?: JobStatusResolvers;
  JobProgress?: JobProgressResolvers<ContextType>;
  SubmissionCounts?: SubmissionCountsResolvers<ContextType>;
  JobResult?: JobResultResolvers<ContextType>;
  BulkMessageConnection?: BulkMessageConnectionResolvers<ContextType>;
  BulkMessageEdge?: BulkMessageEdgeResolvers<ContextType>;
  CancelJobPayload?: CancelJobPayloadResolvers<ContextType>;
  CancelJobResult?: CancelJobResultResolvers<ContextType>;
  BulkMessage?: BulkMessageResolvers<ContextType>;
  BulkOutcome?: BulkOutcomeResolvers;
  BulkFailure?: BulkFailureResolvers<ContextType>;
  AppendMessagePayload?: AppendMessagePayloadResolvers<ContextType>;
  AppendMessageResult?: AppendMessageResultResolvers<ContextType>;
  ReplaceDraftPayload?: ReplaceDraftPayloadResolvers<ContextType>;
  ReplaceDraftResult?: ReplaceDraftResultResolvers<ContextType>;
  SubmitDraftPayload?: SubmitDraftPayloadResolvers<ContextType>;
  SubmitDraftResult?: SubmitDraftResultResolvers<ContextType>;
  UnsubscribeMethod?: UnsubscribeMethodResolvers;
  UnsubscribeStatus?: UnsubscribeStatusResolvers;
  UnsubscribeMessagePayload?: UnsubscribeMessagePayloadResolvers<ContextType>;
  UnsubscribeMessageResult?: UnsubscribeMessageResultResolvers<ContextType>;
  SubmissionDryRun?: SubmissionDryRunResolvers<ContextType>;
  MessageWarning?: MessageWarningResolvers<ContextType>;
  MimeEncoding?: MimeEncodingResolvers;
  CreateSubmissionPayload?: CreateSubmissionPayloadResolvers<ContextType>;
  CreateSubmissionResult?: CreateSubmissionResultResolvers<ContextType>;
  CreateMergePayload?: CreateMergePayloadResolvers<ContextType>;
  CreateMergeResult?: CreateMergeResultResolvers<ContextType>;
  RescheduleSubmissionPayload?: RescheduleSubmissionPayloadResolvers<ContextType>;
  RescheduleSubmissionResult?: RescheduleSubmissionResultResolvers<ContextType>;
  CreateSuppressionPayload?: CreateSuppressionPayloadResolvers<ContextType>;
  CreateSuppressionResult?: CreateSuppressionResultResolvers<ContextType>;
  DeleteSuppressionPayload?: DeleteSuppressionPayloadResolvers<ContextType>;
  DeleteSuppressionResult?: DeleteSuppressionResultResolvers<ContextType>;
  CancelSubmissionPayload?: CancelSubmissionPayloadResolvers<ContextType>;
  CancelSubmissionResult?: CancelSubmissionResultResolvers<ContextType>;
  RetrySubmissionPayload?: RetrySubmissionPayloadResolvers<ContextType>;
  RetrySubmissionResult?: RetrySubmissionResultResolvers<ContextType>;
  CreateTemplatePayload?: CreateTemplatePayloadResolvers<ContextType>;
  CreateTemplateResult?: CreateTemplateResultResolvers<ContextType>;
  UpdateTemplatePayload?: UpdateTemplatePayloadResolvers<ContextType>;
  UpdateTemplateResult?: UpdateTemplateResultResolvers<ContextType>;
  DeleteTemplatePayload?: DeleteTemplatePayloadResolvers<ContextType>;
  DeleteTemplateResult?: DeleteTemplateResultResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  CreateWebhookResult?: CreateWebhookResultResolvers<ContextType>;
  UpdateWebhookPayload?: UpdateWebhookPayloadResolvers<ContextType>;
  UpdateWebhookResult?: UpdateWebhookResultResolvers<ContextType>;
  DeleteWebhookPayload?: DeleteWebhookPayloadResolvers<ContextType>;
  DeleteWebhookResult?: DeleteWebhookResultResolvers<ContextType>;
  RotateWebhookSecretPayload?: RotateWebhookSecretPayloadResolvers<ContextType>;
  RotateWebhookSecretResult?: RotateWebhookSecretResultResolvers<ContextType>;
  TestWebhookPayload?: TestWebhookPayloadResolvers<ContextType>;
  TestWebhookResult?: TestWebhookResultResolvers<ContextType>;
  RedeliverDeliveryPayload?: RedeliverDeliveryPayloadResolvers<ContextType>;
  RedeliverDeliveryResult?: RedeliverDeliveryResultResolvers<ContextType>;
  ReplayWebhookPayload?: ReplayWebhookPayloadResolvers<ContextType>;
  ReplayWebhookResult?: ReplayWebhookResultResolvers<ContextType>;
};
