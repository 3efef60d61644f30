/**
 * Reads structured header fields (RFC 5322 §3.2, RFC 2045 §5.1) from left to right: comments, quoted strings,
 * words. Broken input is read as far as it goes, every character once.
 */
export interface Scanner {
  /** Next character, empty at the end. */
  peek(): string;
  take(): string;
  atEnd(): boolean;
  /** White space and comments, nested ones too. Whether there were any. */
  skipSpace(): boolean;
  /** The last comment passed over, unquoted and without its parentheses; null when there was none since it was last asked for. */
  lastComment(): string | null;
  /** The quoted string that begins here, without quotes and quoting; up to the end when it is never closed. */
  quoted(): string;
  /** Characters up to white space, a comment, or one of `stops`. */
  word(stops: string): string;
  /** Up to the character `stop`, which is not taken, or to the end; quoted strings and comments are passed over whole. */
  skipTo(stop: string): void;
}

const blanks = ' \t\r\n';

export function createScanner(text: string): Scanner {
  let at = 0;
  let comment: string | null = null;

  const peek = (): string => text.charAt(at);
  const atEnd = (): boolean => at >= text.length;

  const escaped = (): string => {
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    const character = text.charAt(at);
    at += 1;
    return character;
  };

  const readComment = (): void => {
    let depth = 1;
    let content = '';
    at += 1;
    while (!atEnd()) {
      const character = peek();
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      if (depth === 0) break;
      content += escaped();
    }
    at += 1;
    comment = content.trim();
  };

  const skipSpace = (): boolean => {
    const start = at;
    for (;;) {
      if (peek() === '(') readComment();
      else if (!atEnd() && blanks.includes(peek())) at += 1;
      else return at > start;
    }
  };

  const quoted = (): string => {
    let content = '';
    at += 1;
    while (!atEnd() && peek() !== '"') content += escaped();
    at += 1;
    return content;
  };

  return {
    peek,
    atEnd,
    skipSpace,
    quoted,
    take() {
      const character = peek();
      at += 1;
      return character;
    },
    lastComment() {
      const last = comment;
      comment = null;
      return last;
    },
    word(stops) {
      const start = at;
      while (!atEnd() && !blanks.includes(peek()) && peek() !== '(' && !stops.includes(peek())) at += 1;
      return text.slice(start, at);
    },
    skipTo(stop) {
      while (!atEnd() && peek() !== stop) {
        if (peek() === '"') quoted();
        else if (!skipSpace()) at += 1;
      }
    },
  };
}
