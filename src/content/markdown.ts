/**
 * Safe HTML → Markdown, in which the quotes and signatures that the HTML marks stand between marks of their own
 * (own-words.ts takes them apart). What nobody sees is left out.
 */
import TurndownService from 'turndown';
import type { HtmlPart } from './html-parts.ts';
import { marks } from './own-words.ts';

/** What is needed of the DOM that turndown makes. */
interface DomNode {
  readonly parentNode: DomNode | null;
  readonly getAttribute?: (name: string) => string | null;
}

const attributeOf = (node: DomNode, name: string): string => node.getAttribute?.(name) ?? '';
const isPart = (node: DomNode, ...parts: readonly HtmlPart[]): boolean =>
  parts.some((part) => part === attributeOf(node, 'data-part'));

/** Within a quote all is quoted: another one there stays an ordinary one, with `>`. */
function isOutermost(node: DomNode): boolean {
  for (let above = node.parentNode; above !== null; above = above.parentNode) {
    if (isPart(above, 'quote', 'attribution')) return false;
  }
  return true;
}

const paragraph = (...lines: readonly string[]): string => `\n\n${lines.join('\n\n')}\n\n`;

/** What stood as text in HTML is none of HTML in Markdown either (CommonMark §2.4). */
class Turndown extends TurndownService {
  override escape(text: string): string {
    return super.escape(text).replace(/<|&(?=#?\w{1,40};)/g, '\\$&');
  }
}

const service = new Turndown({
  headingStyle: 'atx',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
  hr: '---',
  blankReplacement: (_content, node: DomNode & { isBlock?: boolean }) =>
    isPart(node, 'quote-start') ? paragraph(marks.quote) : node.isBlock === true ? '\n\n' : '',
});

service.addRule('hidden', { filter: (node: DomNode) => isPart(node, 'hidden'), replacement: () => '' });
service.addRule('quote', {
  filter: (node: DomNode) => isPart(node, 'quote', 'attribution') && isOutermost(node),
  replacement: (content) => paragraph(marks.quote, content.trim(), marks.quoteEnd),
});
service.addRule('quote-start', {
  filter: (node: DomNode) => isPart(node, 'quote-start') && isOutermost(node),
  replacement: (content) => paragraph(marks.quote, content.trim()),
});
service.addRule('signature', {
  filter: (node: DomNode) => isPart(node, 'signature') && isOutermost(node),
  replacement: (content) => paragraph(marks.signature, content.trim(), marks.signatureEnd),
});
/** Pictures that say something: others are decoration, or count who reads. */
service.addRule('image', {
  filter: 'img',
  replacement: (_content, node: DomNode) => {
    const name = attributeOf(node, 'alt').replace(/\s+/g, ' ').trim();
    const url = attributeOf(node, 'data-remote-src') || attributeOf(node, 'src');
    return name === '' || url === '' || url.startsWith('data:')
      ? name
      : `![${service.escape(name)}](${destination(url)})`;
  },
});

/** A link's destination ends at a blank or a parenthesis (CommonMark §6.3). */
function destination(url: string): string {
  return url.replace(/[\s()<>\\]/g, (character) =>
    /[()]/.test(character) ? `%${character.charCodeAt(0).toString(16)}` : encodeURIComponent(character),
  );
}

/** More would take turndown, whose time grows with the square, too long. */
const longest = 256 * 1024;

export function markdownOf(html: string): { readonly markdown: string; readonly cut: boolean } {
  if (html.length <= longest) return { markdown: service.turndown(html), cut: false };
  const tag = html.lastIndexOf('<', longest);
  return { markdown: service.turndown(html.slice(0, tag > longest / 2 ? tag : longest)), cut: true };
}
