/** format=flowed undone (RFC 3676 §4): what one paragraph was becomes one line again. Pure; linear in time. */

/** Lines end in LF, before and after. Quotes keep one `>` a level, and a blank behind them. */
export function unflow(text: string, delSp: boolean): string {
  const ended = text.endsWith('\n');
  const paragraphs: string[] = [];
  let open: Paragraph | null = null;
  for (const line of (ended ? text.slice(0, -1) : text).split('\n')) {
    const { depth, content } = readLine(line);
    // The line before a signature ends a paragraph, and flows into nothing (§4.3).
    const isSeparator = content === '-- ';
    const flows = content.endsWith(' ') && !isSeparator;
    const words = flows && delSp ? content.slice(0, -1) : content;
    if (open !== null && (open.depth !== depth || isSeparator)) {
      paragraphs.push(written(open));
      open = null;
    }
    if (open === null) open = { depth, pieces: [words] };
    else open.pieces.push(words);
    if (flows) continue;
    paragraphs.push(written(open));
    open = null;
  }
  if (open !== null) paragraphs.push(written(open));
  return paragraphs.join('\n') + (ended ? '\n' : '');
}

interface Paragraph {
  readonly depth: number;
  readonly pieces: string[];
}

/** Quote marks first, then the blank that was stuffed in (§4.4, §4.5). */
function readLine(line: string): { readonly depth: number; readonly content: string } {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  return { depth, content: line.slice(line[depth] === ' ' ? depth + 1 : depth) };
}

function written({ depth, pieces }: Paragraph): string {
  const content = pieces.join('');
  return depth === 0 || content === '' ? '>'.repeat(depth) + content : `${'>'.repeat(depth)} ${content}`;
}
