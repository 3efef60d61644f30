/**
 * What an account has learnt of its server: that it is away, refuses the login, or wants fewer connections, and for
 * how long that is heeded. It decides nothing; `account-lane.ts` asks it before every connection.
 */
import type { Account } from '../domain/account.ts';
import { GatewayError } from '../domain/errors.ts';
import { authSchedule, connectSchedule } from '../domain/retry.ts';
import { createBackOff } from './back-off.ts';
import type { FailureKind } from './errors.ts';
import type { HostGates } from './host-gate.ts';

export interface ServerRecordPorts {
  readonly gates: HostGates;
  readonly now: () => number;
  readonly random: () => number;
}

export interface ServerRecord {
  /** What the last connection failed of; null after one that stood. */
  readonly lastError: GatewayError | null;
  /** True when nothing would be lost by forgetting it. */
  readonly blank: boolean;
  /** Until another connection may be tried; infinite when only new credentials can help. */
  pauseMs(): number;
  /** How many connections the account may have: as many as it is allowed, or fewer that the server bore. */
  cap(): number;
  /** The refusal of those who will not wait so long. */
  refusal(): GatewayError;
  succeeded(): void;
  /** `standing`: connections that stand all the same. */
  failed(kind: FailureKind, error: GatewayError, standing: number): void;
}

/** Of one revision of the account: other settings or credentials begin with a blank record. */
export function createServerRecord(
  account: Account,
  ports: ServerRecordPorts,
  lowerCapMs: number,
): ServerRecord {
  const { gates, now } = ports;
  const { host, port } = account.imap;
  const unreachable = createBackOff(connectSchedule, ports);
  const refused = createBackOff(authSchedule, ports);
  let lowered: { readonly most: number; readonly until: number } | null = null;
  let lastError: GatewayError | null = null;

  const pauseMs = (): number =>
    Math.max(unreachable.waitMs(), refused.waitMs(), gates.of(host, port).backOff.waitMs());

  return {
    get lastError() {
      return lastError;
    },
    get blank() {
      return unreachable.waitMs() === 0 && refused.failures === 0;
    },
    pauseMs,
    cap() {
      const allowed = account.limits.connections;
      return lowered === null || lowered.until <= now() ? allowed : Math.min(allowed, lowered.most);
    },
    // Without an error of its own it is another account of the same host that failed.
    refusal: () => withRetryAfter(lastError ?? away(), pauseMs()),
    succeeded() {
      unreachable.succeeded();
      refused.succeeded();
      lastError = null;
    },
    failed(kind, error, standing) {
      lastError = error;
      if (kind === 'auth') refused.failed();
      else unreachable.failed();
      if (kind === 'throttled' && standing > 0) lowered = { most: standing, until: now() + lowerCapMs };
    },
  };
}

function away(): GatewayError {
  return new GatewayError('account-unreachable', 'The mail server cannot be reached at present.');
}

function withRetryAfter(error: GatewayError, waitMs: number): GatewayError {
  if (!Number.isFinite(waitMs)) return error;
  return new GatewayError(error.code, error.message, {
    ...(error.upstream === undefined ? {} : { upstream: error.upstream }),
    retryAfterSeconds: Math.ceil(waitMs / 1000),
    cause: error,
  });
}
