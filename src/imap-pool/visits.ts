/**
 * Looking at one watched mailbox after another on one connection: which of them are to be visited, by what is known of
 * their counts, and how much was found in each. In what order and when, `watch-round.ts` decides.
 */
import { GatewayError } from '../domain/errors.ts';
import type { Mailbox, MailboxCounts } from '../domain/mailbox.ts';
import { examine } from './look.ts';
import type { Opened } from './look.ts';
import { completeCounts, countsAmong } from './mailbox-listing.ts';
import { listenTo } from './nudges.ts';
import type { Nudges } from './nudges.ts';
import type { Session } from './session.ts';
import type { LookResult } from './told-position.ts';
import type { WatchedMailbox } from './watched-mailbox.ts';

export interface VisitsPorts {
  readonly session: Session;
  /** The same object for the same mailbox, over all connections. */
  readonly watched: (mailbox: Mailbox) => WatchedMailbox;
  readonly arrived: (mailboxId: string, messages: number) => void;
  readonly synced: (opened: Opened) => void;
}

/** For whose counts a sweep asks, beside those that were told of: all, those whose turn it is, or none. */
export type Asking = 'all' | 'turn' | 'told';

/** With many mailboxes and one command for each a sweep goes over so many, and the next one over the next. */
const statusesPerTurn = 50;

export class Visits {
  readonly nudges: Nudges;
  readonly #ports: VisitsPorts;
  readonly #seen = new Map<string, MailboxCounts>();
  readonly #unopened = new Set<string>();
  /** Those that have something to tell once the others have been looked at. */
  readonly #waiting = new Set<string>();
  #listed: ReadonlySet<string> = new Set();
  #current: WatchedMailbox | null = null;
  #turn = 0;

  constructor(ports: VisitsPorts) {
    this.#ports = ports;
    this.nudges = listenTo(ports.session, {
      isKnown: (uid) => this.#current?.isKnown(uid) === true,
      isWatched: (path) => this.#listed.has(path),
    });
  }

  /** The ids of those that the server would not open when they were last to be visited. */
  get unopened(): ReadonlySet<string> {
    return this.#unopened;
  }

  listed(mailboxes: readonly Mailbox[]): void {
    this.#listed = new Set(mailboxes.map(({ path }) => path));
  }

