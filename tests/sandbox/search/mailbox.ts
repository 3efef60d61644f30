/** A mailbox as one session sees it, made of headers and bodies alone. */
import { parseMime } from '../../../src/sandbox/mime/parse.ts';
import type { Numbered } from '../../../src/sandbox/search/key.ts';
import type { StoredMessage } from '../../../src/sandbox/store/model.ts';

/** Message `n` has number n, UID 10n, modseq 100n and came n minutes after the first of January 2024. */
export function mailbox(
  ...contents: readonly (string | (Partial<StoredMessage> & { readonly text: string }))[]
): readonly Numbered[] {
  return contents.map((content, index) => {
    const sequence = index + 1;
    const { text, ...given } = typeof content === 'string' ? { text: content } : content;
    const raw = Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');
    const date = new Date(Date.UTC(2024, 0, 1, 0, sequence));
    return {
      sequence,
      message: {
        ...{ uid: 10 * sequence, emailId: `E${sequence}`, threadId: `T${sequence}`, modseq: 100 * sequence },
        ...{ internalDate: date, savedAt: date, raw, flags: new Set<string>() },
        get root() {
          return parseMime(raw);
        },
        ...given,
      },
    };
  });
}

export function numbers(messages: readonly Numbered[]): readonly number[] {
  return messages.map(({ sequence }) => sequence);
}
