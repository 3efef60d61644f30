/**
 * Strato (RZimapd). Capabilities as logged in codefuturist/email-mcp's issue 91, as far as the sandbox has them. IMAP4rev2
 * can be enabled, though not all logs have it among the capabilities; from then on every SEARCH finds nothing (the same
 * issue; imapflow's issue 411). Most clients know it by the name that ID tells, so this one tells none: who is right
 * here is right without knowing it.
 */
import type { Persona } from './persona.ts';

const FOR_EVERYBODY = ['IMAP4', 'IMAP4rev1', 'ID', 'SASL-IR', 'LITERAL+', 'ENABLE', 'IMAP4rev2'];

export const STRATO: Persona = {
  imap: {
    capabilities: {
      beforeLogin: [...FOR_EVERYBODY, 'STARTTLS', 'AUTH=PLAIN', 'AUTH=LOGIN'],
      afterLogin: [
        ...FOR_EVERYBODY,
        'CHILDREN',
        'CONDSTORE',
        'ESEARCH',
        'IDLE',
        'LIST-EXTENDED',
        'LIST-STATUS',
        'MOVE',
        'NAMESPACE',
        'QUOTA',
        'SORT',
        'SPECIAL-USE',
        'UIDPLUS',
        'UNSELECT',
        'WITHIN',
      ],
    },
    greeting: 'IMAP4 server ready',
    id: null,
    maxConnectionsPerUser: 30,
    maxLiteral: 100 * 1024 * 1024,
    idleTimeoutMs: 30 * 60 * 1000,
    quirks: { noCapabilityCodes: true, emptySearchUnderRev2: true },
  },
  smtp: { banner: 'RZmta ready', maxMessage: 100 * 1024 * 1024, mechanisms: ['PLAIN', 'LOGIN'] },
  mailboxes: [
    { name: 'Drafts', specialUse: '\\Drafts' },
    { name: 'Sent Items', specialUse: '\\Sent' },
    { name: 'Spam', specialUse: '\\Junk' },
    { name: 'Trash', specialUse: '\\Trash' },
  ],
};
