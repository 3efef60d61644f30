/** Header fields by name, and what structured ones have in common: comments, quoted strings (RFC 5322 §3.2). */
export interface Header {
  readonly name: string;
  readonly value: string;
}

/** The values of all fields of this name, in their order from the top; `name` in any case. */
export function headerValues(headers: readonly Header[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter((header) => header.name.toLowerCase() === wanted).map(({ value }) => value);
}

export function headerValue(headers: readonly Header[], name: string): string | null {
  return headerValues(headers, name)[0] ?? null;
}

/** A value without its comments, nested ones too, which quoted strings and `<…>` keep; a comment becomes a blank. */
export function withoutComments(value: string): string {
  let kept = '';
  let depth = 0;
  let quote = '';
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\' && (quote === '"' || depth > 0)) {
      if (depth === 0) kept += value.slice(at, at + 2);
      at += 1;
    } else if (quote !== '') {
      kept += character;
      if (character === quote) quote = '';
    } else if (character === '(') {
      depth += 1;
      kept += depth === 1 ? ' ' : '';
    } else if (character === ')' && depth > 0) depth -= 1;
    else if (depth === 0) {
      kept += character;
      if (character === '"') quote = '"';
      else if (character === '<') quote = '>';
    }
  }
  return kept;
}
