/** REST: health, metrics, and the contract itself. */
import { requireAllAccounts, requireScope, type Principal } from '../../domain/principal.ts';
import type { ContractDocument } from '../contract-document.ts';
import type { Readiness } from '../health.ts';
import type { Handlers } from '../operations.ts';

export interface Metrics {
  /** In the Prometheus text format. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface ServicePorts {
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly contract: ContractDocument;
}

type ReadinessAnswer = ReturnType<Handlers['getReadiness']>;

/** 503 while the process drains, whatever else holds: the next request is to go elsewhere. */
export async function answerReadiness(
  readiness: Readiness,
  draining: AbortSignal,
): Promise<Awaited<ReadinessAnswer>> {
  const { ready, durability, checks } = await readiness.check();
  if (draining.aborted) return { status: 503, body: { status: 'draining', durability, checks } };
  return ready
    ? { status: 200, body: { status: 'ready', durability, checks } }
    : { status: 503, body: { status: 'not-ready', durability, checks } };
}

/** The numbers are those of all accounts. Throws `forbidden`. */
export function requireMetrics(principal: Principal): void {
  requireScope(principal, 'admin');
  requireAllAccounts(principal, 'Reading the metrics');
}

type ServiceOperation = 'getLiveness' | 'getReadiness' | 'getMetrics' | 'getOpenapiYaml' | 'getOpenapiJson';

export function createServiceHandlers({
  readiness,
  metrics,
  contract,
}: ServicePorts): Pick<Handlers, ServiceOperation> {
  return {
    getLiveness: () => ({ status: 200, body: { status: 'ok' } }),
    getReadiness: ({ draining }) => answerReadiness(readiness, draining),
    async getMetrics({ principal }) {
      requireMetrics(principal);
      const { contentType, text } = await metrics.exposition();
      return { status: 200, content: text, contentType, size: null };
    },
    getOpenapiYaml: () => ({
      status: 200,
      content: contract.yaml,
      contentType: 'application/yaml; charset=utf-8',
      size: null,
    }),
    getOpenapiJson: () => ({ status: 200, body: contract.document as unknown as Record<string, never> }),
  };
}
