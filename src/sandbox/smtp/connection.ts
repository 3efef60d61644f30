/**
 * One SMTP connection, which can be made to misbehave: smtp-server's own, with its two doors (what it says, and STARTTLS)
 * open to faults. Does not decide when.
 */
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import type { SmtpReply } from '../faults/smtp.ts';

/** What STARTTLS meets: nothing, a refusal, or a line that is said in plain text before the handshake. */
export type StarttlsFate =
  | { readonly kind: 'upgrade'; readonly injected: string | null }
  | { readonly kind: 'refused'; readonly reply: SmtpReply };

const ENHANCED_CODE = /^[245]\.\d{1,3}\.\d{1,3} /;

export class Connection extends SMTPConnection {
  /** Asked when STARTTLS comes. Never resolves when the connection was cut meanwhile. */
  decideStarttls: () => Promise<StarttlsFate> = () => Promise.resolve({ kind: 'upgrade', injected: null });
  #injected: string | null = null;
  #silent = false;
  #octetsPerSecond = Infinity;
  #saying: Promise<void> = Promise.resolve();

  /** Says nothing more, and stays. */
  silence(): void {
    this.#silent = true;
  }

  throttle(octetsPerSecond: number): void {
    this.#octetsPerSecond = octetsPerSecond;
  }

  /** Cut without a word. */
  cut(): void {
    this.#silent = true;
    this._socket.destroy();
  }

  /** A text that brings its own enhanced status code (RFC 3463) gets no second one. */
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    if (this.#silent) return;
    const own = typeof data === 'string' && ENHANCED_CODE.test(data);
    const say = (): void => this.#say(() => super.send(code, data, own ? false : context));
    if (this.#octetsPerSecond === Infinity) say();
    else this.#slowly(say, String(data ?? '').length + 6);
  }

  override handler_STARTTLS(command: Buffer, callback: () => void): void {
    void this.decideStarttls().then((fate) => {
      if (fate.kind === 'refused') {
        this.send(fate.reply.code, fate.reply.text);
        callback();
        return;
      }
      this.#injected = fate.injected;
      super.handler_STARTTLS(command, callback);
    });
  }

  /** What is injected leaves in one segment with the reply that it follows. */
  #say(reply: () => void): void {
    const [socket, injected] = [this._socket, this.#injected];
    this.#injected = null;
    if (injected !== null) socket.cork();
    reply();
    if (injected === null) return;
    socket.write(`${injected}\r\n`);
    socket.uncork();
  }

  #slowly(say: () => void, octets: number): void {
    const ms = (octets * 1_000) / this.#octetsPerSecond;
    this.#saying = this.#saying.then(
      () =>
        new Promise((resolve) => {
          setTimeout(() => {
            say();
            resolve();
          }, ms).unref();
        }),
    );
  }
}
