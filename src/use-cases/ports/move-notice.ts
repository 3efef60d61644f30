/** What the gateway itself moves, told to whoever watches the mailboxes. A notice may be lost. */
import type { MessageRef } from '../../domain/ids.ts';
import type { Mailbox } from '../../domain/mailbox.ts';

/**
 * `begun`: messages are about to leave these mailboxes for another of them. `ended`: it is over, and these are those that
 * went; `to` is null of one whose new place the server did not tell. `paths`: of the mailboxes that they left, by id.
 */
export type MoveNews = { readonly accountId: string; readonly move: string } & (
  | { readonly kind: 'begun'; readonly mailboxIds: readonly string[] }
  | {
      readonly kind: 'ended';
      readonly target: Pick<Mailbox, 'id' | 'path'>;
      readonly paths: Readonly<Record<string, string>>;
      readonly moved: readonly { readonly from: MessageRef; readonly to: MessageRef | null }[];
    }
);

export interface MoveNotice {
  tell(news: MoveNews): void;
  /** Calls back for what is told here or by other replicas. Returns the unsubscription. */
  listen(listener: (news: MoveNews) => void): () => void;
}
