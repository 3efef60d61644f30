/** For work that is to end soon, but not at once, when the process stops. */

export interface GracedSignal {
  /** Aborts `graceMs` after the signal that it was made from. */
  readonly signal: AbortSignal;
  /** To be called when the work has ended. */
  clear(): void;
}

export function withGrace(signal: AbortSignal, graceMs: number): GracedSignal {
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    timer = setTimeout(() => cut.abort(), graceMs);
  };
  if (signal.aborted) start();
  else signal.addEventListener('abort', start, { once: true });
  return {
    signal: cut.signal,
    clear() {
      clearTimeout(timer);
      signal.removeEventListener('abort', start);
    },
  };
}
