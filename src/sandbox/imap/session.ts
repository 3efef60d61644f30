/**
 * One client's session: who it is, what it has selected, which extensions it has switched on, and the telling
 * of what happens meanwhile (RFC 3501 §3, §5.2, §7.4.1). Knows no command and no socket.
 */
import type { ImapMoment, ImapStage } from '../faults/imap.ts';
import type { Labels } from '../gmail/labels.ts';
import type { Mailbox, MailStore, MailUser, StoredMessage } from '../store/model.ts';
import type { ImapBehaviour } from './behaviour.ts';
import type { Notification } from './notification.ts';
import { formatReply, type Reply } from './reply.ts';
import type { Strikes } from './strikes.ts';
import { tellNews } from './telling.ts';
import { View } from './view.ts';
import type { Input } from './wire/input.ts';
import { LongLine } from './wire/input.ts';
import { LONGEST_LINE } from './wire/command-text.ts';
import { type Namespace, PLAIN_NAMESPACE } from './wire/namespace.ts';
import type { Output } from './wire/output.ts';
import { BadSyntax, Severed } from './wire/syntax.ts';

export type TokenCheck = (user: string, token: string) => 'ok' | 'expired' | 'unknown';

/** What the connection lends its session. */
export interface Line {
  readonly input: Input;
  readonly output: Output;
  readonly strikes: Strikes;
  /** Whether TLS is on. */
  readonly secure: () => boolean;
  /** Switches TLS on; rejects when the handshake fails. */
  readonly startTls: () => Promise<void>;
}

/** What all sessions of a server share. */
export interface House {
  readonly store: MailStore;
  readonly behaviour: ImapBehaviour;
  readonly checkToken: TokenCheck;
  /** Null for a user whose mailboxes are mailboxes. */
  readonly labelsOf: (user: MailUser) => Labels | null;
  /** How many sessions each user has. */
  readonly logins: Map<MailUser, number>;
  /** Told of errors that no client can cause. */
  readonly onError: (error: unknown) => void;
}

export type Extension = 'CONDSTORE' | 'QRESYNC' | 'IMAP4REV2' | 'UTF8=ACCEPT';

export class Session {
  readonly house: House;
  readonly line: Line;
  readonly enabled = new Set<Extension>();
  user: MailUser | null = null;
  view: View | null = null;
  /** What NOTIFY asked for; null before. */
  notify: Notification | null = null;
  /** The command being carried out, without UID. */
  command: string | null = null;
  idling = false;
  /** What STARTTLS does when its reply is said. */
  afterReply: (() => Promise<void>) | null = null;
  /** No further command is read. */
  ended = false;
  /** Whose connections this one is counted among. */
  #counted: MailUser | null = null;
  #leave: (() => void) | null = null;
  #pushing = false;

  constructor(house: House, line: Line) {
    this.house = house;
    this.line = line;
  }

  /** As they are told now. */
  capabilities(): readonly string[] {
    const { beforeLogin, afterLogin } = this.house.behaviour.capabilities;
    if (this.user !== null) return afterLogin;
    const { strikes, secure } = this.line;
    return beforeLogin.filter((name) => {
      if (name === 'LOGINDISABLED') return !secure() || this.house.behaviour.quirks.passwordsRefused === true;
      return name !== 'STARTTLS' || !(secure() || strikes.withoutStartTls);
    });
  }

  /** Whether one of these is among the capabilities. */
  offers(...names: readonly string[]): boolean {
    const offered = this.capabilities();
    return names.some((name) => offered.includes(name));
  }

  get namespace(): Namespace {
    const namespace = this.house.behaviour.quirks.namespace ?? PLAIN_NAMESPACE;
    return { ...namespace, utf8: this.enabled.has('UTF8=ACCEPT') };
  }

  get labels(): Labels | null {
    return this.user === null ? null : this.house.labelsOf(this.user);
  }

  get condstore(): boolean {
    return this.enabled.has('CONDSTORE') || this.enabled.has('QRESYNC');
  }

  /** What faults are asked with. */
  moment(untagged?: string): ImapMoment {
    const { command } = this;
    const user = this.user?.name ?? null;
    const mailbox = this.view?.mailbox.name ?? null;
    return untagged === undefined ? { user, command, mailbox } : { user, command, mailbox, untagged };
  }

