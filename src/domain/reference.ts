/** The message that a new one answers or forwards: what a caller asks for, and what is remembered of it. */
import type { Message } from './message.ts';

export const referenceActions = ['reply', 'reply-all', 'forward'] as const;
export type ReferenceAction = (typeof referenceActions)[number];

export interface Reference {
  /** A `msg_` or `eml_` id. */
  readonly message: string;
  readonly action: ReferenceAction;
  /** Whether its words stand below the new ones; of a forward unless said, of an answer only if said. */
  readonly quote?: boolean | null;
  /** Whether its files go along; the same. */
  readonly attachments?: boolean | null;
}

/** A reference that has been resolved. */
export interface ReferredMessage {
  /** Its `msg_` id. */
  readonly message: string;
  /** With `<…>`; null when it has none by which it can be found. */
  readonly messageId: string | null;
  readonly action: ReferenceAction;
}

/** What has to be known of a message to answer it. */
export type AnsweredFields = Pick<
  Message,
  'messageId' | 'inReplyTo' | 'references' | 'subject' | 'from' | 'replyTo' | 'to' | 'cc'
>;

export const answeredFields = [
  'messageId',
  'inReplyTo',
  'references',
  'subject',
  'from',
  'replyTo',
  'to',
  'cc',
] as const satisfies readonly (keyof AnsweredFields)[];

export function quotes({ action, quote }: Reference): boolean {
  return quote ?? action === 'forward';
}

export function takesFiles({ action, attachments }: Reference): boolean {
  return attachments ?? action === 'forward';
}
