/** Diagnostics of an account: both servers asked now and side by side, beside what its watching process left. */
import type { Account } from '../domain/account.ts';
import type { ImapFindings, WatchReport } from '../domain/diagnostics.ts';
import { GatewayError } from '../domain/errors.ts';
import type { Principal } from '../domain/principal.ts';
import { instant } from '../domain/time.ts';
import type { OpenAccount } from './open-account.ts';
import type { ImapProbe, SmtpProbe, WatchReports } from './ports/diagnostics.ts';
import type { Clock } from './ports/service.ts';

interface Asked {
  readonly host: string;
  readonly port: number;
  /** Why there is no answer; null when there is one. */
  readonly error: string | null;
}

export interface DiagnosticsView {
  readonly accountId: string;
  readonly checkedAt: string;
  readonly imap: Asked & {
    [K in keyof ImapFindings]: K extends 'quirks' ? ImapFindings[K] : ImapFindings[K] | null;
  };
  readonly smtp: (Asked & { readonly capabilities: readonly string[] | null }) | null;
  readonly watch: Omit<WatchReport, 'quirks'> | null;
  readonly connections: { readonly open: number; readonly limit: number };
}

export interface Diagnostics {
  /** A server that does not answer is told and not thrown. */
  get(principal: Principal, accountId: string, signal: AbortSignal): Promise<DiagnosticsView>;
}

export interface DiagnosticsPorts {
  readonly openAccount: OpenAccount;
  readonly imapProbe: ImapProbe;
  readonly smtpProbe: SmtpProbe;
  readonly watchReports: Pick<WatchReports, 'get'>;
  readonly clock: Clock;
}

/** A server has this long to answer. */
const patienceMs = 10_000;

export function createDiagnostics(ports: DiagnosticsPorts): Diagnostics {
  const { openAccount, imapProbe, smtpProbe, watchReports, clock } = ports;
  return {
    async get(principal, accountId, signal) {
      const account = await openAccount(principal, accountId, 'accounts:read');
      const [imap, smtp, report] = await Promise.all([
        answerOf(signal, (until) => imapProbe.probe(account, until)),
        account.smtp === null ? null : answerOf(signal, (until) => smtpProbe(account, until)),
        watchReports.get(account),
      ]);
      const { software = null, capabilities = null, selfTest = null, quirks = [] } = imap.answer ?? {};
      return {
        accountId,
        checkedAt: instant(clock.now()),
        imap: {
          ...placeOf(account.imap),
          error: imap.error,
          software,
          capabilities,
          selfTest,
          quirks: [...new Set([...quirks, ...(report?.quirks ?? [])])],
        },
        smtp:
          smtp === null || account.smtp === null
            ? null
            : { ...placeOf(account.smtp), error: smtp.error, capabilities: smtp.answer },
        watch: report === null ? null : watchOf(report),
        connections: { open: imapProbe.open(account.id), limit: account.limits.connections },
      };
    },
  };
}

type Answer<T> =
  { readonly answer: T; readonly error: null } | { readonly answer: null; readonly error: string };

async function answerOf<T>(signal: AbortSignal, ask: (until: AbortSignal) => Promise<T>): Promise<Answer<T>> {
  const deadline = AbortSignal.timeout(patienceMs);
  try {
    return { answer: await ask(AbortSignal.any([signal, deadline])), error: null };
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) return { answer: null, error: `It did not answer within ${patienceMs / 1000} s.` };
    if (!(error instanceof GatewayError) || isOurs(error)) throw error;
    return { answer: null, error: error.message };
  }
}

/** Says nothing of the server. */
function isOurs({ code }: GatewayError): boolean {
  return code === 'storage-unavailable' || code === 'shutting-down' || code === 'internal';
}

function placeOf({ host, port }: Account['imap']): Pick<Asked, 'host' | 'port'> {
  return { host, port };
}

function watchOf({ mode, reportedAt, mailboxCount, mailboxes }: WatchReport): DiagnosticsView['watch'] {
  return { mode, reportedAt, mailboxCount, mailboxes };
}
