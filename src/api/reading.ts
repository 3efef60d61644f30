/** From a fastify request to the parts of a call: its body by media type, its idempotency key. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GatewayError, invalid } from '../domain/errors.ts';
import type { Operation } from './contract-document.ts';
import { requireShallow } from './json-depth.ts';
import { readContentType } from './media-type.ts';

export type ParsedBody =
  | { readonly type: string; readonly value: unknown; readonly size: number }
  | { readonly type: string; readonly octets: Buffer }
  | { readonly type: string; readonly stream: Readable };

/** Operations that take any media type read their body as it comes in. */
export function takesStream({ body }: Operation): boolean {
  return body?.forms.some(({ mediaType }) => mediaType === '*/*') ?? false;
}

/** Refuses, before the body is read, a Content-Type that the operation does not declare. */
export function checkContentType(operation: Operation, request: FastifyRequest): void {
  const header = request.headers['content-type'];
  if (takesStream(operation)) return;
  if (operation.body === null || (header === undefined && !hasBody(request))) return;
  const type = readContentType(header);
  if (operation.body.forms.some(({ mediaType }) => mediaType === type)) return;
  const taken = operation.body.forms.map(({ mediaType }) => mediaType).join(' or ');
  throw new GatewayError(
    'unsupported-media-type',
    `This takes ${taken} as its Content-Type, with no parameter but charset=utf-8.`,
  );
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Where a body in JSON says what goes into the query beside one in octets. Throws `invalid-request`. */
export function refuseBesideJson(query: object): void {
  for (const name of Object.keys(query)) {
    throw invalid(`/query/${name}`, `With JSON, ${name} stands in the body.`);
  }
}

export type BodyReader = (operation: Operation, request: FastifyRequest) => ParsedBody | null;

/** `app`'s own JSON parser refuses `__proto__` and `constructor.prototype` (security.md S67). */
export function createBodyReader(app: FastifyInstance): BodyReader {
  const parse = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });

  function readJson(request: FastifyRequest, octets: Buffer): unknown {
    let text: string;
    try {
      text = utf8.decode(octets);
    } catch {
      throw invalid('', 'The body is not UTF-8.');
    }
    let result: unknown;
    let problem: Error | null = null;
    void parse(request, text, (error, value) => {
      problem = error;
      result = value;
    });
    if (problem !== null) throw invalid('', 'The body is not JSON, or has a forbidden property name.');
    requireShallow(result);
    return result;
  }

  return (operation, request) => {
    if (takesStream(operation)) {
      // Without any body there is nothing to be read.
      const stream = request.body instanceof Readable ? request.body : Readable.from([]);
      return { type: request.headers['content-type'] ?? 'application/octet-stream', stream };
    }
    const octets = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (operation.body === null) {
      if (octets.length > 0 && octets.toString('latin1').trim() !== '{}') {
        throw invalid('', 'This operation takes no body.');
      }
      return null;
    }
    if (octets.length === 0) {
      if (operation.body.required) throw invalid('', 'A body is needed.');
      return null;
    }
    const type = readContentType(request.headers['content-type']) ?? '';
    return type.endsWith('json')
      ? { type, value: readJson(request, octets), size: octets.length }
      : { type, octets };
  };
}
