/** Specimens of the corpus that a server reads otherwise than the RFCs, or where these leave it open. Held by the suite. */
import type { ServerName } from './subject.ts';

export interface Disagreement {
  /** Those that differ from all others; the others agree. */
  readonly at: readonly ServerName[];
  readonly word: string;
}

const BOUNDARY =
  'RFC 2046 §5.1.1: the line end before a boundary belongs to the boundary; these two count it to an enclosed message that ends without a line end.';
const OCTETS =
  'RFC 5322 §2.2 has no octets beyond ASCII in a header. Cyrus puts X in their place, the others pass them on.';

export const disagreements: Readonly<Record<string, Disagreement>> = {
  'address: two to fields': {
    at: ['cyrus'],
    word: 'RFC 5322 §3.6: at most one To field. The last one counts for Cyrus, both for the others.',
  },
  'address: name in utf-8': { at: ['cyrus'], word: OCTETS },
  'body: latin-1 octets in the header': { at: ['cyrus'], word: OCTETS },
  'address: no domain': {
    at: ['cyrus'],
    word: 'RFC 3501 §7.4.2 has no word for an address without a domain; NIL would end a group. Each has a word of its own.',
  },
  'envelope: folded subject': {
    at: ['dovecot'],
    word: 'RFC 5322 §2.2.3: unfolding takes the line end away and leaves the tab. Dovecot makes it a blank.',
  },
  'envelope: subject with blanks around': {
    at: ['cyrus'],
    word: 'RFC 5322 §3.2.2 lets blanks at the end of a field count or not. Cyrus keeps them.',
  },
  'envelope: two subjects': {
    at: ['sandbox'],
    word: 'RFC 5322 §3.6: at most one Subject field. The first one counts for the sandbox, the last one for the others.',
  },
  'envelope: folded message-id': {
    at: ['sandbox'],
    word: 'RFC 5322 §3.6.4: the blank before the id is not of the id. The others keep it.',
  },
  'envelope: blank before the colon': {
    at: ['cyrus'],
    word: 'RFC 5322 §4.5.1: an old form that must be read. Cyrus refuses the whole message.',
  },
  'body: type without subtype': {
    at: ['dovecot'],
    word: 'RFC 2045 §5.2: a Content-Type that cannot be read is text/plain. Dovecot tells an empty subtype.',
  },
  'body: empty type': {
    at: ['dovecot'],
    word: 'RFC 2045 §5.2: a Content-Type that cannot be read is text/plain. Dovecot tells an empty type.',
  },
  'parts: no boundary parameter': {
    at: ['cyrus'],
    word: 'RFC 2046 §5.1.1: the boundary is required. Cyrus reads the message as text, the others as a multipart of nothing.',
  },
  'parts: inner unclosed': {
    at: ['cyrus'],
    word: "RFC 2046 §5.1.2: the outer boundary ends the inner parts. Cyrus's inner multipart takes the next part in.",
  },
  'message: with parts': { at: ['sandbox'], word: BOUNDARY },
  'message: empty': { at: ['sandbox'], word: BOUNDARY },
};
