/**
 * The octets that came from the client, read by whoever needs a line or a number of octets. Asks the socket
 * to stop while nobody reads, so that a client that sends without end fills no memory.
 */

/** Above so many octets that nobody has asked for, the socket is told to stop. */
const HIGH_WATER = 64 * 1024;

/** Instead of a line that is longer than it may be: how it begins and how it ends. */
export class LongLine {
  readonly head: string;
  readonly tail: string;

  constructor(head: string, tail: string) {
    this.head = head;
    this.tail = tail;
  }
}

/** So many characters are kept of the beginning of a long line, for its tag, and of its end, for a literal. */
const KEPT_HEAD = 2_048;
const KEPT_TAIL = 32;

/** The side of a socket that can be told to stop. */
export interface Source {
  pause(): unknown;
  resume(): unknown;
}

export class Input {
  #chunks: Buffer[] = [];
  #size = 0;
  #ended = false;
  #paused = false;
  #source: Source | null = null;
  #wake: (() => void) | null = null;

  /** From here on `source` is whom to stop; what is left of the one before is thrown away (RFC 3501 §6.2.1). */
  attach(source: Source): void {
    this.#chunks = [];
    this.#size = 0;
    this.#paused = false;
    this.#source = source;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#wake !== null) this.#awaken();
    else if (this.#size > HIGH_WATER && !this.#paused) {
      this.#paused = true;
      this.#source?.pause();
    }
  }

  /** Nothing more will come. */
  end(): void {
    this.#ended = true;
    this.#awaken();
  }

  /** A line without its CRLF (or LF); null at the end. Of a line over `limit` the rest is skipped unread. */
  async readLine(limit: number): Promise<string | LongLine | null> {
    let text = '';
    let head: string | null = null;
    for (;;) {
      const chunk = this.#chunks[0] ?? (await this.#more());
      if (chunk === null) return null;
      const end = chunk.indexOf(0x0a);
      text += chunk.toString('latin1', 0, end < 0 ? chunk.length : end);
      if (head !== null || text.length > limit + 1) {
        head ??= text.slice(0, KEPT_HEAD);
        text = text.slice(-KEPT_TAIL);
      }
      this.#consume(end < 0 ? chunk.length : end + 1);
      if (end < 0) continue;
      const line = text.endsWith('\r') ? text.slice(0, -1) : text;
      if (head !== null) return new LongLine(head, line);
      return line.length > limit ? new LongLine(line.slice(0, KEPT_HEAD), line.slice(-KEPT_TAIL)) : line;
    }
  }

  /** Exactly so many octets; null if the end comes first. */
  async readOctets(count: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    for (let missing = count; missing > 0;) {
      const part = await this.#some(missing);
      if (part === null) return null;
      parts.push(part);
      missing -= part.length;
    }
    // A copy, so that a message kept for long does not hold the whole buffer that the socket read into.
    return Buffer.concat(parts, count);
  }

  /** Skips so many octets without keeping them; false if the end comes first. */
  async skip(count: number): Promise<boolean> {
    for (let missing = count; missing > 0;) {
      const part = await this.#some(missing);
      if (part === null) return false;
      missing -= part.length;
    }
    return true;
  }

  async #some(atMost: number): Promise<Buffer | null> {
    const chunk = this.#chunks[0] ?? (await this.#more());
    if (chunk === null) return null;
    const part = chunk.subarray(0, atMost);
    this.#consume(part.length);
    return part;
  }

  #consume(count: number): void {
    const chunk = this.#chunks[0];
    if (chunk === undefined) return;
    this.#size -= count;
    if (count < chunk.length) this.#chunks[0] = chunk.subarray(count);
    else this.#chunks.shift();
  }

  async #more(): Promise<Buffer | null> {
    while (this.#chunks.length === 0) {
      if (this.#ended) return null;
      if (this.#paused) {
        this.#paused = false;
        this.#source?.resume();
      }
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.#chunks[0] ?? null;
  }

  #awaken(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
