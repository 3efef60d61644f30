/** What a raw message consists of: offsets into its octets, nothing copied, nothing decoded. */
export interface MimePart {
  /** Octet of the whole raw message at which this part's header begins. */
  readonly headerStart: number;
  /** Behind the blank line; where the part ends when it has none. */
  readonly bodyStart: number;
  /** Before the line end that belongs to the next boundary. */
  readonly bodyEnd: number;
  /** Lower case; what RFC 2045 §5.2 and RFC 2046 §5.1.5 lay down when the field is missing or unreadable. */
  readonly type: string;
  readonly subtype: string;
  /** Of Content-Type, names as written, values unquoted and else undecoded (Latin-1, RFC 2231 not undone). */
  readonly parameters: readonly (readonly [string, string])[];
  /** Of a multipart; empty for all others and for a multipart in which no boundary was found. */
  readonly parts: readonly MimePart[];
  /** The message that a message/rfc822 holds, else null. */
  readonly message: MimePart | null;
}