  /**
   * Asks the faults; answers what is to be replied instead, null when all goes on. Throws Severed after a BYE.
   */
  async meet(at: ImapStage, known: Partial<ImapMoment> = {}): Promise<Reply | null> {
    const struck = await this.line.strikes.meet(at, { ...this.moment(), ...known });
    if (struck === null) return null;
    const { condition, code = null, text } = struck;
    if (condition !== 'BYE') return { condition, code, text };
    this.bye(text, code);
    throw new Severed(text);
  }

  /** Whether an untagged response of this name is to be said now; the caller says it in one go. */
  mayThe(name: string): boolean {
    return this.line.strikes.meetUntagged(this.moment(name));
  }

  /** Says `* text`, whose kind is `name`. */
  untagged(name: string, text: string): void {
    if (this.mayThe(name)) this.line.output.line(`* ${text}`);
  }

  /** Says `+ text` and reads the line that answers it; null when the connection ended. */
  async ask(text: string): Promise<string | null> {
    this.line.output.line(`+ ${text}`);
    this.line.output.flush();
    const answer = await this.line.input.readLine(LONGEST_LINE);
    if (answer instanceof LongLine) throw new BadSyntax('The line is too long.');
    return answer;
  }

  /** The session's last word. */
  bye(text: string, code: string | null = null): void {
    if (this.ended) return;
    this.ended = true;
    this.line.output.line(`* ${formatReply({ condition: 'BYE', code, text })}`);
  }

  /** Counted until `close`; false when the user has as many connections as may be. */
  enter(user: MailUser): boolean {
    const { logins, behaviour } = this.house;
    const others = logins.get(user) ?? 0;
    if (others >= behaviour.maxConnectionsPerUser) return false;
    logins.set(user, others + 1);
    this.#counted = user;
    this.user = user;
    return true;
  }

  /** The first command that needs CONDSTORE tells how far the selected mailbox is (RFC 7162 §3.1). */
  useCondstore(): void {
    if (this.condstore) return;
    this.enabled.add('CONDSTORE');
    if (this.view === null) return;
    const { highestModseq } = this.view.mailbox;
    this.untagged('HIGHESTMODSEQ', `OK [HIGHESTMODSEQ ${highestModseq}] The highest so far.`);
  }

  select(mailbox: Mailbox, readOnly: boolean): View {
    const view = new View(mailbox, readOnly);
    this.view = view;
    this.#leave = mailbox.onChange((change) => {
      if (change.kind === 'reset') {
        this.unselect();
        this.bye('The mailbox is not the one that was selected any more.');
        this.line.input.end();
        return;
      }
      view.note(change, this);
      this.push();
    });
    return view;
  }

  unselect(): void {
    this.#leave?.();
    this.#leave = null;
    this.view = null;
  }

  /** Lets go of everything that holds on to the session; more than once does no harm. */
  close(): void {
    this.ended = true;
    this.unselect();
    this.notify?.close();
    this.notify = null;
    const { logins } = this.house;
    if (this.#counted === null) return;
    const others = (logins.get(this.#counted) ?? 1) - 1;
    if (others > 0) logins.set(this.#counted, others);
    else logins.delete(this.#counted);
    this.#counted = null;
  }

  /** Tells soon what there is to be told, if the client listens outside of commands. */
  push(): void {
    if (this.#pushing || !(this.idling || this.notify !== null)) return;
    this.#pushing = true;
    // What happens in one turn is told together.
    setImmediate(() => void this.#pushWhenRead().catch(this.house.onError));
  }

  async #pushWhenRead(): Promise<void> {
    await this.line.output.drained();
    this.#pushing = false;
    if (this.ended) return;
    // During a command its end tells everything.
    if (this.command !== null && !this.idling) return;
    if (this.idling) this.tell(true);
    else if (this.notify !== null && this.notify.selected !== null)
      this.tell(this.notify.selected === 'at-once', this.notify.flagsOfSelected);
    this.notify?.tell();
    this.line.output.flush();
  }

  /** Tells what happened in the selected mailbox; EXPUNGE only if numbers may change. */
  tell(numbersMayChange: boolean, flagsToo = true): void {
    tellNews(this, numbersMayChange, flagsToo);
  }

  flagsOf(message: StoredMessage): string {
    const flags = [...message.flags];
    if (this.view?.isRecent(message.uid) === true) flags.push('\\Recent');
    return flags.join(' ');
  }
}
