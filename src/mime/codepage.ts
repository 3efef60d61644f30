/** Charsets by the numbers that Windows gives them. */

const named = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1200, 'utf-16le'],
  [10000, 'macintosh'],
  [20127, 'us-ascii'],
  [20866, 'koi8-r'],
  [20932, 'euc-jp'],
  [21866, 'koi8-u'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [50222, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [51949, 'euc-kr'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

/** null for numbers without a charset. */
export function charsetOfCodepage(number: number | null): string | null {
  if (number === null) return null;
  if (number >= 1250 && number <= 1258) return `windows-${number}`;
  if (number > 28590 && number <= 28606) return `iso-8859-${number - 28590}`;
  return named.get(number) ?? null;
}
