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
  const taken = new Set<string>();
  const free = (name: string): boolean => !taken.has(folded(name));
  return attachments.map(({ filename, contentType }, index) => {
    const name = portable(filename ?? '') || `attachment-${index + 1}${extensionOf(contentType)}`;
    const [base, extension] = split(name);
    let unique = cut(base, extension);
    for (let number = 2; !free(unique); number += 1) unique = cut(base, ` (${number})${extension}`);
    taken.add(folded(unique));
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
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `_${name}` : name;
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