  /** Selects it and looks until there is nothing more. */
  async visit(mailbox: Mailbox): Promise<Opened | 'fenced'> {
    const { nudges } = this;
    const left = this.#current?.mailbox;
    this.#current = this.#ports.watched(mailbox);
    const opened = await examine(this.#ports.session, mailbox);
    // What was said of the one that was selected till now is not said again: its counts are asked for.
    if (nudges.take() && left !== undefined && left.id !== mailbox.id) {
      this.#seen.delete(left.id);
      nudges.nudgeAbout(left.path);
    }
    // Of the one that is waited on they grow old.
    this.#seen.delete(mailbox.id);
    nudges.takeVanished();
    nudges.dropCounts(mailbox.path);
    for (;;) {
      const result = await this.#look(opened, true);
      if (result === 'fenced') return 'fenced';
      if (result === 'done') return opened;
    }
  }

  /** At the mailbox that is selected, after a nudge. */
  async lookAgain(opened: Opened): Promise<LookResult> {
    return await this.#look(opened, false);
  }

  /** Visits those whose counts are not as they were. */
  async sweep(mailboxes: readonly Mailbox[], ask: Asking): Promise<'fenced' | 'visited' | 'quiet'> {
    let visited = false;
    const isWaiting = ({ id }: Mailbox): boolean => this.#waiting.has(id);
    // Those that wait for the others come behind them.
    const found = await this.#countsOf(mailboxes, ask);
    const inOrder = [...found].sort(([a], [b]) => Number(isWaiting(a)) - Number(isWaiting(b)));
    for (const [mailbox, counts] of inOrder) {
      if (counts === null) this.#unopened.add(mailbox.id);
      const waits = isWaiting(mailbox);
      if (counts === null || (!waits && isSame(counts, this.#seen.get(mailbox.id)))) continue;
      if (this.#seen.has(mailbox.id) || !(await this.#ports.watched(mailbox).isTold(counts))) {
        visited = true;
        const result = await this.#visitOther(mailbox);
        if (result === 'fenced') return 'fenced';
        // Not seen: the next sweep tries again.
        if (result === 'refused') {
          this.#unopened.add(mailbox.id);
          continue;
        }
      }
      this.#unopened.delete(mailbox.id);
      this.#seen.set(mailbox.id, counts);
    }
    return visited ? 'visited' : 'quiet';
  }

  async #look(opened: Opened, fresh: boolean): Promise<LookResult> {
    const { session, watched, arrived, synced } = this.#ports;
    const mailbox = watched(opened.mailbox);
    const before = mailbox.uidNext;
    const result = await mailbox.look(session, opened, this.nudges, fresh);
    const messages = before === null ? 0 : (mailbox.uidNext ?? before) - before;
    if (messages > 0) arrived(opened.mailbox.id, messages);
    if (result === 'done' && !mailbox.waits) synced(opened);
    if (mailbox.waits) this.#waiting.add(opened.mailbox.id);
    else this.#waiting.delete(opened.mailbox.id);
    return result;
  }

  /** A mailbox that went while we looked is no reason to give the others up. */
  async #visitOther(mailbox: Mailbox): Promise<'done' | 'refused' | 'fenced'> {
    try {
      return (await this.visit(mailbox)) === 'fenced' ? 'fenced' : 'done';
    } catch (error) {
      if (!this.#ports.session.alive || !(error instanceof GatewayError)) throw error;
      if (error.code !== 'stale-reference' && error.code !== 'refused-by-server') throw error;
      return 'refused';
    }
  }

  /** Those that have not been asked for longest, where each costs a round trip. */
  #turnOf(mailboxes: readonly Mailbox[]): readonly Mailbox[] {
    if (mailboxes.length <= statusesPerTurn || this.#ports.session.can('LIST-STATUS')) return mailboxes;
    const from = this.#turn % mailboxes.length;
    this.#turn = from + statusesPerTurn;
    return [...mailboxes.slice(from), ...mailboxes.slice(0, from)].slice(0, statusesPerTurn);
  }

  /** null where the server does not tell them. What was told unasked is told of nothing that happened before it was asked. */
  async #countsOf(
    mailboxes: readonly Mailbox[],
    ask: Asking,
  ): Promise<readonly (readonly [Mailbox, MailboxCounts | null])[]> {
    const { session } = this.#ports;
    const found = new Map<Mailbox, MailboxCounts | null>();
    const unknown: Mailbox[] = [];
    const silent: Mailbox[] = [];
    const notices = this.nudges.takeCounts();
    for (const mailbox of mailboxes) {
      const told = notices.get(mailbox.path);
      const seen = this.#seen.get(mailbox.id);
      const known = mailbox.counts ?? undefined;
      if (told !== undefined && (seen !== undefined || told.uidValidity !== undefined))
        found.set(mailbox, completeCounts({ ...seen, ...told }, session));
      // A notice says what changed; of one that was waited on so far the rest is not known.
      else if (told !== undefined) unknown.push(mailbox);
      else if (known !== undefined) found.set(mailbox, known);
      // One that nobody has looked at takes no turns.
      else if (ask !== 'told') (seen === undefined ? unknown : silent).push(mailbox);
    }
    unknown.push(...(ask === 'turn' ? this.#turnOf(silent) : silent));
    for (const [mailbox, counts] of await countsAmong(session, unknown)) found.set(mailbox, counts);
    return [...found];
  }
}

function isSame(a: MailboxCounts, b: MailboxCounts | undefined): boolean {
  return (
    a.total === b?.total &&
    a.unseen === b.unseen &&
    a.uidNext === b.uidNext &&
    a.uidValidity === b.uidValidity &&
    a.highestModseq === b.highestModseq
  );
}
