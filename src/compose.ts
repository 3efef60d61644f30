/**
 * The composition root: builds every concrete part for the roles of this process and takes it down in reverse.
 * Together with the files of `compose/` the only place that knows them all.
 */
import { listenForCallers, listenForOperators } from './compose/api.ts';
import { layFoundation } from './compose/foundation.ts';
import { reachMail } from './compose/mail.ts';
import { openStorage } from './compose/storage.ts';
import { createVerbs } from './compose/verbs.ts';
import { startWorkers } from './compose/workers.ts';
import type { Config } from './config.ts';
import { createContentLinks } from './use-cases/content-links.ts';
import { createEgress } from './egress.ts';
import { createOneClick } from './workers/one-click.ts';
import { createLogger, createTelemetry } from './telemetry.ts';
import type { Log } from './use-cases/ports/service.ts';

export interface Service {
  readonly log: Log;
  /** Where the API listens; null without the role `api`. */
  readonly url: string | null;
  /** The key that was configured, or made by the embedded mode. */
  readonly adminKey: string | null;
  /** SIGTERM's work: readiness off, requests and attempts in flight end, leases go, connections close. */
  close(): Promise<void>;
}

export interface ComposeOptions {
  /** Takes the log's lines; stdout when absent. */
  readonly logTo?: { write(line: string): void };
  /** PEM of the authority that called endpoints are believed by instead of the system's, for tests. */
  readonly ca?: string;
}

/** Resolves when every role runs. Throws an Error that says what is missing; nothing is left behind then. */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<Service> {
  const telemetry = createTelemetry(createLogger(config.logLevel, options.logTo));
  const { log } = telemetry;
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const foundation = await layFoundation(config, log);
    closing.push(() => foundation.close());
    const storage = await openStorage(config, foundation, log);
    closing.push(() => storage.close());
    const clock = { now: () => Date.now() };
    const links = createContentLinks({ seal: storage.links, clock, publicUrl: config.publicUrl });
    const egress = createEgress({ allow: config.egressAllow });
    const trust = options.ca === undefined ? {} : { ca: options.ca };
    const mail = reachMail(config, storage, links.attachmentUrl, { egress, clock, trust }, telemetry);
    const graceMs = config.drainSeconds * 1000;
    closing.push(() => mail.close(graceMs));
    const { adminKey } = foundation;
    const oneClick = createOneClick({ egress, ...trust });
    closing.push(() => oneClick.close());
    const parts = { storage, mail, egress, clock, telemetry, adminKey, oneClick, trust };
    const worth = storage.durability.level === 'always' ? ('durable' as const) : ('relaxed' as const);
    const readiness = {
      async check() {
        const answers = await storage.answers();
        return {
          ready: answers,
          checks: [{ name: 'redis', ok: answers, detail: answers ? null : 'does not answer' }],
          durability: answers ? worth : null,
        };
      },
    };
    const draining = new AbortController();
    const verbs = createVerbs(parts);
    const listeners = {
      config,
      storage,
      verbs,
      links,
      telemetry,
      readiness,
      draining: draining.signal,
    };
    // First to open and last to close: while the process drains, it says so here.
    const operators = await listenForOperators(listeners);
    closing.push(async () => {
      await Promise.all(operators.map((each) => each.close()));
    });
    const workers = startWorkers(config, parts, verbs);
    closing.push(async () => {
      await Promise.all(workers.map((stop) => stop(graceMs)));
    });

    const api = config.roles.includes('api') ? await listenForCallers(listeners) : null;
    if (api !== null) closing.push(() => api.close());
    closing.push(() => {
      draining.abort();
      return Promise.resolve();
    });
    log.info({ url: api?.url ?? null, roles: config.roles }, 'ready');
    if (foundation.adminKeyMade && options.logTo === undefined) {
      process.stdout.write(`\nThe admin key of this data folder, shown this once: ${String(adminKey)}\n\n`);
    }
    return { log, url: api?.url ?? null, adminKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}
