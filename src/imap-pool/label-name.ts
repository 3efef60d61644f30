/** Gmail's labels on the wire: system labels are atoms with a backslash, others are written as mailbox names always are there. */
import { atom, string, type TokenNode } from './exchange.ts';
import { modifiedUtf7 } from './mailbox-name.ts';

export function labelToken(label: string): TokenNode {
  return label.startsWith('\\') ? atom(label) : string(modifiedUtf7(label));
}
