/**
 * Content-Type and Accept, read strictly: what is not a media type of the contract to the letter is none,
 * so that no spelling can slip past the schema that belongs to it (RFC 9110 §8.3, §12.5.1).
 */
const token = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
const grammar = new RegExp(`^(${token}/${token})(?: ?; ?charset=(?:"utf-8"|utf-8))?$`, 'i');

/** The type in lower case; null for everything but `type/subtype`, at most with `charset=utf-8`. */
export function readContentType(header: string | undefined): string | null {
  return grammar.exec(header ?? '')?.[1]?.toLowerCase() ?? null;
}

const rangeGrammar = new RegExp(`^${token}/${token}$`);

/** Whether an Accept header leaves room for one of `offered`; a missing one, and one that names no media range, does. */
export function isAcceptable(header: string | undefined, offered: readonly string[]): boolean {
  if (header === undefined || header.trim() === '' || offered.length === 0 || offered.includes('*/*'))
    return true;
  const ranges = header.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    if (!rangeGrammar.test(range)) return [];
    return [{ range, refused: parameters.some((each) => /^q=0(\.0*)?$/.test(each)) }];
  });
  if (ranges.length === 0) return true;
  const fits = (range: string, type: string): boolean =>
    range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
  return offered.some((type) => {
    // The most specific range decides: an exact one before `type/*` before `*/*`.
    const matching = ranges
      .filter(({ range }) => fits(range, type))
      .sort((a, b) => specificity(b.range) - specificity(a.range));
    return matching[0] !== undefined && !matching[0].refused;
  });
}

function specificity(range: string): number {
  if (range === '*/*') return 0;
  return range.endsWith('/*') ? 1 : 2;
}
