/**
 * Content-Disposition (RFC 6266, RFC 8187), with an ASCII name for old clients and the true one beside it where it says
 * more, and which types a browser may be told.
 */

/** `filename` may hold anything a sender wrote; path separators, controls and bidi overrides do not come through. */
export function contentDisposition(kind: 'attachment' | 'inline', filename: string | null): string {
  const name = safeName(filename ?? '');
  if (name === '') return kind;
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const plain = `${kind}; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${extendedValue(name)}`;
}

function safeName(filename: string): string {
  const base = filename.replace(/[/\\]/g, '_');
  const visible = base.replace(/[\p{Cs}\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/^[.\s]+|[.\s]+$/g, '');
  return Array.from(visible).slice(0, 255).join('');
}

/** RFC 8187 §3.2.1: percent-encoded UTF-8 but for attr-char. */
function extendedValue(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Types that a browser would run or render as a document of ours (security.md S59). */
const active =
  /^(text\/(html|xml|javascript|ecmascript|xsl)|application\/(javascript|ecmascript|.*xml)|.*\+xml)$/;

/** What a part is served as: its own type, but nothing that a browser would act upon. */
export function downloadType(contentType: string): string {
  const type = contentType.toLowerCase();
  return !/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type) || active.test(type)
    ? 'application/octet-stream'
    : type;
}

/** Pixels and nothing else: what a browser may show in its place. SVG is a document that runs. */
const raster = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;

export function isRaster(contentType: string): boolean {
  return raster.test(contentType.toLowerCase());
}
