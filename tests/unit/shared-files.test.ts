/** Messages that end alike: the end is cut from one, and put behind others. */
import { describe, expect, it } from 'vitest';
import { asFirstPart, behindFirstPart, type FilesLabel } from '../../src/domain/shared-files.ts';

const lines = (...all: readonly string[]): string => all.join('\r\n');

const carrier = lines(
  'From: ada@example.org',
  'Content-Type: multipart/mixed;',
  ' boundary="a b"',
  'Content-Transfer-Encoding: 8bit',
  'MIME-Version: 1.0',
  '',
  '--a b',
  'Content-Type: text/plain',
  '',
  'x',
  '--a b',
  'Content-Type: application/pdf',
  '',
  'AAAA',
  '--a b--',
  '',
);

async function cut(
  message: string,
  size: number,
): Promise<{ readonly label: FilesLabel; readonly end: string }> {
  const pieces = Array.from({ length: Math.ceil(message.length / size) }, (_, index) =>
    Buffer.from(message.slice(index * size, (index + 1) * size)),
  );
  let label: FilesLabel = { fields: [], boundary: '' };
  const end: Buffer[] = [];
  for await (const piece of behindFirstPart(pieces, (found) => (label = found))) end.push(piece);
  return { label, end: Buffer.concat(end).toString() };
}

const label = {
  fields: ['Content-Type: multipart/mixed;\r\n boundary="a b"', 'Content-Transfer-Encoding: 8bit'],
  boundary: 'a b',
};

describe('the end of a message with files', () => {
  it.each([1, 7, 100, 10_000])('is found in pieces of %i octets', async (size) => {
    expect(await cut(carrier, size)).toEqual({
      label,
      end: lines('', '--a b', 'Content-Type: application/pdf', '', 'AAAA', '--a b--', ''),
    });
  });

  it('is told apart from the words of a message without any', async () => {
    await expect(cut(lines('Content-Type: text/plain', '', '--a b', '', '--a b', ''), 5)).rejects.toThrow(
      'a message with files is no multipart',
    );
  });
});

it('a message becomes the first part in front of the files', () => {
  const letter = lines(
    'From: ada@example.org',
    'Subject: Long',
    ' and folded',
    'Content-Type: multipart/alternative;',
    ' boundary=c',
    'MIME-Version: 1.0',
    '',
    '--c',
    '',
    'Words.',
    '--c--',
    '',
  );
  expect(asFirstPart(Buffer.from(letter), label).toString()).toBe(
    lines(
      'From: ada@example.org',
      'Subject: Long',
      ' and folded',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed;',
      ' boundary="a b"',
      'Content-Transfer-Encoding: 8bit',
      '',
      '--a b',
      'Content-Type: multipart/alternative;',
      ' boundary=c',
      '',
      '--c',
      '',
      'Words.',
      '--c--',
    ),
  );
});
