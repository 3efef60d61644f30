/** Drafts: messages whose composition has not ended (`\Draft`, RFC 9051 §2.3.2), or that lie among such. */
import { GatewayError } from './errors.ts';
import type { SpecialUse } from './mailbox.ts';
import { canonicalFlag } from './message.ts';

const draftFlag = '\\Draft';
/** They are of the stored message and not of what is written in its place. */
const ofTheOldOne = ['\\Recent', '\\Deleted'];

export function isMarkedDraft(flags: readonly string[]): boolean {
  return flags.map(canonicalFlag).includes(draftFlag);
}

/** What `flags` are for a message that goes to a mailbox of this use. */
export function flagsIn(specialUse: SpecialUse | null, flags: readonly string[]): readonly string[] {
  return specialUse === 'drafts' ? draftFlags(flags) : flags;
}

/** With `\Draft`, each once. */
export function draftFlags(flags: readonly string[]): readonly string[] {
  const kept = flags.map(canonicalFlag).filter((flag) => !ofTheOldOne.includes(flag));
  return [...new Set([...kept, draftFlag])];
}

export function notADraft(): GatewayError {
  return new GatewayError(
    'not-a-draft',
    'The message is no draft: it neither carries \\Draft nor lies in the mailbox for drafts.',
  );
}
