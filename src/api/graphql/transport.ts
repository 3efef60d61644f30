/** What both transports of the GraphQL surface, HTTP and WebSocket, need to admit and run an operation. */
import type { Telemetry } from '../../use-cases/ports/service.ts';
import type { Authenticate } from '../auth.ts';
import type { RateLimitGate } from '../rate-limit.ts';
import type { AdmissionOptions } from './admission.ts';
import type { GraphqlContext } from './context.ts';

/** A context without what is made for each operation. */
export type ContextSeed = Omit<GraphqlContext, 'messages' | 'threads' | 'bodies'>;

export interface TransportDeps extends AdmissionOptions {
  readonly authenticate: Authenticate;
  readonly rateLimit: RateLimitGate;
  readonly telemetry: Pick<Telemetry, 'log'>;
  readonly contextOf: (seed: ContextSeed) => GraphqlContext;
  /** Of one operation by HTTP. */
  readonly deadlineSeconds: number;
}
