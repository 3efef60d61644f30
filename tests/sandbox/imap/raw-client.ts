/** Speaks IMAP line by line, as a library would not: sees every response in order, literals included. */
import { connect, type Socket } from 'node:net';

export class RawClient {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  #ended = false;
  #wake: (() => void) | null = null;
  #tags = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (octets: Buffer) => {
      this.#received = Buffer.concat([this.#received, octets]);
      this.#awaken();
    });
    socket.on('close', () => {
      this.#ended = true;
      this.#awaken();
    });
    socket.on('error', () => undefined);
  }

  /** Has read nothing yet, and may not be connected yet. */
  static open(port: number): RawClient {
    return new RawClient(connect(port, '127.0.0.1'));
  }

  /** Has read the greeting. */
  static async connect(port: number): Promise<RawClient> {
    const client = RawClient.open(port);
    await client.response();
    return client;
  }

  /** How many octets came that nobody has read. */
  get unread(): number {
    return this.#received.length;
  }

  /** The next octets, whatever they are; fewer where the end comes first. */
  async octets(count = Infinity): Promise<string> {
    while (this.#received.length < count && !this.#ended) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const octets = this.#received.toString('latin1', 0, Math.min(count, this.#received.length));
    this.#received = this.#received.subarray(octets.length);
    return octets;
  }

  send(text: string | Buffer): void {
    this.#socket.write(typeof text === 'string' ? Buffer.from(text, 'latin1') : text);
  }

  /** One response with its literals, without the last CRLF; null when the server has closed. */
  async response(): Promise<string | null> {
    let from = 0;
    for (;;) {
      const end = this.#received.indexOf('\r\n', from);
      if (end < 0) {
        if (this.#ended) return null;
        await new Promise<void>((resolve) => (this.#wake = resolve));
        continue;
      }
      const literal = /\{(\d+)\}$/.exec(this.#received.toString('latin1', from, end));
      if (literal !== null) {
        const after = end + 2 + Number(literal[1]);
        while (this.#received.length < after && !this.#ended) {
          await new Promise<void>((resolve) => (this.#wake = resolve));
        }
        if (this.#received.length < after) return null;
        from = after;
        continue;
      }
      const text = this.#received.toString('latin1', 0, end);
      this.#received = this.#received.subarray(end + 2);
      return text;
    }
  }

  /** All responses up to the one that begins with the tag, which is the last. */
  async until(tag: string): Promise<readonly string[]> {
    const responses: string[] = [];
    for (;;) {
      const response = await this.response();
      if (response === null) return [...responses, 'closed'];
      responses.push(response);
      if (response.startsWith(`${tag} `)) return responses;
    }
  }

  /** Sends a command under a new tag, which the responses are then without. */
  async run(command: string): Promise<readonly string[]> {
    this.#tags += 1;
    const tag = `T${this.#tags}`;
    this.send(`${tag} ${command}\r\n`);
    const responses = await this.until(tag);
    return responses.map((response) =>
      response.startsWith(`${tag} `) ? response.slice(tag.length + 1) : response,
    );
  }

  /** Everything up to the end of the connection. */
  async rest(): Promise<readonly string[]> {
    const responses: string[] = [];
    for (let each = await this.response(); each !== null; each = await this.response()) responses.push(each);
    return responses;
  }

  /** Reads no more. */
  pause(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Goes without a farewell: the server gets a reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  #awaken(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
