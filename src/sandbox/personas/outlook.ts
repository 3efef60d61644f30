/**
 * Outlook and Exchange Online. Capabilities and greeting as logged in MailKit's issues 1437 and 2016: no SPECIAL-USE,
 * CONDSTORE, ESEARCH, LIST-STATUS or ENABLE; no password is taken, not even the right one (basic authentication ended
 * in 2022, for SMTP at the end of 2026). Keywords are not kept. Three submission connections, and what is submitted
 * goes to Sent Items: techcommunity.microsoft.com, "Changes coming to the SMTP Authenticated Submission client
 * protocol". Throttling (`BAD Request is throttled. Suggested Backoff Time: … milliseconds`) comes by a fault.
 */
import type { Persona } from './persona.ts';

const FOR_EVERYBODY = [
  'IMAP4',
  'IMAP4rev1',
  'AUTH=XOAUTH2',
  'SASL-IR',
  'UIDPLUS',
  'MOVE',
  'ID',
  'UNSELECT',
  'CHILDREN',
  'IDLE',
  'NAMESPACE',
  'LITERAL+',
];
const FLAGS = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft', '$MDNSent'];

export const OUTLOOK: Persona = {
  imap: {
    capabilities: { beforeLogin: [...FOR_EVERYBODY, 'STARTTLS', 'LOGINDISABLED'], afterLogin: FOR_EVERYBODY },
    greeting: 'The Microsoft Exchange IMAP4 service is ready.',
    id: { name: 'Microsoft.Exchange.Imap4.Imap4Server', version: '15.20' },
    maxConnectionsPerUser: 20,
    maxLiteral: 35 * 1024 * 1024,
    idleTimeoutMs: 29 * 60 * 1000,
    quirks: {
      noCapabilityCodes: true,
      passwordsRefused: true,
      loginRefusal: { code: null, text: 'LOGIN failed.' },
      tooManyConnections: { code: null, text: 'User is authenticated but not connected.' },
      onlyFlags: FLAGS,
    },
  },
  smtp: {
    banner: 'Microsoft ESMTP MAIL Service ready',
    maxMessage: 35 * 1024 * 1024,
    maxRecipients: 1_000,
    mechanisms: ['LOGIN', 'XOAUTH2'],
    passwordsRefused: true,
    loginRefusal: {
      code: 535,
      text: '5.7.139 Authentication unsuccessful, basic authentication is disabled.',
    },
    maxConnectionsPerUser: 3,
    tooManyConnections: { code: 432, text: '4.3.2 Concurrent connections limit exceeded.' },
  },
  mailboxes: [
    { name: 'Archive' },
    { name: 'Deleted Items', specialUse: '\\Trash' },
    { name: 'Drafts', specialUse: '\\Drafts' },
    { name: 'Junk Email', specialUse: '\\Junk' },
    { name: 'Outbox' },
    { name: 'Sent Items', specialUse: '\\Sent' },
  ],
  filesSent: true,
};
