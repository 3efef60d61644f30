/**
 * An unstructured header field as it is written: as it stands, or in encoded words where it could not come back as it was
 * (RFC 2047); its lines broken at blanks (RFC 5322 §2.2.3).
 */
import { encodeWord } from 'nodemailer/lib/mime-funcs';

/** What needs no encoding: words of printable ASCII, one blank between them, none of them too long for a line. */
const plain = /^[!-~]{1,900}(?: [!-~]{1,900})*$/;

const lineLength = 76;
const wordLength = 52;

/** The value, with its line breaks; `name` has a part of the first line. */
export function fieldValue(name: string, value: string): string {
  if (value === '') return '';
  return folded(name, plain.test(value) && !value.includes('=?') ? value : inWords(value));
}

function inWords(value: string): string {
  const letters = value.replace(/[^A-Za-z]/g, '').length;
  return encodeWord(value, letters * 2 > value.length ? 'Q' : 'B', wordLength);
}

function folded(name: string, value: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of value.split(' ')) {
    const used = line.length + (lines.length === 0 ? name.length + 1 : 0);
    if (line !== '' && used + 1 + word.length > lineLength) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\r\n ');
}
