/** Which message a report is about: the Message-ID of what came back. */

/** `original`: the beginning of a message or its header. With brackets; null when there is none. */
export function originalMessageId(original: string): string | null {
  return messageIdOf(/^Message-ID:[ \t]*(?:\r?\n[ \t]+)?([^\r\n]*)/im.exec(original)?.[1] ?? null);
}

/** The first `<…>` of a header value. */
export function messageIdOf(value: string | null): string | null {
  return /<[^<>\s]{1,998}>/.exec(value ?? '')?.[0] ?? null;
}
