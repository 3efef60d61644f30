/**
 * HTML of a stranger → HTML that a page may show: an allow-list of tags, attributes, styles and addresses. Images that
 * lie elsewhere are kept or blocked, and counted; those that the message brings along get the address that it is told.
 * Quotes, signatures and what is hidden are marked by `data-part`. What comes out means to a browser what it meant here:
 * read and written once more it is the same.
 */
import sanitizeHtml from 'sanitize-html';
import type { HtmlForm } from '../domain/message.ts';
import { cutToBytes } from './decode-body.ts';
import { partOf } from './html-parts.ts';
import { safeStyle } from './safe-style.ts';
import { imageUrl, linkUrl } from './safe-url.ts';

export interface SafeHtml {
  readonly html: string;
  /** How many images lie elsewhere, blocked or kept. */
  readonly remoteImages: number;
  readonly cut: boolean;
}

export interface Sanitising {
  readonly images: HtmlForm['images'];
  /** Of the image with this Content-ID; null when the message has none. */
  readonly inlineUrl: (contentId: string) => string | null;
  /** Octets of UTF-8. */
  readonly maxBytes: number;
}

/** More tags than any honest message has, and a depth that every reader can follow. */
const mostTags = 50_000;
const deepest = 100;

export function safeHtml(html: string, how: Sanitising): SafeHtml {
  let source = firstTags(html, mostTags);
  // Sanitised HTML may be longer than what it was made of. To cut it would leave a tag open: less is taken instead.
  for (;;) {
    const page = sanitise(source, how);
    const size = Buffer.byteLength(page.html);
    if (size <= how.maxBytes) return { ...page, cut: source.length < html.length };
    source = cutToBytes(source, Math.floor(Buffer.byteLength(source) * (how.maxBytes / size) * 0.9)).text;
  }
}

function firstTags(html: string, most: number): string {
  let at = -1;
  for (let count = 0; count <= most; count += 1) {
    at = html.indexOf('<', at + 1);
    if (at === -1) return html;
  }
  return html.slice(0, at);
}

const allowedTags = [
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div',
  'dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt',
  'ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr',
].flatMap((line) => line.split(' '));

/** Tags that go with all that is in them. */
export const unshownTags = ['script', 'style', 'title', 'textarea', 'option', 'xmp'] as const;

const allowedAttributes: Readonly<Record<string, string[]>> = {
  '*': 'align bgcolor data-part data-remote-background dir height lang style title valign width'.split(' '),
  a: ['href', 'name', 'rel', 'target'],
  blockquote: ['cite', 'type'],
  col: ['span'],
  colgroup: ['span'],
  font: ['color', 'face', 'size'],
  img: ['alt', 'border', 'data-remote-src', 'hspace', 'referrerpolicy', 'src', 'vspace'],
  li: ['value'],
  ol: ['reversed', 'start', 'type'],
  table: ['border', 'cellpadding', 'cellspacing', 'frame', 'rules', 'summary'],
  td: ['abbr', 'colspan', 'headers', 'nowrap', 'rowspan', 'scope'],
  th: ['abbr', 'colspan', 'headers', 'nowrap', 'rowspan', 'scope'],
  time: ['datetime'],
  ul: ['type'],
};

function sanitise(source: string, { images, inlineUrl }: Sanitising): Omit<SafeHtml, 'cut'> {
  let remoteImages = 0;

  /** The address to show, and the one that is blocked. */
  function judge(address: string): { shown: string | null; blocked: string | null } {
    const image = imageUrl(address);
    if (image === null) return { shown: null, blocked: null };
    switch (image.kind) {
      case 'inline':
        return { shown: inlineUrl(image.contentId), blocked: null };
      case 'data':
        return { shown: image.url, blocked: null };
      case 'remote':
        remoteImages += 1;
        return images === 'keep' ? { shown: image.url, blocked: null } : { shown: null, blocked: image.url };
    }
  }

  function transform(name: string, given: sanitizeHtml.Attributes): sanitizeHtml.Tag {
    const { src, srcset, background, href, style, ...attribs } = given;
    const part = partOf(name, given);
    if (part === null) delete attribs['data-part'];
    else attribs['data-part'] = part;
    if (name === 'a') {
      const url = linkUrl(href ?? '');
      if (url !== null)
        Object.assign(attribs, { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' });
      else delete attribs['rel'];
    }
    if (name === 'img') {
      const { shown, blocked } = judge(src ?? firstCandidate(srcset));
      if (shown !== null) Object.assign(attribs, { src: shown, referrerpolicy: 'no-referrer' });
      if (blocked !== null) attribs['data-remote-src'] = blocked;
    }
    const behind = background === undefined ? '' : `background-image:url("${background}");`;
    const kept = safeStyle(`${behind}${style ?? ''}`, (url) => {
      const { shown, blocked } = judge(url);
      if (blocked !== null) attribs['data-remote-background'] = blocked;
      return shown;
    });
    if (kept !== '') attribs['style'] = kept;
    const sorted = Object.entries(attribs).sort(([a], [b]) => (a < b ? -1 : 1));
    return { tagName: name === 'body' ? 'div' : name, attribs: Object.fromEntries(sorted) };
  }

  let html = sanitizeHtml(source, { ...allowList, transformTags: { '*': transform } });
  // What was left out may have held apart what closes itself side by side (a block within a paragraph).
  for (let round = 0; round < mostRounds; round += 1) {
    const again = sanitizeHtml(html, allowList);
    if (again === html) break;
    html = again;
  }
  return { html, remoteImages };
}

const mostRounds = 3;
const allowList: sanitizeHtml.IOptions = {
  allowedTags,
  allowedAttributes,
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'sms'],
  // Of the message's own images only what it is told.
  allowedSchemesByTag: { img: ['http', 'https', 'data', 'cid'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: false,
  // The transformation reduces styles.
  parseStyleAttributes: false,
  nestingLimit: deepest,
  nonTextTags: [...unshownTags],
};

/** The first address of a `srcset`. */
function firstCandidate(srcset: string | undefined): string {
  return /[^\s,]+/.exec(srcset ?? '')?.[0] ?? '';
}
