/** The door's parts put together, for the composition root: reading, writing and the directory over one pool. */
import type { MailboxReader, MessageReader, MessageWriter } from '../use-cases/ports/mail.ts';
import type { MoveNotice } from '../use-cases/ports/move-notice.ts';
import type { MailboxWriter } from '../use-cases/ports/mailbox-writer.ts';
import type { ChangeReader } from '../use-cases/ports/changes.ts';
import { createBodyBudget } from './body-budget.ts';
import { createChangeReader } from './changes-since.ts';
import { createOwnChanges } from './freshness.ts';
import { createEnclosedContents } from './enclosed-contents.ts';
import { createListVersion } from './list-version.ts';
import { createMailboxDirectory, type MailboxDirectory } from './mailbox-directory.ts';
import { createMailboxWriter } from './mailbox-writer.ts';
import { createOpenMailbox } from './open-mailbox.ts';
import { createMessageCache } from './message-cache.ts';
import { createMessageContents } from './message-contents.ts';
import { createMatch } from './matched-messages.ts';
import { createMessageIdentities } from './message-identities.ts';
import { createMessageLists } from './message-lists.ts';
import { createNamedMessages } from './named-messages.ts';
import type { Pool } from './pool.ts';
import type { ContentPorts } from './show-messages.ts';
import { createRelatedMessages } from './related-messages.ts';
import { createRetrace } from './retraced-copies.ts';
import { createMessageWriter } from './writer.ts';

export interface Imap {
  readonly mailboxes: MailboxReader & Pick<MailboxDirectory, 'forget'>;
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly mailboxWriter: MailboxWriter;
  readonly changeReader: ChangeReader;
  /** The account is gone: what is remembered of it goes too. */
  forget(accountId: string): void;
}

export interface ImapPorts extends ContentPorts {
  /** Servers whose Authentication-Results every account believes. */
  readonly authservIds: readonly string[];
  /** Memory for what was read of messages and never changes; 0: nothing is kept. */
  readonly cacheOctets: number;
  readonly moves: Pick<MoveNotice, 'tell'>;
}

export function createImap(pool: Pool, { authservIds, cacheOctets, moves, ...content }: ImapPorts): Imap {
  const directory = createMailboxDirectory(pool);
  const changes = createOwnChanges();
  const cache = createMessageCache(cacheOctets);
  const budget = createBodyBudget();
  const open = createOpenMailbox({ pool, directory, changes, authservIds });
  const contents = createMessageContents({ directory, open });
  return {
    mailboxes: directory,
    reader: {
      ...createMessageLists({ pool, open, cache, budget, ...content }),
      ...createMessageIdentities({ pool, open }),
      match: createMatch(open),
      related: createRelatedMessages(open),
      retrace: createRetrace({ directory, open }),
      ...createListVersion({ open }),
      ...createNamedMessages({ directory, open, cache, budget, ...content }),
      ...contents,
      ...createEnclosedContents(contents),
    },
    changeReader: createChangeReader({ open }),
    writer: createMessageWriter({ pool, directory, open, changes, moves }),
    mailboxWriter: createMailboxWriter({ pool, directory }),
    forget(accountId) {
      directory.forget(accountId);
      cache.forget(accountId);
    },
  };
}
