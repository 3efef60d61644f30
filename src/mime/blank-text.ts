/** Text parts that stand beside HTML only because something has to: a blank line or two. */

/** Whether one of the parts has more octets (encoded) than that takes. */
export function hasWords(parts: readonly { readonly size: number }[]): boolean {
  return parts.some(({ size }) => size > 8);
}
