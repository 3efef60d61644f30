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

  /** smtp-server knows XOAUTH2 only; the older sibling's words are other ones, and its exchange is the same. */
  override handler_AUTH(command: Buffer, callback: () => void): void {
    const [, initial] = /^AUTH\s+OAUTHBEARER\s+(\S+)\s*$/i.exec(command.toString()) ?? [];
    const offered: readonly string[] = this._server.options.authMethods ?? [];
    if (initial === undefined || !offered.includes('OAUTHBEARER') || this.session.user) {
      super.handler_AUTH(command, callback);
      return;
    }
    const login = bearerLogin(initial);
    if (login === null) {
      this.send(501, '5.5.2 Not the words of OAUTHBEARER');
      callback();
      return;
    }
    const auth = { ...login, method: 'XOAUTH2', validatePassword: () => false } as const;
    this._server.onAuth(auth, this.session, (error, response) => {
      if (error !== null && error !== undefined) {
        this.send('responseCode' in error ? Number(error.responseCode) : 535, error.message);
      } else if (typeof response?.user === 'string') {
        this.session.user = response.user;
        this.session.transmissionType = this._transmissionType();
        this.send(235, '2.7.0 Authentication successful');
      } else {
        this._nextHandler = (answer, next) => {
          const isRight = Buffer.from(answer.toString(), 'base64').toString() === '\x01';
          this.send(
            isRight ? 535 : 501,
            isRight ? '5.7.8 The token is not taken' : '5.5.2 Not the dummy answer',
          );
          next();
        };
        this.send(334, Buffer.from(JSON.stringify(response?.data ?? {})).toString('base64'));
      }
      callback();
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

/** The initial response of RFC 7628 §3.1, in base64; null when it is none. */
function bearerLogin(initial: string): { readonly username: string; readonly accessToken: string } | null {
  const words = Buffer.from(initial, 'base64').toString().split('\x01');
  const name = /^[ny],a=([^,]+),$/.exec(words[0] ?? '')?.[1];
  const accessToken = words
    .map((word) => /^auth=Bearer (\S+)$/i.exec(word)?.[1])
    .find((each) => each !== undefined);
  if (name === undefined || accessToken === undefined) return null;
  return { username: name.replace(/=2C/g, ',').replace(/=3D/g, '='), accessToken };
}
