/**
 * Preconditions (RFC 9110 §13.1) that an operation does not declare. Who sends one counts on nothing happening when it
 * is false, so it is refused and never ignored; only a cache's question, `If-None-Match` with a read, may go unanswered.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../domain/errors.ts';
import type { Operation } from './contract-document.ts';

/** Throws `precondition-unsupported`. */
export function refusePreconditions(
  { method, hasQueryAlias, parameters }: Pick<Operation, 'method' | 'hasQueryAlias' | 'parameters'>,
  headers: IncomingHttpHeaders,
): void {
  const reads = method === 'GET' || hasQueryAlias;
  const binding = reads ? ['If-Match'] : ['If-Match', 'If-None-Match'];
  for (const name of binding) {
    if (headers[name.toLowerCase()] === undefined) continue;
    if (parameters.some((each) => each.place === 'header' && each.name === name)) continue;
    throw new GatewayError(
      'precondition-unsupported',
      `This cannot be made to depend on ${name}; nothing was done.`,
    );
  }
}
