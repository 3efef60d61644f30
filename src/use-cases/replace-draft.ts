/** A new version in place of a draft. The old one goes last, so that a crash in between leaves both and loses none. */
import { draftFlags } from '../domain/draft.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import { messageId } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import { checkFlags } from './change-messages.ts';
import { octetsOf } from './compose-message.ts';
import type { OpenAccount } from './open-account.ts';
import type { OpenDraft } from './open-draft.ts';
import type { MessageWriter } from './ports/mail.ts';
import type { Composition, PrepareMessage } from './prepare-message.ts';

export interface DraftVersion {
  /** Octets are taken as they are. */
  readonly content: Buffer | Composition;
  /** Those of the version before when null. */
  readonly flags: readonly string[] | null;
}

export interface ReplacedDraft {
  readonly previousId: string;
  /** null when the server does not tell where the new version is. */
  readonly newId: string | null;
}

export interface ReplaceDraft {
  /**
   * `unchangedSince`: decimal MODSEQ. Throws `not-a-draft`, `not-found` also when somebody removes the draft meanwhile,
   * `precondition-failed`, `unsupported-by-server`, `too-large`.
   */
  replace(
    principal: Principal,
    accountId: string,
    id: string,
    version: DraftVersion,
    unchangedSince: string | null,
    signal: AbortSignal,
  ): Promise<ReplacedDraft>;
}

export function createReplaceDraft(ports: {
  readonly openAccount: OpenAccount;
  readonly drafts: Pick<OpenDraft, 'open'>;
  readonly prepareMessage: Pick<PrepareMessage, 'draft'>;
  readonly writer: Pick<MessageWriter, 'replace'>;
}): ReplaceDraft {
  const { openAccount, drafts, prepareMessage, writer } = ports;
  return {
    async replace(principal, accountId, id, { content, flags }, unchangedSince, signal) {
      if (flags !== null) checkFlags(flags);
      const account = await openAccount(principal, accountId, 'messages:write');
      const octets = Buffer.isBuffer(content)
        ? content
        : await octetsOf(await prepareMessage.draft({ principal, account, signal }, content));
      const draft = await drafts.open(account, id, signal);
      const version = { content: octets, flags: draftFlags(flags ?? draft.flags) };
      const result = await writer.replace(account, draft.ref, version, unchangedSince, signal);
      switch (result.outcome) {
        case 'absent':
          throw notFound('message');
        case 'modified':
          throw new GatewayError('precondition-failed', 'The draft has changed since; nothing was done.');
        case 'done':
          return {
            previousId: messageId(account, draft.ref),
            newId: result.target === null ? null : messageId(account, result.target),
          };
      }
    },
  };
}
