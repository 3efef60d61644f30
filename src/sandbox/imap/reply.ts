/** The tagged end of a command (RFC 3501 §7.1). */

export interface Reply {
  readonly condition: 'OK' | 'NO' | 'BAD';
  /** What stands in brackets. */
  readonly code: string | null;
  readonly text: string;
}

export function ok(text: string, code: string | null = null): Reply {
  return { condition: 'OK', code, text };
}

export function no(text: string, code: string | null = null): Reply {
  return { condition: 'NO', code, text };
}

export function bad(text: string): Reply {
  return { condition: 'BAD', code: null, text };
}

/** `OK [CODE] text`, as it stands behind a tag or `*`. The text is ASCII on the wire: all else becomes `?`. */
export function formatReply(reply: { condition: string; code?: string | null; text: string }): string {
  const code = reply.code === null || reply.code === undefined ? '' : `[${reply.code}] `;
  return `${reply.condition} ${code}${reply.text.replace(/[^ -~]/g, '?')}`;
}
