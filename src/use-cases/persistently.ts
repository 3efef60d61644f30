/** For what must be written down although the storage is away: tries again until it can be. */
import { GatewayError } from '../domain/errors.ts';

const firstPauseMs = 50;
const longestPauseMs = 2_000;

/** Repeats `work` while it fails with `storage-unavailable`, telling the first failure; any other error is thrown. */
export async function persistently<T>(
  work: () => Promise<T>,
  onFailure: (error: unknown) => void,
): Promise<T> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof GatewayError) || error.code !== 'storage-unavailable') throw error;
      if (pauseMs === firstPauseMs) onFailure(error);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
