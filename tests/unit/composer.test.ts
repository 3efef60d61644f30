import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { OutgoingMessage } from '../../src/use-cases/ports/submissions.ts';
import { createComposer } from '../../src/workers/composer.ts';

const letter: OutgoingMessage = {
  messageId: '<1@postern.test>',
  date: new Date(0),
  from: { address: 'ada@postern.test', name: null },
  to: [{ address: 'grace@elsewhere.example', name: null }],
  cc: [],
  bcc: [],
  replyTo: [],
  subject: 'A file',
  text: 'See.',
  html: null,
  headers: [],
  attachments: [],
};

type File = OutgoingMessage['attachments'][number];

function file(contentType: string, content: File['content']): File {
  return { filename: 'a.eml', contentType, content, contentId: null, disposition: 'attachment' };
}

async function composed(change: Partial<OutgoingMessage>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of createComposer().compose({ ...letter, ...change })) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1');
}

describe('an attached message', () => {
  it.each([
    ['7bit', 'Subject: a\r\n\r\nplain\r\n', 'message/rfc822'],
    ['8bit', 'Subject: a\r\n\r\n\xe4\r\n', 'message/rfc822'],
    ['base64', `Subject: a\r\n\r\n${'x'.repeat(999)}\r\n`, 'application/octet-stream'],
    ['base64', 'Subject: a\r\n\r\n\0\r\n', 'application/octet-stream'],
  ])('goes as it is where it can (%s)', async (encoding, content, contentType) => {
    const raw = await composed({
      attachments: [file('message/rfc822', () => [Buffer.from(content, 'latin1')])],
    });
    expect(raw).toContain(`Content-Type: ${contentType}; name=a.eml\r\n`);
    expect(raw).toContain(`Content-Transfer-Encoding: ${encoding}\r\n`);
    const shown =
      encoding === 'base64' ? Buffer.from(content, 'latin1').toString('base64').slice(0, 76) : content;
    expect(raw).toContain(`\r\n\r\n${shown}`);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThan(999);
  });
});

it('lines end with CRLF in all that is not encoded, so that what is kept is what leaves', async () => {
  const lines = 'a\rb\nc\r\nd\r\r\n\n\re\xe4\r';
  const mended = 'a\r\nb\r\nc\r\nd\r\n\r\n\r\n\r\ne\xe4\r\n';
  const octets = Buffer.from(lines, 'latin1');
  const inPieces = [...octets].map((octet) => Buffer.of(octet));
  for (const pieces of [[octets], inPieces]) {
    const attachments = [file('message/rfc822', () => pieces), file('text/plain', () => pieces)];
    const written = await composed({
      text: 'one\rtwo\nthree',
      html: `<p>\r${'ä'.repeat(500)}\r`,
      attachments,
    });
    expect(written).not.toMatch(/\r(?!\n)|(?<!\r)\n/);
    expect(written).toContain('\r\none\r\ntwo\r\nthree\r\n');
    expect(written).toContain(`\r\n\r\n${mended}`);
    expect(written).toContain(octets.toString('base64'));
  }
});

describe('a file', () => {
  it('is read when its turn has come, and nothing behind one that fails', async () => {
    const asked: string[] = [];
    const broken = file('a/b', async function* () {
      asked.push('first');
      yield await Promise.resolve(Buffer.from('x'));
      throw new Error('the server hung up');
    });
    const behind = file('a/b', function* () {
      asked.push('second');
      yield Buffer.from('y');
    });
    await expect(composed({ attachments: [broken, behind] })).rejects.toThrow('the server hung up');
    expect(asked).toEqual(['first']);
  });

  it('is given up when nobody takes the rest', async () => {
    let ended = false;
    const endless = file('a/b', function* () {
      try {
        for (;;) yield Buffer.alloc(65_536);
      } finally {
        ended = true;
      }
    });
    let size = 0;
    for await (const piece of createComposer().compose({ ...letter, attachments: [endless] })) {
      size += piece.length;
      if (size > 1_000_000) break;
    }
    await eventually(() => expect(ended).toBe(true));
  });
});
