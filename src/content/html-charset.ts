/** The charset that an HTML document declares of itself, where nothing around it tells (HTML §4.2.5.4). */

/** The declaration has to stand in the first kilobyte; mail programs put styles before it. */
const looked = 4_096;

/** As it is written; null when there is none, or one that what was read shows to be wrong. */
export function charsetInHtml(octets: Buffer): string | null {
  const head = octets.toString('latin1', 0, looked);
  const label = /<meta\s[^>]{0,500}?charset\s*=\s*["']?\s*([a-z0-9][\w.:+-]{0,40})/i.exec(head)?.[1] ?? null;
  // The declaration itself could not be read if it were true.
  return label === null || /^utf-?(16|32)/i.test(label) ? null : label;
}
