/** What SEARCH asks for (RFC 3501 §6.4.4, RFC 5032, RFC 7162, RFC 8474, RFC 8514), free of its wire syntax. */
import type { StoredMessage } from '../store/model.ts';

export type SearchKey =
  | { readonly kind: 'all' }
  | { readonly kind: 'flag'; readonly flag: string; readonly set: boolean }
  /** An empty value: the field is there. */
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'text' | 'body' | 'subject'; readonly value: string }
  | { readonly kind: 'address'; readonly field: 'from' | 'to' | 'cc' | 'bcc'; readonly value: string }
  | {
      readonly kind: 'internal-date' | 'sent-date' | 'saved-date';
      readonly compare: 'before' | 'on' | 'since';
      /** YYYY-MM-DD; a message's day is the one written in Date, and UTC's for the other two. */
      readonly day: string;
    }
  | { readonly kind: 'size'; readonly compare: 'larger' | 'smaller'; readonly octets: number }
  | { readonly kind: 'uid' | 'sequence'; readonly set: SequenceSet }
  | { readonly kind: 'modseq'; readonly from: number }
  | { readonly kind: 'within'; readonly compare: 'older' | 'younger'; readonly seconds: number }
  | { readonly kind: 'email-id' | 'thread-id'; readonly id: string }
  | { readonly kind: 'not'; readonly key: SearchKey }
  | { readonly kind: 'and' | 'or'; readonly keys: readonly SearchKey[] };

/** Ranges in the order given; `*` is the highest number in use, and a range may be written backwards (RFC 3501 §9). */
export type SequenceSet = readonly { readonly first: number | '*'; readonly last: number | '*' }[];

/** A message and its number in one session's view of the mailbox. */
export interface Numbered {
  readonly sequence: number;
  readonly message: StoredMessage;
}
