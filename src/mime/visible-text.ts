/** What an HTML body says, for searching in it and showing where: no tags, scripts and styles. In linear time. Pure. */

const hidden = ['script', 'style', 'title', 'template'];
const entities = new Map(
  Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', copy: '©', hellip: '…' }),
);

export function visibleText(html: string): string {
  // Of ASCII only: other letters may change in length, and the places would no longer be the same.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) {
      pieces.push(html.slice(at));
      break;
    }
    pieces.push(html.slice(at, open));
    at = behindMarkup(lower, open);
    // Words of two cells or paragraphs are two words; tags of a letter or two mark within one.
    pieces.push(/^<\/?(?:[abiu]|em|strong|span|font)[\s>]/.test(lower.slice(open, open + 10)) ? '' : ' ');
  }
  return decodeEntities(pieces.join(''));
}

/** Behind a comment, an element that is not shown, or a tag; what never ends goes to the end. */
function behindMarkup(lower: string, open: number): number {
  if (lower.startsWith('<!--', open)) return behind(lower, '-->', open + 4);
  const close = behind(lower, '>', open);
  const name = hidden.find((each) => lower.startsWith(each, open + 1));
  return name === undefined ? close : behind(lower, '>', lower.indexOf(`</${name}`, close));
}

function behind(text: string, end: string, from: number): number {
  const at = from === -1 ? -1 : text.indexOf(end, from);
  return at === -1 ? text.length : at + end.length;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g,
    (whole: string, decimal, hex, name) => {
      if (typeof name === 'string') return entities.get(name.toLowerCase()) ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
