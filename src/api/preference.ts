/** The preferences that are followed (RFC 7240 §4): `wait=N` and `respond-async`. All others are ignored, as the RFC wants it. */
export const maximumWaitSeconds = 60;

/** Whole seconds, at most 60; null when the client does not ask to wait. */
export function preferredWait(header: string | undefined): number | null {
  for (const preference of (header ?? '').split(/[,;]/)) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), maximumWaitSeconds);
  }
  return null;
}

/** Whether the client would rather have a job than wait. */
export function prefersAsync(header: string | undefined): boolean {
  return (header ?? '').split(/[,;]/).some((preference) => /^\s*respond-async\s*$/i.test(preference));
}
