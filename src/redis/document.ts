/**
 * Documents with a revision: JSON under one key, replaced only by who has seen the present revision. The
 * stores build their atomic steps from this Lua and from the journal's.
 */

/**
 * Prelude: `revision_of(key)` is the revision of the document at `key`, or 0 when there is none. A document
 * is a hash of `r` (revision) and `j` (JSON); other fields belong to its store.
 */
export const documentPrelude = `
local function revision_of(key)
  return tonumber(redis.call('HGET', key, 'r') or '0')
end
`;

/** What stands under our own keys was written by the store that reads it: the store names the type. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function parseDocument<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}
