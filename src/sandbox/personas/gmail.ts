/**
 * Gmail. Capabilities after login as logged in imapsync's issue 239, but COMPRESS=DEFLATE, UTF8=ACCEPT and XLIST, which
 * the sandbox has not; no QRESYNC, SORT, THREAD, NOTIFY. Labels and X-GM-EXT-1: developers.google.com/gmail/imap.
 * Fifteen connections and the words of the sixteenth: MailKit's issue 377. SMTP replies:
 * support.google.com/a/answer/3726730. A refused password may be right, where only app passwords or OAuth are allowed.
 */
import type { Persona } from './persona.ts';

const MAX_MESSAGE = 35_651_584;
const FOR_EVERYBODY = ['IMAP4rev1', 'UNSELECT', 'IDLE', 'NAMESPACE', 'QUOTA', 'ID', 'CHILDREN', 'X-GM-EXT-1'];

export const GMAIL: Persona = {
  imap: {
    capabilities: {
      beforeLogin: [
        ...FOR_EVERYBODY,
        'STARTTLS',
        'SASL-IR',
        'AUTH=XOAUTH2',
        'AUTH=PLAIN',
        'AUTH=OAUTHBEARER',
      ],
      afterLogin: [
        ...FOR_EVERYBODY,
        'UIDPLUS',
        'ENABLE',
        'MOVE',
        'CONDSTORE',
        'ESEARCH',
        'LIST-EXTENDED',
        'LIST-STATUS',
        'LITERAL-',
        'SPECIAL-USE',
        `APPENDLIMIT=${MAX_MESSAGE}`,
      ],
    },
    greeting: 'Gimap ready for requests from 127.0.0.1',
    id: { name: 'GImap', vendor: 'Google, Inc.', 'support-url': 'https://support.google.com/mail' },
    maxConnectionsPerUser: 15,
    maxLiteral: MAX_MESSAGE,
    idleTimeoutMs: 10 * 60 * 1000,
    quirks: {
      noCapabilityCodes: true,
      tooManyConnections: { code: 'ALERT', text: 'Too many simultaneous connections. (Failure)' },
      loginRefusal: { code: 'AUTHENTICATIONFAILED', text: 'Invalid credentials (Failure)' },
    },
  },
  smtp: {
    banner: 'smtp.gmail.com ESMTP - gsmtp',
    maxMessage: MAX_MESSAGE,
    maxRecipients: 100,
    mechanisms: ['LOGIN', 'PLAIN', 'XOAUTH2', 'OAUTHBEARER'],
    loginRefusal: { code: 535, text: '5.7.8 Username and Password not accepted. - gsmtp' },
  },
  mailboxes: [
    { name: '[Gmail]', nameOnly: true },
    { name: '[Gmail]/All Mail', specialUse: '\\All' },
    { name: '[Gmail]/Drafts', specialUse: '\\Drafts' },
    { name: '[Gmail]/Important', specialUse: '\\Important' },
    { name: '[Gmail]/Sent Mail', specialUse: '\\Sent' },
    { name: '[Gmail]/Spam', specialUse: '\\Junk' },
    { name: '[Gmail]/Starred', specialUse: '\\Flagged' },
    { name: '[Gmail]/Trash', specialUse: '\\Trash' },
  ],
  filesSent: true,
  labels: true,
};
