/** Message-IDs in header fields (RFC 5322 §3.6.4), as THREAD compares them. */

const id = /<[^<>]*>/g;

/** Without white space and without quotes that say nothing: two that RFC 5256 §4 takes for the same are the same text. */
export function messageIds(field: string): readonly string[] {
  return [...field.matchAll(id)].map(([found]) => normalised(found)).filter((found) => found.length > 2);
}

function normalised(found: string): string {
  const compact = found.replace(/\s/g, '');
  const at = compact.lastIndexOf('@');
  if (compact[1] !== '"' || at < 3 || compact[at - 1] !== '"') return compact;
  return `<${compact.slice(2, at - 1).replace(/\\(.)/g, '$1')}${compact.slice(at)}`;
}
