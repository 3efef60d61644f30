/** The trace fields that the last server puts before a message (RFC 5321 §4.4). */

export interface Trace {
  /** The envelope's sender; empty for a bounce. */
  readonly from: string;
  readonly to: readonly string[];
  /** Who handed it over: the client's name, the protocol and the user, where there was a session. */
  readonly session: { readonly client: string; readonly protocol: string; readonly user: string } | null;
  readonly id: string;
  readonly at: Date;
}

/** `Return-Path` and `Received`, each with its CRLF. The recipient is named only where it gives away no other one. */
export function traceFields({ from, to, session, id, at }: Trace): string {
  const [only] = to.length === 1 ? to : [];
  const source =
    session === null
      ? ''
      : `from ${word(session.client)} (localhost [127.0.0.1]; user ${word(session.user)})\r\n\t`;
  const protocol = session === null ? '' : ` with ${session.protocol}`;
  const recipient = only === undefined ? '' : `\r\n\tfor <${only}>`;
  return `Return-Path: <${from}>\r\nReceived: ${source}by localhost (Postern sandbox)${protocol} id ${id}${recipient};\r\n\t${mailDate(at)}\r\n`;
}

/** RFC 5322 §3.3, in UTC. */
export function mailDate(at: Date): string {
  return at.toUTCString().replace(/GMT$/, '+0000');
}

/** Nothing that could end the field or the comment that it stands in. */
function word(text: string): string {
  return text.replace(/[^\w.@:[\]+-]/g, '?').slice(0, 255) || 'unknown';
}
