/**
 * A message that tells what became of another: a delivery status notification (RFC 3464), a complaint (ARF, RFC 5965), a
 * disposition notification (RFC 8098) or an automatic reply (RFC 3834). Anybody can forge one: it is evidence only together
 * with the message that it speaks of.
 */
export const reportKinds = ['dsn', 'arf', 'mdn', 'auto-reply'] as const;
export type ReportKind = (typeof reportKinds)[number];

export const reportActions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
export type ReportAction = (typeof reportActions)[number];

export const bounceReasons = [
  'no-such-mailbox',
  'no-such-domain',
  'mailbox-full',
  'mailbox-disabled',
  'too-large',
  'spam',
  'authentication',
  'policy',
  'rate-limited',
  'relay-denied',
  'unreachable',
  'other',
] as const;
export type BounceReason = (typeof bounceReasons)[number];

export interface ReportedRecipient {
  /** As the sender wrote it, where the report tells that, else as it was delivered to. */
  readonly address: string;
  /** Only of a `dsn`. */
  readonly action: ReportAction | null;
  /** Enhanced status code (RFC 3463), such as `5.1.1`. */
  readonly status: string | null;
  /** The words of the server that refused, such as `550 5.1.1 no such user`. */
  readonly diagnostic: string | null;
  /** What status and diagnostic mean, where the message was not delivered. */
  readonly reason: BounceReason | null;
}

export interface Report {
  readonly kind: ReportKind;
  readonly recipients: readonly ReportedRecipient[];
  /** Host or program that reports. */
  readonly reportingMta: string | null;
  /** Of the message that the report is about, with its brackets. */
  readonly originalMessageId: string | null;
  /** ENVID of RFC 3461. */
  readonly originalEnvelopeId: string | null;
  /** Of an `arf`: `abuse`, `fraud`, `not-spam`, … in lower case. */
  readonly feedbackType: string | null;
  /** Of an `mdn`: `displayed`, `deleted`, `processed`, … in lower case. */
  readonly disposition: string | null;
}

/** A report that tells nothing yet. */
export function emptyReport(kind: ReportKind): Report {
  return {
    kind,
    recipients: [],
    reportingMta: null,
    originalMessageId: null,
    originalEnvelopeId: null,
    feedbackType: null,
    disposition: null,
  };
}
