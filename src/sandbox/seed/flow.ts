/** Breaking paragraphs into lines, and quoting what is answered. */

const WIDTH = 72;

/** Lines of at most 72 columns, paragraphs apart by a blank line. */
export function wrapped(paragraphs: readonly string[]): string {
  return paragraphs.map((each) => lines(each).join('\n')).join('\n\n');
}

/** As format=flowed (RFC 3676 §4): lines that go on end in a space, those that could mislead begin with one. */
export function flowed(paragraphs: readonly string[]): string {
  return paragraphs.map((each) => lines(each).map(stuffed).join(' \n')).join('\n\n');
}

export function quoted(content: string): string {
  return content
    .split('\n')
    .map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`))
    .join('\n');
}

function stuffed(line: string): string {
  return /^(?: |>|From )/.test(line) ? ` ${line}` : line;
}

function lines(paragraph: string): readonly string[] {
  const found: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length >= WIDTH) {
      found.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...found, line];
}
