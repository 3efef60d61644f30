/** Base subject (RFC 5256 §2.1): what is left of a subject without the marks of replies and forwards. */
import { decodedWords } from '../mime/encoded-words.ts';

export interface BaseSubject {
  readonly base: string;
  /** Something that marks a reply or a forward was taken away. */
  readonly isReply: boolean;
}

const BLOB_START = '[';
const refwd = /(?:re|fwd?) *(?:\[[^[\]]*\] *)?:/iy;
const blob = /\[[^[\]]*\] */y;
const forwarded = '[fwd:';

/** Of a Subject as it stands in the header. Every character is looked at a few times at most, however often it says `Re:`. */
export function baseSubject(subject: string): BaseSubject {
  const text = decodedWords(subject).replace(/[ \t\r\n]+/g, ' ');
  let start = 0;
  let end = text.length;
  let isReply = false;

  const trailerStart = (): number => {
    if (text[end - 1] === ' ') return end - 1;
    return text.slice(end - 5, end).toLowerCase() === '(fwd)' && end - 5 >= start ? end - 5 : end;
  };
  const matchAt = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    return match === null || pattern.lastIndex > end ? at : pattern.lastIndex;
  };
  /** Behind all blobs from `start` on, and where the last of them begins that is not all there is. */
  const passBlobs = (): { readonly end: number; readonly kept: number } => {
    let at = start;
    let kept = start;
    while (text[at] === BLOB_START && matchAt(blob, at) > at) {
      at = matchAt(blob, at);
      if (at < end) kept = at;
    }
    return { end: at, kept };
  };

  for (;;) {
    for (let next = trailerStart(); next < end && end > start; next = trailerStart()) {
      isReply ||= text[next] === '(';
      end = next;
    }
    for (;;) {
      if (start < end && text[start] === ' ') {
        start += 1;
        continue;
      }
      const blobs = passBlobs();
      const behind = matchAt(refwd, blobs.end);
      if (behind > blobs.end) {
        start = behind;
        isReply = true;
        continue;
      }
      start = blobs.kept;
      break;
    }
    const isForward = text.slice(start, start + forwarded.length).toLowerCase() === forwarded;
    if (!isForward || text[end - 1] !== ']' || end - start <= forwarded.length) break;
    start += forwarded.length;
    end -= 1;
    isReply = true;
  }
  return { base: text.slice(start, end), isReply };
}
