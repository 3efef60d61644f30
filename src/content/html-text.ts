/** The words of HTML in their order, for a preview: no markup, no styles, blocks apart. */
import sanitizeHtml from 'sanitize-html';
import { unshownTags } from './safe-html.ts';

const taken = 64 * 1024;
const blocks = /<(?=\/?(?:address|blockquote|br|center|dd|div|dt|h[1-6]|hr|li|p|pre|table|td|th|tr)\b)/gi;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

export function textOfHtml(html: string): string {
  const apart = html.slice(0, taken).replace(blocks, '\n<');
  const escaped = sanitizeHtml(apart, {
    allowedTags: [],
    allowedAttributes: {},
    nonTextTags: [...unshownTags],
  });
  return escaped.replace(/&(amp|lt|gt|quot);/g, (_all, name: string) => entities[name] ?? '');
}
