/** What every resolver of one operation knows: who asks, until when, and what is read together. */
import type { OperationTypeNode } from 'graphql';
import type { Principal } from '../../domain/principal.ts';
import type { BodyRoom } from '../../use-cases/ports/mail.ts';
import type { MessageLoader } from './message-loader.ts';
import type { ThreadLoader } from './thread-loader.ts';

export interface GraphqlContext {
  readonly principal: Principal;
  /** Aborts when the client goes away or the deadline passes. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** W3C trace context, checked by its syntax. */
  readonly traceparent: string | null;
  /** The kinds of operation that the transport carries. */
  readonly carries: readonly OperationTypeNode[];
  readonly operationName: string | null;
  readonly messages: MessageLoader;
  readonly threads: ThreadLoader;
  readonly bodies: BodyRoom;
}
