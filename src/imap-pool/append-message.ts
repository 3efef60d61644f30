/** APPEND (RFC 9051 §6.3.12): a message into a mailbox, and where it went. */
import { GatewayError } from '../domain/errors.ts';
import type { MessageWriter } from '../use-cases/ports/mail.ts';
import { readAppendUid } from './copied.ts';
import { atom, type Token } from './exchange.ts';
import type { OwnChanges } from './freshness.ts';
import { readHeaders } from './header-fields.ts';
import type { MailboxDirectory } from './mailbox-directory.ts';
import { wireName } from './mailbox-name.ts';
import type { Pool } from './pool.ts';
import type { Session } from './session.ts';

type Message = Parameters<MessageWriter['append']>[2];

export function createAppend(ports: {
  readonly pool: Pick<Pool, 'lease'>;
  readonly directory: Pick<MailboxDirectory, 'forget'>;
  readonly changes: OwnChanges;
  /** For servers that do not tell where it went. */
  readonly find: MessageWriter['find'];
}): MessageWriter['append'] {
  const { pool, directory, changes, find } = ports;
  return async (account, to, message, signal) => {
    let sent = false;
    const appending = pool.lease(account, { repeatable: () => !sent }, signal, async (session) => {
      requireRoom(session, message);
      // So that a connection that died in silence is found before the message is on its way.
      await session.command('NOOP');
      sent = true;
      return await session.command('APPEND', [wireName(session, to.path), ...messageTokens(message)]);
    });
    const completion = await appending.catch((error: unknown) => {
      if (error instanceof GatewayError && error.code === 'stale-reference') directory.forget(account.id);
      throw error;
    });
    changes.mark(account.id, to.path);
    const appended = readAppendUid(completion);
    if (appended !== null) return { mailboxId: to.id, ...appended };
    const messageId = messageIdOf(message.content);
    return messageId === null ? null : ((await find(account, to, messageId, signal))[0] ?? null);
  };
}

/** Throws `too-large` by what the server says that it takes (APPENDLIMIT, RFC 7889). */
export function requireRoom(session: Session, { content }: Pick<Message, 'content'>): void {
  const limit = session.client.capabilities.get('APPENDLIMIT');
  if (typeof limit === 'number' && content.length > limit) {
    throw new GatewayError('too-large', `The mail server takes messages of at most ${limit} octets.`);
  }
}

/** The last arguments of APPEND and REPLACE. */
export function messageTokens({ flags, content }: Message): readonly Token[] {
  return [flags.map(atom), { type: 'LITERAL', value: content }];
}

function messageIdOf(content: Buffer): string | null {
  const end = content.indexOf('\r\n\r\n');
  const headers = readHeaders(content.subarray(0, end === -1 ? content.length : end));
  return headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value ?? null;
}
