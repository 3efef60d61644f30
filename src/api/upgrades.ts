/**
 * Requests that offer another protocol (RFC 9110 §7.8). Once anybody listens for them, Node's server hands over the
 * connection of every one of them and never looks after it again: what is no WebSocket is answered here, and closed.
 */
import { createServer, ServerResponse, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Neither reads its answer nor leaves. */
const idleMs = 60_000;

/** A server that never listens: it emits `upgrade` for the requests to `path` only. All others are answered in HTTP. */
export function upgradesOf(app: FastifyInstance, path: string): Server {
  const webSockets = createServer();
  app.server.on('upgrade', (request, socket: Socket, head) => {
    if (request.url?.split('?', 1)[0] === path) webSockets.emit('upgrade', request, socket, head);
    else answer(app, request, socket);
  });
  return webSockets;
}

function answer(app: FastifyInstance, request: IncomingMessage, socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.setTimeout(idleMs, () => socket.destroy());
  // What follows is in the other protocol; unread, it would also hide that the client has gone.
  socket.resume();
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.destroySoon());
  app.routing(request, response);
}
