/** How the SMTP server misbehaves when told to, and where in a session it asks whether it shall. Types only. */

/**
 * Where in a session the server asks, in the order of a session. `data` is in the middle of the message, after its
 * first octets; `before-reply` after the final dot, when nothing was kept yet; `after-acceptance` after the final dot,
 * when the message was taken and only the reply is still to come.
 */
export type SmtpStage =
  'connect' | 'starttls' | 'login' | 'mail' | 'recipient' | 'data' | 'before-reply' | 'after-acceptance';

export interface SmtpReply {
  readonly code: number;
  /** May begin with an enhanced status code (RFC 3463), such as `5.1.1 No such user`. */
  readonly text: string;
}

/** Whom a fault concerns: everybody where it is absent. Compared without regard to case. */
export interface SmtpTarget {
  /** Who logs in or has. */
  readonly user?: string;
}

export type SmtpFault = SmtpTarget &
  (
    | {
        readonly kind: 'refuse';
        readonly at: 'connect' | 'starttls' | 'login' | 'mail' | 'before-reply';
        readonly reply: SmtpReply;
      }
    /** Recipients by a pattern such as `full@example.org` or `*@full.test`; every one when `address` is absent. */
    | {
        readonly kind: 'refuse';
        readonly at: 'recipient';
        readonly reply: SmtpReply;
        readonly address?: string;
      }
    /** `before-reply`: the message is not taken; `after-acceptance`: it is, and only the reply is lost. */
    | { readonly kind: 'drop'; readonly at: SmtpStage }
    | { readonly kind: 'delay'; readonly at: SmtpStage; readonly ms: number }
    /** No answer, and the connection stays open. */
    | { readonly kind: 'silence'; readonly at: SmtpStage }
    /** From here on the connection's answers come no faster than this. */
    | { readonly kind: 'throttle'; readonly at: SmtpStage; readonly octetsPerSecond: number }
    /**
     * The first attempt for each pair of sender and recipient is answered 450, and every one within `ms` (0 when absent)
     * of it; later ones are accepted (RFC 6647). Every recipient when `address` is absent.
     */
    | {
        readonly kind: 'greylist';
        readonly at: 'recipient';
        readonly address?: string;
        readonly ms?: number;
      }
    /** The line (CRLF is added) follows the 220 in plain text and in the same segment: what an attacker injects. */
    | { readonly kind: 'garbage'; readonly at: 'starttls'; readonly line: string }
    /** STARTTLS is not offered on this connection, and unknown when it comes nevertheless. */
    | { readonly kind: 'strip-starttls'; readonly at: 'connect' }
  );

/** What the server knows when it asks. */
export interface SmtpMoment {
  readonly user: string | null;
  /** The envelope's sender, empty for a bounce. */
  readonly sender?: string;
  /** At `recipient`. */
  readonly recipient?: string;
}

/** What the SMTP server asks at each stage. */
export interface SmtpFaults {
  /** The faults that strike here and now, in the order in which they were armed; each counts as one strike. */
  strike(at: SmtpStage, session: SmtpMoment): readonly SmtpFault[];
}
