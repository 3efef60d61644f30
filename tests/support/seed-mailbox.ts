/** Fills a mailbox of the shared Dovecot with thousands of small messages in one command (MULTIAPPEND, RFC 3502). */
import { services } from './services.ts';
import { connectWire } from './wire-client.ts';

const perCommand = 1_000;

/** `letter 1` … `letter <count>` by subject, in this order of UIDs; `from`: the number of the first. */
export async function seedMailbox(user: string, mailbox: string, count: number, from = 1): Promise<void> {
  const { host, imapPort, password } = services().dovecot;
  const wire = await connectWire(imapPort, host);
  try {
    await wire.run(`LOGIN ${user} ${password}`);
    for (let start = 0; start < count; start += perCommand) {
      const parts = Array.from({ length: Math.min(perCommand, count - start) }, (_, index) =>
        literal(letter(from + start + index)),
      );
      const { status, text } = await wire.run(`APPEND ${mailbox}${parts.join('')}`);
      if (status !== 'OK') throw new Error(`The mailbox could not be filled: ${text}`);
    }
  } finally {
    wire.close();
  }
}

/** One that does not wait for the server's go-ahead (RFC 7888). */
function literal(text: string): string {
  return ` {${text.length}+}\r\n${text}`;
}

function letter(number: number): string {
  return [
    'From: Grace <grace@elsewhere.example>',
    `Subject: letter ${number}`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0000',
    `Message-ID: <letter.${number}@elsewhere.example>`,
    '',
    'Hello.',
    '',
  ].join('\r\n');
}
