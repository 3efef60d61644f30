/**
 * Names of files in an archive of attachments: each can be unpacked on every system into one folder, beside all others,
 * and none leaves that folder (security.md S58).
 */
import type { Attachment } from './message.ts';

/** Octets of a name in UTF-8; file systems take 255. */
const longest = 200;

/** In the order of `attachments`; names that differ in nothing but case are told apart by a number. */
export function archiveNames(
  attachments: readonly Pick<Attachment, 'filename' | 'contentType'>[],
): readonly string[] {
  /** Names that are given, with the number that the next of that name tries first: a thousand may have the same. */
  const taken = new Map<string, number>();
  return attachments.map(({ filename, contentType }, index) => {
    const name = portable(filename ?? '') || `attachment-${index + 1}${extensionOf(contentType)}`;
    const [base, extension] = split(name);
    const plain = cut(base, extension);
    let number = taken.get(folded(plain)) ?? 1;
    let unique = plain;
    for (; taken.has(folded(unique)); number += 1) unique = cut(base, ` (${number + 1})${extension}`);
    taken.set(folded(plain), number);
    if (!taken.has(folded(unique))) taken.set(folded(unique), 1);
    return unique;
  });
}

/** Without what Windows, the strictest, refuses in a name: some characters, an end in dots or blanks, names of devices. */
function portable(filename: string): string {
  const name = filename
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])\s*(\.|$)/i.test(name) ? `_${name}` : name;
}

function split(name: string): readonly [string, string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 20 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

function cut(base: string, end: string): string {
  const characters = Array.from(base);
  let octets = Buffer.byteLength(base) + Buffer.byteLength(end);
  while (octets > longest && characters.length > 1) octets -= Buffer.byteLength(characters.pop() ?? '');
  return characters.join('') + end;
}

function folded(name: string): string {
  return name.toLowerCase().normalize('NFC');
}

const extensions: Readonly<Record<string, string>> = {
  'message/rfc822': '.eml',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/calendar': '.ics',
  'text/csv': '.csv',
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/gif': '.gif',
};

function extensionOf(contentType: string): string {
  return extensions[contentType] ?? '';
}
