/**
 * An object with these fields, each null, to be copied and filled. An object that is given more than a dozen fields one by
 * one, by names that are not in the program's text, is kept by V8 as a hash table, twenty times slower to make; a copy of
 * one that came out of JSON is not.
 */
export function blankOf(fields: Iterable<string>): Readonly<Record<string, unknown>> {
  const nulls = [...fields].map((field) => [field, null] as const);
  return JSON.parse(JSON.stringify(Object.fromEntries(nulls))) as Record<string, unknown>;
}
