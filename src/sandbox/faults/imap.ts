/** How the IMAP server misbehaves when told to, and where in a session it asks whether it shall. Types only. */

/**
 * Where in a session the server asks, in the order of a session:
 * - `connect`: a connection was accepted and nothing was said yet; before the handshake on the TLS port.
 * - `greeting`: the greeting is about to be said.
 * - `starttls`: STARTTLS came whole.
 * - `login`: the credentials of LOGIN or AUTHENTICATE came whole; `session.user` is whom they name.
 * - `command`: any command came whole (LOGIN and STARTTLS too, before their own stage), before it is carried out.
 * - `literal`: a literal that waits for its go-ahead was announced.
 * - `untagged`: an untagged response is about to be said, which `session.untagged` names.
 * - `reply`: a tagged response is about to be said; the command was carried out.
 * - `idle`: IDLE came, before its `+`.
 */
export type ImapStage =
  'connect' | 'greeting' | 'starttls' | 'login' | 'command' | 'literal' | 'untagged' | 'reply' | 'idle';

/** RFC 3501 §7.1. `BYE` is untagged and the connection's last word; `code` is the text between the brackets. */
export interface ImapReply {
  readonly condition: 'NO' | 'BAD' | 'BYE';
  readonly code?: string;
  readonly text: string;
}

/** Whom a fault concerns: everybody where a member is absent. All are compared without regard to case. */
export interface ImapTarget {
  readonly user?: string;
  /** The command's name without `UID`, such as `FETCH`. */
  readonly command?: string;
  /** The selected mailbox. */
  readonly mailbox?: string;
}

export type ImapFault = ImapTarget &
  /**
   * Answered so instead of what it would have been. At `connect`, `greeting` always as `BYE`; at `reply` although it was
   * carried out; at `untagged` it means nothing.
   */
  (
    | { readonly kind: 'refuse'; readonly at: Exclude<ImapStage, 'untagged'>; readonly reply: ImapReply }
    /**
     * The connection is cut without a word. With `afterOctets`: only after so many further octets were sent, which cuts in
     * the middle of a literal or a line.
     */
    | { readonly kind: 'drop'; readonly at: ImapStage; readonly afterOctets?: number }
    /** Goes on after so many milliseconds. */
    | { readonly kind: 'delay'; readonly at: ImapStage; readonly ms: number }
    /** From here on the connection's answers come no faster than this. */
    | { readonly kind: 'throttle'; readonly at: ImapStage; readonly octetsPerSecond: number }
    /** From here on the server says nothing on this connection and keeps it open. */
    | { readonly kind: 'silence'; readonly at: ImapStage }
    /**
     * The line (CRLF is added) is said before what comes next, whatever it is. At `starttls` it follows the `OK` in plain
     * text and in the same segment: what an attacker injects before the handshake (CVE-2011-0411).
     */
    | { readonly kind: 'garbage'; readonly at: ImapStage; readonly line: string }
    /**
     * The text as it stands (no CRLF is added), `repeat` times or, where that is absent, without end: no faster than the
     * client reads, and until it is gone. What comes next is said behind it.
     */
    | {
        readonly kind: 'flood';
        readonly at: Exclude<ImapStage, 'untagged'>;
        readonly text: string;
        readonly repeat?: number;
      }
    /** Untagged responses of this name, such as `EXISTS`, `FETCH`, `SEARCH`, or `UIDNEXT` for the OK with that code, are left out. */
    | { readonly kind: 'swallow'; readonly at: 'untagged'; readonly untagged: string }
    /** STARTTLS is not among the capabilities of this connection, and unknown when it comes nevertheless. */
    | { readonly kind: 'strip-starttls'; readonly at: 'connect' }
  );

export type ImapFaultKind = ImapFault['kind'];

/** What the server knows when it asks. */
export interface ImapMoment {
  readonly user: string | null;
  /** The command being carried out, without `UID`, in capitals. */
  readonly command: string | null;
  readonly mailbox: string | null;
  /** At `untagged`: the name of the response in capitals, such as `EXISTS`; of an OK with a code that of the code. */
  readonly untagged?: string;
}

/** What the IMAP server asks at each stage. */
export interface ImapFaults {
  /** The faults that strike here and now, in the order in which they were armed; each counts as one strike. */
  strike(at: ImapStage, session: ImapMoment): readonly ImapFault[];
}
