/** What is to be sent, as both surfaces take it: a message by its fields, or a draft by its id. */
import { invalid } from '../domain/errors.ts';
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
  'attachments',
  'envelope',
] as const satisfies readonly (keyof Schemas['SubmissionCreate'])[];

/** Throws `invalid-request` for a draft with fields of a message beside it. */
export function submissionOf(
  { draft, ...message }: Schemas['SubmissionCreate'],
  traceparent: string | null,
): NewSubmission | ReadySubmission {
  const wanted = { ...message, traceparent };
  if (draft === undefined) return wanted;
  const beside = ofTheMessage.find((name) => message[name] !== undefined);
  if (beside !== undefined)
    throw invalid(`/${beside}`, 'A draft is sent as it is: this cannot be given beside it.');
  return { draft, options: wanted };
}
