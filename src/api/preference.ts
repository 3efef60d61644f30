/** The one preference that is followed: `Prefer: wait=N` (RFC 7240 §4.3). All others are ignored, as the RFC wants it. */
export const maximumWaitSeconds = 60;

/** Whole seconds, at most 60; null when the client does not ask to wait. */
export function preferredWait(header: string | undefined): number | null {
  for (const preference of (header ?? '').split(/[,;]/)) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), maximumWaitSeconds);
  }
  return null;
}
