/** Which addresses in HTML may be followed or shown. What is not known to be harmless is null. */

/** Browsers leave these out before they read a scheme. */
const leftOut = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]+/gu;

function clean(value: string): string {
  const url = value.replace(leftOut, '').trim();
  return url.startsWith('//') ? `https:${url}` : url;
}

/** Of a link: absolute ones only, for a message has no place that others could be relative to. */
export function linkUrl(value: string): string | null {
  const url = clean(value);
  return /^(https?:\/\/[^/\\\s]|mailto:|tel:|sms:)/i.test(url) ? url : null;
}

export type ImageUrl =
  | { readonly kind: 'inline'; readonly contentId: string }
  | { readonly kind: 'data'; readonly url: string }
  | { readonly kind: 'remote'; readonly url: string };

const rasterImage =
  /^data:image\/(?:png|jpe?g|gif|webp|bmp|avif|x-icon|vnd\.microsoft\.icon);base64,[A-Za-z0-9+/=\s]*$/i;

/** Of an image: SVG in the address itself is none, for it may hold script. */
export function imageUrl(value: string): ImageUrl | null {
  const url = clean(value);
  if (/^cid:/i.test(url)) return { kind: 'inline', contentId: contentIdOf(url.slice(4)) };
  if (/^data:/i.test(url)) return rasterImage.test(url) ? { kind: 'data', url } : null;
  return /^https?:\/\/[^/\\\s]/i.test(url) ? { kind: 'remote', url } : null;
}

/** RFC 2392 §2: percent-encoded, without the brackets. */
function contentIdOf(text: string): string {
  const bare = text.replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
