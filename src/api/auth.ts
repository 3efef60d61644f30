/** Who asks: the key of `Authorization: Bearer`, on the request for every later step. */
import type { FastifyInstance } from 'fastify';
import type { Principal } from '../domain/principal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever sent the request; `nobody` until a key has been checked, and on public routes. */
    principal: Principal;
    /** The request's signal once its handler runs; its reason may be the failure to tell. */
    cancellation: AbortSignal | null;
  }
}

/** Throws `unauthenticated`. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

/** By the token of a link to an attachment. Throws `unauthenticated`. */
export type AuthenticateLink = (attachmentId: string, token: string) => Principal;

/** May do nothing. */
export const nobody: Principal = Object.freeze({ id: '', scopes: [], accounts: [] });

export function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('principal');
  app.decorateRequest('cancellation', null);
  app.addHook('onRequest', (request, _reply, done) => {
    request.principal = nobody;
    done();
  });
}
