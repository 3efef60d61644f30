/**
 * What a persona sets: which capabilities there are, the limits, and in what the server is known to differ
 * from the RFCs. Everything that is not said here is honest.
 */

/** How the server behaves towards every session. */
export interface ImapBehaviour {
  /**
   * The truth about what is switched on: a command or an argument of an extension that is not listed is
   * answered BAD like an unknown one. STARTTLS and LOGINDISABLED are left out by themselves where TLS is on.
   */
  readonly capabilities: { readonly beforeLogin: readonly string[]; readonly afterLogin: readonly string[] };
  /** The text of the greeting, after `* OK [CAPABILITY …]`. */
  readonly greeting: string;
  /** What ID answers (RFC 2971); null answers NIL. */
  readonly id: Readonly<Record<string, string>> | null;
  readonly maxConnectionsPerUser: number;
  /** Octets of the longest literal of APPEND and REPLACE; a longer one is refused without being read into memory. */
  readonly maxLiteral: number;
  /** Without a word from the client for so long, the session is closed with BYE (RFC 3501 §5.4). */
  readonly idleTimeoutMs: number;
  readonly quirks: Quirks;
}

/** In what a server is known to differ. A closed set: each is honoured at one place in the server. */
export interface Quirks {
  /** After ENABLE IMAP4rev2 every SEARCH finds nothing. Seen at Strato. */
  readonly emptySearchUnderRev2?: boolean;
  /** SEARCH finds nothing: always, or only when it is asked by ESEARCH. */
  readonly emptySearch?: 'always' | 'extended';
  /** SEARCH takes no charset but US-ASCII, and refuses the others by BADCHARSET. */
  readonly asciiSearch?: boolean;
  /** `SEARCH RETURN (…)` answers COUNT only, whatever was asked for. Seen at iCloud. */
  readonly esearchCountOnly?: boolean;
  /** ENABLE takes effect, but ENABLED is not told. Seen at iCloud. */
  readonly silentEnable?: boolean;
  /**
   * FETCH, SEARCH and STORE go over the newest so many messages of those that they name and answer
   * `OK [MESSAGELIMIT …]`, COPY and MOVE of more are refused (RFC 9738 §3). Seen at Yahoo (1,000).
   */
  readonly maxMessagesPerCommand?: number;
  /** Greeting and LOGIN's reply carry no CAPABILITY code: the client must ask. Seen at Courier. */
  readonly noCapabilityCodes?: boolean;
  /** The reply to one connection too many, instead of `NO [LIMIT]`. Seen at Gmail (`[ALERT]`). */
  readonly tooManyConnections?: { readonly code: string | null; readonly text: string };
  /** The text of a refused login, instead of an own one. Seen at Outlook, whose text has no code. */
  readonly loginRefusal?: { readonly code: string | null; readonly text: string };
  /** Flags that can be stored; others are left out silently, and PERMANENTFLAGS has no `\*`. Seen at Outlook. */
  readonly onlyFlags?: readonly string[];
  /** No password is right, and LOGINDISABLED is told under TLS as well. Seen at Outlook. */
  readonly passwordsRefused?: boolean;
  /** All mailboxes but INBOX have this prefix, and this between their levels. Seen at Courier (`INBOX.`, `.`). */
  readonly namespace?: { readonly prefix: string; readonly delimiter: string };
  /** BINARY is told, and its FETCH items are BAD. Seen at iCloud. */
  readonly brokenBinary?: boolean;
  /** Plain LIST tells special uses (RFC 6154 §2) without the capability. Seen at Yahoo. */
  readonly specialUseUnannounced?: boolean;
}

const FOR_EVERYBODY = ['IMAP4rev1', 'SASL-IR', 'LITERAL+', 'ID', 'ENABLE'];

/** Everything that the server can do, told truthfully. */
export const HONEST: ImapBehaviour = {
  capabilities: {
    beforeLogin: [
      ...FOR_EVERYBODY,
      'STARTTLS',
      'AUTH=PLAIN',
      'AUTH=LOGIN',
      'AUTH=XOAUTH2',
      'AUTH=OAUTHBEARER',
    ],
    afterLogin: [
      ...FOR_EVERYBODY,
      'IDLE',
      'NAMESPACE',
      'CHILDREN',
      'UIDPLUS',
      'REPLACE',
      'MOVE',
      'UNSELECT',
      'SPECIAL-USE',
      'CREATE-SPECIAL-USE',
      'LIST-EXTENDED',
      'LIST-STATUS',
      'STATUS=SIZE',
      'CONDSTORE',
      'QRESYNC',
      'ESEARCH',
      'SORT',
      'SORT=DISPLAY',
      'THREAD=REFERENCES',
      'WITHIN',
      'PARTIAL',
      'OBJECTID',
      'SAVEDATE',
      'PREVIEW',
      'BINARY',
      'NOTIFY',
      'QUOTA',
      'QUOTA=RES-STORAGE',
      'QUOTA=RES-MESSAGE',
    ],
  },
  greeting: 'Postern sandbox is ready.',
  id: { name: 'Postern sandbox' },
  maxConnectionsPerUser: 10_000,
  maxLiteral: 64 * 1024 * 1024,
  idleTimeoutMs: 30 * 60 * 1000,
  quirks: {},
};
