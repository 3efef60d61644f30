/**
 * Methods that a path does not take (RFC 9110 §15.5.6): each path answers all that HTTP knows, so that 404 is left to
 * paths that are not there. WebDAV's and others' are told apart from none by this alone.
 */
import { METHODS } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewayError } from '../domain/errors.ts';

/** CONNECT names no path. */
const allMethods = METHODS.filter((method) => method !== 'CONNECT');

/** All methods but those in `allowed`; the router knows them from here on. */
export function methodsBeside(app: FastifyInstance, allowed: readonly string[]): string[] {
  const known = new Set(app.supportedMethods);
  for (const method of allMethods) if (!known.has(method)) app.addHttpMethod(method);
  return allMethods.filter((method) => !allowed.includes(method));
}

/** Answers every method of `url` but those in `allowed` with 405, before any body is read. */
export function refuseOtherMethods(app: FastifyInstance, url: string, allowed: readonly string[]): void {
  const refuse = (_request: FastifyRequest, reply: FastifyReply): never => {
    reply.header('allow', allowed.join(', '));
    throw new GatewayError('method-not-allowed', `This path takes ${allowed.join(', ')}.`);
  };
  app.route({
    method: methodsBeside(app, allowed),
    url,
    onRequest: (request, reply) => refuse(request, reply),
    handler: refuse,
  });
}
