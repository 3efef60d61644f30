/** What a watching connection knows, for diagnostics: compiled when there is something new, and not more often than it matters. */
import { mostReported } from '../domain/diagnostics.ts';
import type { ServerQuirk, SyncFidelity, WatchMode, WatchReport } from '../domain/diagnostics.ts';
import type { Mailbox } from '../domain/mailbox.ts';
import { instant } from '../domain/time.ts';
import type { Opened } from './look.ts';
import type { Session } from './session.ts';

export interface Reporting {
  /** It was asked for its changes. */
  synced(opened: Opened): void;
  offer(standing: {
    readonly mode: WatchMode;
    readonly home: Mailbox | undefined;
    readonly mailboxes: readonly Mailbox[];
    readonly quirks: readonly ServerQuirk[];
  }): void;
}

export interface ReportingPorts {
  readonly session: Session;
  /** Does not reject. */
  readonly send: (report: WatchReport) => void;
  readonly now: () => number;
}

/** While all stays as it is, a report may be this old before what was looked at since is told. */
const freshMs = 5_000;

export function createReporting({ session, send, now }: ReportingPorts): Reporting {
  const synced = new Map<string, { readonly at: number; readonly fidelity: SyncFidelity }>();
  let told = { standing: '', at: Number.NEGATIVE_INFINITY };
  return {
    synced({ mailbox, highestModseq }) {
      synced.set(mailbox.id, { at: now(), fidelity: fidelityOf(session, highestModseq) });
    },
    offer({ mode, home, mailboxes, quirks }) {
      const standing = [mode, home?.id, mailboxes.length, ...quirks].join(' ');
      if (standing === told.standing && now() - told.at < freshMs) return;
      told = { standing, at: now() };
      const rank = ({ id }: Mailbox): number =>
        id === home?.id ? Number.POSITIVE_INFINITY : (synced.get(id)?.at ?? 0);
      const foremost = [...mailboxes]
        .sort((a, b) => Math.sign(rank(b) - rank(a)) || 0)
        .slice(0, mostReported);
      send({
        mode,
        reportedAt: instant(now()),
        mailboxCount: mailboxes.length,
        mailboxes: foremost.map(({ id, path }) => {
          const last = synced.get(id);
          return {
            mailboxId: id,
            mailboxPath: path,
            waitedOn: id === home?.id,
            lastSyncAt: last === undefined ? null : instant(last.at),
            fidelity: last?.fidelity ?? null,
          };
        }),
        quirks,
      });
    },
  };
}

function fidelityOf(session: Session, highestModseq: string | null): SyncFidelity {
  if (highestModseq === null) return 'flags';
  return session.tellsRemovals ? 'qresync' : 'condstore';
}
