/**
 * The octets that go to the client. Short texts are gathered and sent together; a client that reads slowly is
 * seen by `saturated`, and whoever has more to say waits for `drained`. Also where answers are throttled,
 * held up, cut off or silenced on command.
 */

/** So many octets are gathered before they are handed to the socket. */
const GATHERED = 32 * 1024;

/** Whoever has more to say than this waits for the client to read. */
const SATURATED = 256 * 1024;

/** A throttled answer leaves in portions of a twentieth of a second. */
const PORTIONS_PER_SECOND = 20;

/** The side of a socket that takes octets. */
export interface Sink {
  write(data: Buffer | string, encoding?: BufferEncoding): boolean;
  destroy(): unknown;
  readonly writableLength: number;
  once(event: 'drain', listener: () => void): unknown;
}

export class Output {
  #sink: Sink | null = null;
  #gathered = '';
  #closed = false;
  #silent = false;
  #octetsUntilDrop: number | null = null;
  /** Non-null while answers leave one after the other by a timer: octets, or milliseconds to wait. */
  #held: (Buffer | number)[] | null = null;
  #heldOctets = 0;
  #octetsPerSecond: number | null = null;
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #endPause: (() => void) | null = null;

  attach(sink: Sink): void {
    this.#sink = sink;
  }

  /** Text in octets, one per character (latin1). */
  text(text: string): void {
    this.#gathered += text;
    if (this.#gathered.length >= GATHERED) this.flush();
  }

  octets(octets: Buffer): void {
    if (octets.length < 4096) {
      this.text(octets.toString('latin1'));
      return;
    }
    this.flush();
    this.#send(octets);
  }

  line(text: string): void {
    this.text(`${text}\r\n`);
  }

  flush(): void {
    if (this.#gathered === '') return;
    const text = this.#gathered;
    this.#gathered = '';
    this.#send(text);
  }

  /** The client has not read what was said, and nothing more should be said now. */
  get saturated(): boolean {
    return !this.#closed && this.#heldOctets + (this.#sink?.writableLength ?? 0) > SATURATED;
  }

  /** Resolves when the client has read, or is gone. */
  async drained(): Promise<void> {
    if (!this.saturated) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#heldOctets === 0) this.#sink?.once('drain', () => this.#release());
    });
  }

  /** Resolves when all that was said has left, however slowly it was made to, or the client is gone. */
  async emptied(): Promise<void> {
    this.flush();
    while (this.#held !== null) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Waits so many milliseconds, and no longer than the client is there. One at a time. */
  async pause(ms: number): Promise<void> {
    this.flush();
    if (this.#closed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms).unref();
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endPause = null;
  }

  /** Nothing more can be said: the client is gone. */
  close(): void {
    this.#closed = true;
    this.#gathered = '';
    this.#held = null;
    this.#heldOctets = 0;
    clearTimeout(this.#timer);
    this.#endPause?.();
    this.#release();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Nothing that is said arrives any more. */
  get mute(): boolean {
    return this.#closed || this.#silent;
  }

  /** Nothing is said any more, and nobody is told. */
  silence(): void {
    this.flush();
    this.#silent = true;
  }

  /** What is said from here on waits so many milliseconds. */
  delay(ms: number): void {
    this.flush();
    if (this.#closed) return;
    if (this.#held === null) {
      this.#held = [];
      this.#pauseFor(ms);
    } else this.#held.push(ms);
  }

  throttle(octetsPerSecond: number): void {
    this.flush();
    this.#octetsPerSecond = Math.max(1, octetsPerSecond);
  }

  /** The connection is cut when so many further octets were said. */
  dropAfter(octets: number): void {
    this.flush();
    this.#octetsUntilDrop = octets;
    if (octets <= 0) this.#drop();
  }

  #send(data: Buffer | string): void {
    if (this.#closed || this.#silent || this.#sink === null) return;
    if (this.#octetsUntilDrop !== null && data.length >= this.#octetsUntilDrop) {
      const last = data.slice(0, this.#octetsUntilDrop);
      this.#octetsUntilDrop = null;
      this.#pass(last);
      this.#drop();
      return;
    }
    if (this.#octetsUntilDrop !== null) this.#octetsUntilDrop -= data.length;
    this.#pass(data);
  }

  #pass(data: Buffer | string): void {
    if (this.#held === null && this.#octetsPerSecond === null) {
      if (typeof data === 'string') this.#sink?.write(data, 'latin1');
      else this.#sink?.write(data);
      return;
    }
    const octets = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
    this.#heldOctets += octets.length;
    if (this.#held === null) {
      this.#held = [octets];
      this.#sendHeld();
    } else this.#held.push(octets);
  }

  #drop(): void {
    this.#silent = true;
    if (this.#held === null) this.#sink?.destroy();
    else this.#held.push(-1);
  }

  #pauseFor(ms: number): void {
    this.#timer = setTimeout(() => this.#sendHeld(), ms);
  }

  /** Sends what is held until a pause comes; a negative pause is the end of the connection. */
  #sendHeld(): void {
    while (this.#held !== null) {
      const next = this.#held.shift();
      if (next === undefined) break;
      if (typeof next === 'number') {
        if (next < 0) this.#sink?.destroy();
        else this.#pauseFor(next);
        return;
      }
      const portion =
        this.#octetsPerSecond === null ? next.length : Math.ceil(this.#octetsPerSecond / PORTIONS_PER_SECOND);
      this.#sink?.write(next.subarray(0, portion));
      this.#heldOctets -= Math.min(portion, next.length);
      if (next.length > portion) this.#held.unshift(next.subarray(portion));
      if (this.#octetsPerSecond !== null) {
        this.#pauseFor((1000 * portion) / this.#octetsPerSecond);
        return;
      }
    }
    this.#held = null;
    this.#release();
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
