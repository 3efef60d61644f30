/** Paragraphs as HTML. */
export function page(paragraphs: readonly string[]): string {
  const body = paragraphs.map((each) => `<p>${escaped(each)}</p>`).join('\n');
  return `<!doctype html>\n<html>\n<body>\n${body}\n</body>\n</html>\n`;
}

export function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
