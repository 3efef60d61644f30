/** Addresses that an account sends nothing to: what bounced for good, what complained, and what its owner put there. */
import type { BounceReason } from './report.ts';
import { bounceReason } from './bounce-reason.ts';
import type { SubmissionRecipient } from './recipient.ts';
import type { Instant } from './time.ts';

export const suppressionReasons = ['bounce', 'complaint', 'manual'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

export interface Suppression {
  /** In lower case: whoever does not exist does so in any case. */
  readonly address: string;
  readonly reason: SuppressionReason;
  /** The submission that led to it; null of one put there by hand. */
  readonly submission: string | null;
  readonly createdAt: Instant;
}

export function suppressedForm(address: string): string {
  return address.toLowerCase();
}

const lasting: readonly BounceReason[] = ['no-such-mailbox', 'no-such-domain', 'mailbox-disabled'];

/** Whom nothing more is to be sent to after these were told of. A full mailbox or a policy may change. */
export function suppressionsOf(
  { id, recipients }: { readonly id: string; readonly recipients: readonly SubmissionRecipient[] },
  about: readonly string[],
  createdAt: Instant,
): readonly Suppression[] {
  return recipients.flatMap((recipient) => {
    const reason = about.includes(recipient.address) ? reasonOf(recipient) : null;
    if (reason === null) return [];
    return [{ address: suppressedForm(recipient.address), reason, submission: id, createdAt }];
  });
}

function reasonOf({ status, smtp, report }: SubmissionRecipient): SuppressionReason | null {
  switch (status) {
    case 'complained':
      return 'complaint';
    case 'bounced':
      return report !== null && isLasting(report.status, report.reason) ? 'bounce' : null;
    case 'failed':
      return smtp !== null &&
        smtp.code >= 500 &&
        isLasting(smtp.enhanced, bounceReason(smtp.enhanced, smtp.text))
        ? 'bounce'
        : null;
    default:
      return null;
  }
}

function isLasting(status: string | null, reason: BounceReason | null): boolean {
  return (status === null || status.startsWith('5.')) && reason !== null && lasting.includes(reason);
}
