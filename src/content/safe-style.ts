/**
 * A `style` attribute reduced to declarations that format text and tables where they stand: nothing that loads, runs,
 * leaves its place in the page or hides behind an escape.
 */

const properties = new Set(
  [
    'background background-color border-collapse border-spacing box-sizing caption-side clear color direction display',
    'empty-cells float font font-family font-size font-stretch font-style font-variant font-weight height hyphens',
    'letter-spacing line-height list-style list-style-position list-style-type max-height max-width min-height',
    'min-width opacity overflow-wrap quotes table-layout text-align text-decoration text-decoration-color',
    'text-decoration-line text-decoration-style text-indent text-transform unicode-bidi vertical-align visibility',
    'white-space width word-break word-spacing word-wrap',
  ].flatMap((line) => line.split(' ')),
);
const families = /^(?:border|margin|padding)(?:-(?:top|right|bottom|left|width|style|color|radius))*$/;
const functions = new Set(['rgb', 'rgba', 'hsl', 'hsla', 'calc', 'linear-gradient', 'radial-gradient']);

/** Longer ones format nothing; they only take time. */
const longest = 10_000;

/** `image` answers the address that a background image is shown by, or null where it is not shown. */
export function safeStyle(style: string, image: (url: string) => string | null): string {
  const kept: string[] = [];
  for (const declaration of declarationsOf(style.slice(0, longest))) {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    let value = declaration.slice(colon + 1).trim();
    if (property === 'background' || property === 'background-image') {
      const { rest, url } = withoutUrl(value);
      const shown = url === null ? null : image(url);
      if (shown !== null && !/["'()\\\s<>]/.test(shown)) kept.push(`background-image:url("${shown}")`);
      value = rest;
    }
    const isKnown = properties.has(property) || families.test(property);
    if (value !== '' && isKnown && isHarmless(value) && staysInPlace(property, value)) {
      kept.push(`${property}:${value}`);
    }
  }
  return kept.join(';');
}

/** Parted at the semicolons outside of quotes and parentheses. */
function declarationsOf(style: string): readonly string[] {
  const declarations: string[] = [];
  let start = 0;
  let depth = 0;
  let quote = '';
  for (let at = 0; at < style.length; at += 1) {
    const character = style.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ';' && depth === 0) {
      declarations.push(style.slice(start, at));
      start = at + 1;
    }
  }
  return [...declarations, style.slice(start)];
}

function withoutUrl(value: string): { rest: string; url: string | null } {
  const match = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)/i.exec(value);
  if (match === null) return { rest: value, url: null };
  const rest = `${value.slice(0, match.index)} ${value.slice(match.index + match[0].length)}`.trim();
  return { rest, url: match[1] ?? match[2] ?? match[3] ?? null };
}

function isHarmless(value: string): boolean {
  if (/[\\<>{}@]|\/\*|\p{Cc}|:|&/u.test(value)) return false;
  return [...value.matchAll(/([\w-]*)\s*\(/g)].every(([, name = '']) => functions.has(name.toLowerCase()));
}

/** What is pulled back far enough lies on the page around the message. Letters are drawn together a little everywhere. */
function staysInPlace(property: string, value: string): boolean {
  if (property === 'letter-spacing' || property === 'word-spacing')
    return !/calc|-\s*\.?\d/i.test(value) || /^-(?:[0-4](?:\.\d+)?px|0?\.\d+(?:px|em|rem))$/i.test(value);
  return !/^(?:margin|text-indent)/.test(property) || !/calc|-\s*\.?\d/i.test(value);
}
