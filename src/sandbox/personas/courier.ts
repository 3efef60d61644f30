/**
 * Courier-IMAP 4. Capabilities and greeting as logged in imapfilter's issue 19, but ACL and THREAD=ORDEREDSUBJECT, which the sandbox has not: no
 * CONDSTORE, ESEARCH, MOVE, SPECIAL-USE, LIST-STATUS or ENABLE. All mailboxes lie below INBOX, with `.` between the levels;
 * the reply to LOGIN tells no capabilities. Connections: MAXPERIP of its imapd.dist.
 */
import type { Persona } from './persona.ts';

const FOR_EVERYBODY = [
  'IMAP4rev1',
  'UIDPLUS',
  'CHILDREN',
  'NAMESPACE',
  'THREAD=REFERENCES',
  'SORT',
  'QUOTA',
  'IDLE',
];

export const COURIER: Persona = {
  imap: {
    capabilities: { beforeLogin: [...FOR_EVERYBODY, 'STARTTLS', 'AUTH=PLAIN'], afterLogin: FOR_EVERYBODY },
    greeting: 'Courier-IMAP ready. See COPYING for distribution information.',
    id: null,
    maxConnectionsPerUser: 4,
    maxLiteral: 64 * 1024 * 1024,
    idleTimeoutMs: 30 * 60 * 1000,
    quirks: {
      noCapabilityCodes: true,
      namespace: { prefix: 'INBOX.', delimiter: '.' },
      loginRefusal: { code: null, text: 'LOGIN failed.' },
    },
  },
  smtp: { banner: 'ESMTP', mechanisms: ['PLAIN', 'LOGIN'], withheld: ['SMTPUTF8'] },
  mailboxes: [{ name: 'Drafts' }, { name: 'Sent' }, { name: 'Trash' }],
};
