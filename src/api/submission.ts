/** What is to be sent, as both surfaces take it: a message by its fields, a draft by its id, or a merge. */
import { invalid } from '../domain/errors.ts';
import type { NewMerge } from '../use-cases/merge-messages.ts';
import type { NewSubmission, ReadySubmission } from '../use-cases/submit-message.ts';
import type { components } from './rest/contract.gen.ts';

type Schemas = components['schemas'];

/** A draft says these itself. */
const ofTheMessage = [
  'from',
  'to',
  'cc',
  'bcc',
  'replyTo',
  'template',
  'reference',
  'subject',
  'text',
  'html',
  'headers',
  'list',
  'attachments',
  'envelope',
] as const satisfies readonly (keyof Schemas['SubmissionCreate'])[];

type Message = Omit<Schemas['SubmissionCreate'], 'recipients'>;
type Recipient = NonNullable<Schemas['SubmissionCreate']['recipients']>[number];

/** Throws `invalid-request` for a draft with fields of a message beside it. */
export function submissionOf(
  { draft, ...message }: Message,
  traceparent: string | null,
): NewSubmission | ReadySubmission {
  const wanted = { ...message, traceparent };
  if (draft === undefined) return wanted;
  const beside = ofTheMessage.find((name) => message[name] !== undefined);
  if (beside !== undefined)
    throw invalid(`/${beside}`, 'A draft is sent as it is: this cannot be given beside it.');
  return { draft, options: wanted };
}

/** Throws `invalid-request` for what a single message has. */
export function mergeOf(
  message: Message,
  recipients: readonly Recipient[],
  traceparent: string | null,
): NewMerge {
  const { draft, to, cc, bcc, envelope, reference, ...shared } = message;
  const single = { draft, to, cc, bcc, envelope, reference };
  const [beside] = Object.entries(single).find(([, value]) => value !== undefined) ?? [];
  if (beside !== undefined)
    throw invalid(`/${beside}`, 'This cannot be given for all recipients of a merge.');
  return {
    ...shared,
    traceparent,
    recipients: recipients.map(({ to: person, ...own }) => ({
      ...own,
      to: 'address' in person ? [person] : person,
    })),
  };
}
