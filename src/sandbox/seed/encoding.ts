/** Octets and words as they travel: base64, quoted-printable (RFC 2045 §6) and encoded words (RFC 2047). */
import { type Charset, encoded } from './charset.ts';

const LINE = 76;
/** Characters of one encoded word, so that it stays within its 75 in every charset. */
const WORD = 12;

export function base64(octets: Buffer): string {
  return (octets.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}

/** Lines end in CRLF before and after. */
export function quotedPrintable(octets: Buffer): string {
  return octets.toString('latin1').split('\r\n').map(quotedLine).join('\r\n');
}

function quotedLine(line: string): string {
  let rest = line.replaceAll(/[^ -<>-~\t]|[ \t]$/g, (octet) => `=${hex(octet)}`);
  let lines = '';
  while (rest.length > LINE) {
    // With room for the `=` at the end, and nothing encoded cut in two.
    const cut = rest.slice(0, LINE - 1).replace(/=.?$/, '').length;
    lines += `${rest.slice(0, cut)}=\r\n`;
    rest = rest.slice(cut);
  }
  return lines + rest;
}

/** Folded; as it stands when it is ASCII. Latin-1 goes as Q, all others as B. */
export function headerText(text: string, charset: Charset): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const characters = Array.from(text);
  const words = [];
  for (let start = 0; start < characters.length; start += WORD) {
    const octets = encoded(characters.slice(start, start + WORD).join(''), charset);
    words.push(
      charset === 'iso-8859-1'
        ? `=?${charset}?Q?${qWord(octets)}?=`
        : `=?${charset}?B?${octets.toString('base64')}?=`,
    );
  }
  return words.join('\r\n ');
}

function qWord(octets: Buffer): string {
  return Array.from(octets.toString('latin1'), (octet) =>
    octet === ' ' ? '_' : /[A-Za-z0-9]/.test(octet) ? octet : `=${hex(octet)}`,
  ).join('');
}

function hex(octet: string): string {
  return octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}
