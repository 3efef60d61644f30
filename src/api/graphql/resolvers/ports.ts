/** What every group of resolvers is made of. */
import type { CheckInput } from '../inputs.ts';
import type { Mutate } from '../mutation.ts';
import type { GraphqlContext } from '../context.ts';
import type { Resolvers } from '../schema.gen.ts';
import type { GraphqlUseCases } from '../use-cases.ts';

export interface ResolverPorts {
  readonly useCases: GraphqlUseCases;
  readonly checkInput: CheckInput;
  readonly mutate: Mutate;
  /** Aborts when the process begins to drain: long waits end then. */
  readonly draining: AbortSignal;
}

/** The resolvers of one noun, on whatever types they stand. */
export type ResolverGroup = Resolvers<GraphqlContext>;
