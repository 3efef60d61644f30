/**
 * iCloud. Capabilities as logged in Nextcloud Mail's issue 3401, but CATENATE, URLAUTH, METADATA, ANNOTATE and others that
 * the sandbox has not; XAPPLEPUSHSERVICE stays as a mere word, because clients know iCloud by it. ENABLE takes effect and does not say so (Mozilla's bug 1747311, MailKit's issue 1871); ESEARCH
 * answers COUNT only, and BINARY is announced and not understood (horde/Imap_Client's pull request 17). No SPECIAL-USE
 * and no MOVE: mailboxes are known by their names.
 */
import type { Persona } from './persona.ts';

export const ICLOUD: Persona = {
  imap: {
    capabilities: {
      beforeLogin: ['XAPPLEPUSHSERVICE', 'IMAP4', 'IMAP4rev1', 'SASL-IR', 'STARTTLS', 'AUTH=PLAIN'],
      afterLogin: [
        'XAPPLEPUSHSERVICE',
        'IMAP4',
        'IMAP4rev1',
        'CONDSTORE',
        'ENABLE',
        'QRESYNC',
        'QUOTA',
        'NAMESPACE',
        'UIDPLUS',
        'CHILDREN',
        'BINARY',
        'UNSELECT',
        'SORT',
        'ESEARCH',
        'THREAD=REFERENCES',
        'WITHIN',
        'SASL-IR',
        'ID',
        'IDLE',
        'LIST-STATUS',
      ],
    },
    greeting: 'iSCREAM ready to rumble',
    id: { name: 'iscream', vendor: 'Apple, Inc.' },
    maxConnectionsPerUser: 50,
    maxLiteral: 28 * 1024 * 1024,
    idleTimeoutMs: 29 * 60 * 1000,
    quirks: {
      esearchCountOnly: true,
      silentEnable: true,
      brokenBinary: true,
      loginRefusal: { code: 'AUTHENTICATIONFAILED', text: 'Authentication Failed' },
    },
  },
  smtp: {
    banner: 'iCloud SMTP',
    maxMessage: 28 * 1024 * 1024,
    maxRecipients: 500,
    mechanisms: ['PLAIN', 'LOGIN'],
    loginRefusal: { code: 535, text: '5.7.8 Error: authentication failed' },
  },
  mailboxes: [
    { name: 'Archive' },
    { name: 'Deleted Messages' },
    { name: 'Drafts' },
    { name: 'Junk' },
    { name: 'Sent Messages' },
  ],
};
