/** Letters that belong together, for the servers that tests read them from. */
import { plainMessage } from './imap-account.ts';

export interface ConversationLetter {
  /** Its subject, and its Message-ID without the rest. */
  readonly name: string;
  readonly inReplyTo?: string;
  /** By their names; the first is the root. */
  readonly references?: readonly string[];
  readonly subject?: string;
}

/** With its brackets. */
export function messageIdOf(name: string): string {
  return `<${name.replaceAll(' ', '.')}@talk.postern.test>`;
}

export function letterOf({ name, inReplyTo, references = [], subject = name }: ConversationLetter): string {
  return plainMessage(subject, {
    'Message-ID': messageIdOf(name),
    ...(inReplyTo === undefined ? {} : { 'In-Reply-To': messageIdOf(inReplyTo) }),
    ...(references.length === 0 ? {} : { References: references.map(messageIdOf).join(' ') }),
  });
}

/** Minute by minute. */
export function minute(number: number): Date {
  return new Date(Date.UTC(2026, 10, 20, 10, number));
}
