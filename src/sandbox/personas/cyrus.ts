/** Cyrus 3.6 and later, as Debian builds it: nearly everything that the sandbox can do, and no NOTIFY and REPLACE. */
import { HONEST } from '../imap/behaviour.ts';
import type { Persona } from './persona.ts';

const LEFT_OUT = ['NOTIFY', 'REPLACE', 'PARTIAL', 'AUTH=XOAUTH2', 'AUTH=OAUTHBEARER'];
const { beforeLogin, afterLogin } = HONEST.capabilities;

export const CYRUS: Persona = {
  imap: {
    ...HONEST,
    capabilities: {
      beforeLogin: beforeLogin.filter((name) => !LEFT_OUT.includes(name)),
      afterLogin: afterLogin.filter((name) => !LEFT_OUT.includes(name)),
    },
    greeting: 'Cyrus IMAP server ready',
    id: { name: 'Cyrus IMAPD', vendor: 'Project Cyrus', 'support-url': 'https://www.cyrusimap.org' },
  },
  smtp: { banner: 'Cyrus submission ready', mechanisms: ['PLAIN', 'LOGIN'] },
  mailboxes: [
    { name: 'Archive', specialUse: '\\Archive' },
    { name: 'Drafts', specialUse: '\\Drafts' },
    { name: 'Junk', specialUse: '\\Junk' },
    { name: 'Sent', specialUse: '\\Sent' },
    { name: 'Trash', specialUse: '\\Trash' },
  ],
};
