/** No more than RFC 3501 asks of a server: no IDLE, no UIDPLUS, no MOVE, no literal without its go-ahead, one INBOX. */
import type { Persona } from './persona.ts';

export const MINIMAL: Persona = {
  imap: {
    capabilities: { beforeLogin: ['IMAP4rev1', 'STARTTLS', 'AUTH=PLAIN'], afterLogin: ['IMAP4rev1'] },
    greeting: 'IMAP4rev1 ready',
    id: null,
    maxConnectionsPerUser: 10,
    maxLiteral: 16 * 1024 * 1024,
    idleTimeoutMs: 30 * 60 * 1000,
    quirks: { noCapabilityCodes: true },
  },
  smtp: {
    banner: 'ready',
    maxMessage: 16 * 1024 * 1024,
    maxRecipients: 100,
    mechanisms: ['PLAIN'],
    withheld: ['SMTPUTF8'],
  },
  mailboxes: [],
};
