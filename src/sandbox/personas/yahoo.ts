/**
 * Yahoo and AOL. Capabilities as senders.yahooinc.com/developer/documentation and MailKit's issue 1055 have them, but
 * UIDONLY (RFC 9586) and PARTIAL, which the sandbox has not without ESEARCH; no IDLE. A command goes over 1,000 messages at most, the newest of those that it
 * names, and says so (RFC 9738, of which Yahoo is an author). Special uses are told in plain LIST without the capability;
 * few connections: imapflow's issue 75.
 */
import type { Persona } from './persona.ts';

const LIMIT = 1_000;
const FOR_EVERYBODY = [
  'IMAP4rev1',
  'SASL-IR',
  'ID',
  'MOVE',
  'NAMESPACE',
  'UIDPLUS',
  'LITERAL+',
  'CHILDREN',
  'OBJECTID',
  'ENABLE',
  'CONDSTORE',
  'QRESYNC',
  `MESSAGELIMIT=${LIMIT}`,
];

export const YAHOO: Persona = {
  imap: {
    capabilities: {
      beforeLogin: [...FOR_EVERYBODY, 'STARTTLS', 'AUTH=PLAIN', 'AUTH=XOAUTH2', 'AUTH=OAUTHBEARER'],
      afterLogin: FOR_EVERYBODY,
    },
    greeting: 'IMAP4rev1 Hello',
    id: { vendor: 'Yahoo! Inc.', 'support-url': 'http://help.yahoo.com/', name: 'Y!IMAP' },
    maxConnectionsPerUser: 5,
    maxLiteral: 40 * 1024 * 1024,
    idleTimeoutMs: 30 * 60 * 1000,
    quirks: {
      specialUseUnannounced: true,
      maxMessagesPerCommand: LIMIT,
      tooManyConnections: { code: 'LIMIT', text: 'LOGIN Rate limit hit.' },
      loginRefusal: { code: 'AUTHENTICATIONFAILED', text: 'LOGIN Invalid credentials' },
    },
  },
  smtp: {
    banner: 'smtp.mail.yahoo.com ESMTP ready',
    maxMessage: 40 * 1024 * 1024,
    maxRecipients: 100,
    mechanisms: ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'],
    loginRefusal: { code: 535, text: '5.7.0 (#AUTH005) Too many bad auth attempts.' },
  },
  mailboxes: [
    { name: 'Archive', specialUse: '\\Archive' },
    { name: 'Bulk', specialUse: '\\Junk' },
    { name: 'Draft', specialUse: '\\Drafts' },
    { name: 'Sent', specialUse: '\\Sent' },
    { name: 'Trash', specialUse: '\\Trash' },
  ],
  filesSent: true,
};
