/** Sends an answer: its headers, its body or stream, nothing of the body to HEAD. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnyAnswer, Links } from './operations.ts';

export async function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: AnyAnswer,
  baseUrl: string,
): Promise<void> {
  reply.code(answer.status);
  if (answer.location !== undefined) reply.header('location', baseUrl + answer.location);
  const link = answer.links === undefined ? '' : linkHeader(baseUrl, request.url, answer.links);
  if (link !== '') reply.header('link', link);
  if (answer.content !== undefined) {
    await sendContent(request, reply, answer);
    return;
  }
  if (answer.body !== undefined) reply.type('application/json').header('cache-control', 'no-store');
  if (answer.headers !== undefined) reply.headers(answer.headers);
  await reply.send(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

async function sendContent(request: FastifyRequest, reply: FastifyReply, answer: AnyAnswer): Promise<void> {
  const { content = '', contentType = 'application/octet-stream', size = null } = answer;
  reply.type(contentType).headers(answer.headers ?? {});
  if (size !== null) reply.header('content-length', size);
  if (request.method === 'HEAD' && content instanceof Readable) {
    content.destroy();
    await reply.send();
    return;
  }
  await reply.send(content);
}

/** RFC 8288; the target is the request's own, with another cursor. */
export function linkHeader(baseUrl: string, url: string, { parameter, next, previous }: Links): string {
  const target = (cursor: string): string => {
    const there = new URL(url, 'http://localhost');
    there.searchParams.set(parameter, cursor);
    return `${baseUrl}${there.pathname}${there.search}`;
  };
  return [
    ...(next === null ? [] : [`<${target(next)}>; rel="next"`]),
    ...(previous === null ? [] : [`<${target(previous)}>; rel="prev"`]),
  ].join(', ');
}
