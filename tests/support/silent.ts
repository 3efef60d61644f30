/** A log for tests that look at something else. */
import type { Log } from '../../src/use-cases/ports/service.ts';

export const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
