/** Nobody in particular: all that the sandbox can, told truthfully. */
import { HONEST as HONEST_IMAP } from '../imap/behaviour.ts';
import type { Persona } from './persona.ts';

export const HONEST: Persona = {
  imap: HONEST_IMAP,
  smtp: {},
  mailboxes: [
    { name: 'Archive', specialUse: '\\Archive' },
    { name: 'Drafts', specialUse: '\\Drafts' },
    { name: 'Junk', specialUse: '\\Junk' },
    { name: 'Sent', specialUse: '\\Sent' },
    { name: 'Trash', specialUse: '\\Trash' },
  ],
};
