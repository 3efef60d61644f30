/** Names of attachments as they may leave here: a last path component without anything that could mislead (security.md S58). */

const longest = 255;

/** null when nothing is left of the name. */
export function cleanFilename(name: string): string | null {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  // Controls, bidi overrides and other format characters, line separators, lone surrogates.
  const visible = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim();
  if (/^\.*$/.test(visible)) return null;
  return visible.length <= longest ? visible : shorten(visible);
}

/** Keeps the extension, by which the receiver knows what it is. */
function shorten(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 20 ? name.slice(dot) : '';
  return name.slice(0, longest - extension.length).replace(/[\ud800-\udbff]$/, '') + extension;
}
