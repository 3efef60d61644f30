/**
 * What the service tells of itself: a redacting log and Prometheus metrics, fed by one function per business
 * event, so that no other file names a metric or words a log line for one.
 */
import { pino, type Logger } from 'pino';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Log, Telemetry } from './use-cases/ports/service.ts';

/** Paths whose values never reach the log, at any level. */
const redacted = [
  'password',
  'secret',
  'authorization',
  'credentials',
  'accessToken',
  'refreshToken',
  'clientSecret',
  'callbackSecret',
  'key',
  'body',
  'text',
  'html',
  'subject',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** `destination` takes JSON lines; stdout when absent. */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: { name: 'postern' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: [...redacted, 'req.headers.authorization', 'req.headers.cookie'], censor: '[redacted]' },
    serializers: {
      // An error's own fields may hold a server's or a command's line: name, message and stack are enough.
      err: (error: unknown) =>
        error instanceof Error
          ? { name: error.name, message: error.message, stack: error.stack }
          : { message: String(error) },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [...fast, 30, 60, 300, 1800, 7200];

export interface Instruments extends Telemetry {
  readonly logger: Logger;
  /** The text exposition of all metrics. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Reads a gauge's value when it is scraped. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void;
}

export function createTelemetry(logger: Logger): Instruments {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const histogram = <L extends string>(
    name: string,
    help: string,
    labelNames: readonly L[],
    buckets: number[],
  ): Histogram<L> => new Histogram({ name, help, labelNames: [...labelNames], buckets, registers });

  const requests = histogram(
    'postern_http_request_seconds',
    'HTTP requests.',
    ['route', 'method', 'status'],
    fast,
  );
  const leaseWait = histogram(
    'postern_imap_lease_wait_seconds',
    'Waiting for an IMAP connection.',
    ['fresh'],
    fast,
  );
  const connections = new Gauge({
    name: 'postern_imap_connections',
    help: 'Open IMAP connections of this process, and callers that wait for one.',
    labelNames: ['use'] as const,
    registers,
  });
  const accepted = counter('postern_submissions_accepted_total', 'Submissions answered 202.', []);
  const acceptedBytes = counter(
    'postern_submissions_accepted_bytes_total',
    'Octets of accepted submissions.',
    [],
  );
  const attempts = histogram(
    'postern_smtp_attempt_seconds',
    'Attempts to hand a message over.',
    ['outcome'],
    slow,
  );
  const toSmtp = histogram(
    'postern_accept_to_smtp_seconds',
    'From acceptance of a submission to the SMTP answer of its first attempt.',
    ['outcome'],
    slow,
  );
  const journaled = counter('postern_events_journaled_total', 'Events written to the journal.', ['type']);
  const stale = counter(
    'postern_stale_writes_total',
    'Writes about accounts refused because another process watches them, or they were changed.',
    ['what'],
  );
  const deliveries = histogram('postern_webhook_attempt_seconds', 'Requests to webhooks.', ['status'], fast);
  const toWebhook = histogram(
    'postern_event_to_webhook_seconds',
    'From journal entry to the receiver’s 2xx.',
    ['status'],
    slow,
  );
  const standings = counter('postern_account_state_changes_total', 'Changes of account states.', [
    'side',
    'state',
  ]);

  const log: Log = logger;
  return {
    log,
    logger,
    submissionAccepted({ accountId, submissionId, size }) {
      accepted.inc();
      acceptedBytes.inc(size);
      log.info({ accountId, submissionId, size }, 'submission accepted');
    },
    attemptFinished({ outcome, durationMs, sinceAcceptedMs, ...names }) {
      attempts.observe({ outcome }, durationMs / 1000);
      if (names.attempt === 1) toSmtp.observe({ outcome }, sinceAcceptedMs / 1000);
      log.info({ ...names, outcome, durationMs }, 'submission attempt finished');
    },
    eventsJournaled({ accountId, types }) {
      for (const type of types) journaled.inc({ type });
      log.debug({ accountId, types }, 'events journaled');
    },
    staleWriteRefused({ accountId, what }) {
      stale.inc({ what });
      log.warn({ accountId, what }, 'a stale write was refused');
    },
    deliveryFinished({ status, durationMs, sinceEventMs, ...names }) {
      deliveries.observe({ status }, durationMs / 1000);
      if (status === 'delivered') toWebhook.observe({ status }, sinceEventMs / 1000);
      log.debug({ ...names, status, durationMs }, 'webhook delivery attempted');
    },
    leaseGranted({ waitMs, fresh }) {
      leaseWait.observe({ fresh: String(fresh) }, waitMs / 1000);
    },
    connectionsChanged(counts) {
      connections.set({ use: 'commands' }, counts.commands);
      connections.set({ use: 'watchers' }, counts.watchers);
      connections.set({ use: 'waiting' }, counts.waiting);
    },
    accountStanding({ accountId, side, state, reason }) {
      standings.inc({ side, state });
      log.info({ accountId, side, state, reason }, 'account state changed');
    },
    httpFinished({ route, method, status, durationMs }) {
      requests.observe({ route, method, status: String(status) }, durationMs / 1000);
    },
    audit(details) {
      log.info({ audit: true, ...details }, 'changed by key');
    },
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await read());
        },
      });
    },
  };
}
