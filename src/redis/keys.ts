/**
 * The names of everything kept in Redis. All keys whose atomicity carries a promise share one hash tag, so
 * that one script may touch them in a Cluster as well; bulk (MIME chunks, caches) is spread.
 */
export interface Keys {
  readonly prefix: string;
  /** In the one slot of promises. */
  of(...parts: readonly (string | number)[]): string;
  /** Anywhere; for what no script touches together with something else. */
  bulk(...parts: readonly (string | number)[]): string;
}

export function createKeys(prefix: string): Keys {
  return {
    prefix,
    of: (...parts) => [`{${prefix}}`, ...parts].join(':'),
    bulk: (...parts) => [prefix, ...parts].join(':'),
  };
}
