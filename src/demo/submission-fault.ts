/** The ways in which the local submission server misbehaves when told to, and how many more times it does. */

export interface SmtpReply {
  readonly code: number;
  /** May begin with an enhanced status code (RFC 3463), such as `5.1.1 No such user`. */
  readonly text: string;
}

/** Where in a session something happens. `data` is in the middle of the message, after its first octets. */
export type SubmissionStage =
  'connect' | 'login' | 'mail' | 'recipient' | 'data' | 'before-reply' | 'after-acceptance';

export type SubmissionFault =
  | { readonly kind: 'refuse'; readonly at: 'login' | 'mail' | 'before-reply'; readonly reply: SmtpReply }
  /** Every recipient when `address` is absent. */
  | {
      readonly kind: 'refuse';
      readonly at: 'recipient';
      readonly reply: SmtpReply;
      readonly address?: string;
    }
  /** `before-reply`: the message is not taken; `after-acceptance`: it is, and only the reply is lost. */
  | { readonly kind: 'drop'; readonly at: SubmissionStage }
  | { readonly kind: 'delay'; readonly at: SubmissionStage; readonly ms: number };

export interface FaultScript {
  /** Armed until it has struck `times` times; without a number until `clear`. */
  arm(fault: SubmissionFault, times?: number): void;
  clear(): void;
  /** How many times a fault has struck, a delay at its beginning. */
  readonly struck: number;
  /** The faults that strike now; each is one strike nearer to its end afterwards. */
  strike(at: SubmissionStage, recipient?: string): readonly SubmissionFault[];
}

export function createFaultScript(): FaultScript {
  let armed: { readonly fault: SubmissionFault; left: number }[] = [];
  let count = 0;
  return {
    arm: (fault, times = Infinity) => void armed.push({ fault, left: times }),
    clear: () => void (armed = []),
    get struck() {
      return count;
    },
    strike(at, recipient) {
      const struck = armed.filter(({ fault }) => fault.at === at && concerns(fault, recipient));
      for (const entry of struck) entry.left -= 1;
      armed = armed.filter(({ left }) => left > 0);
      count += struck.length;
      return struck.map(({ fault }) => fault);
    },
  };
}

function concerns(fault: SubmissionFault, recipient: string | undefined): boolean {
  return !('address' in fault) || fault.address === undefined || fault.address === recipient;
}
