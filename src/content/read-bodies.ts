/**
 * The encoded bodies of one message → the fields that are wanted of them. Runs in a thread, or in the main one for
 * what is short and plain. Never throws.
 */
import type { Content, EncodedBodies, EncodedPart, WantedContent } from '../use-cases/ports/content.ts';
import { encodedBound } from '../mime/transfer-encoding.ts';
import { decodeBody } from './decode-body.ts';

interface Body {
  readonly text: string;
  readonly cut: boolean;
}

export function readBodies({ text, html }: EncodedBodies, { fields, maxBytes }: WantedContent): Content {
  const texts = fields.includes('text') ? joinParts(text, maxBytes) : null;
  const htmls = fields.includes('html') ? joinParts(html, maxBytes) : null;
  return {
    fields: {
      ...(fields.includes('text') ? { text: texts?.text ?? null } : {}),
      ...(fields.includes('html') ? { html: htmls?.text ?? null } : {}),
    },
    truncated: texts?.cut === true || htmls?.cut === true,
    problem: null,
  };
}

/** Several parts of one kind are one body, in their order. */
function joinParts(parts: readonly EncodedPart[], maxBytes: number): Body | null {
  if (parts.length === 0) return null;
  let text = '';
  let cut = false;
  for (const part of parts) {
    if (text !== '' && !text.endsWith('\n') && part.type !== 'text/html') text += '\n';
    const left = maxBytes - Buffer.byteLength(text);
    const { octets, size, encoding } = part;
    const body = decodeBody(
      Buffer.from(octets.buffer, octets.byteOffset, octets.length),
      { ...part, cutOff: octets.length < size },
      Math.max(0, left),
    );
    text += body.text;
    cut ||= body.cut || size > Math.max(octets.length, encodedBound(maxBytes, encoding));
  }
  return { text, cut };
}
