/**
 * Links to attachments that work without a key for a quarter of an hour: safe HTML shows its inline images by them, in
 * a browser that has no key. One link opens one attachment and nothing else.
 */
import { GatewayError } from '../domain/errors.ts';
import { claimedAccount } from '../domain/ids.ts';
import type { Principal } from '../domain/principal.ts';
import type { Clock, LinkSeal } from './ports/service.ts';

/** Of an attachment by the ids of its account, its message and itself; relative to the service without a public URL. */
export type AttachmentUrl = (accountId: string, messageId: string, attachmentId: string) => string;

export interface ContentLinks {
  readonly attachmentUrl: AttachmentUrl;
  /** Whoever holds a link's token may read of its account; the token opens nothing but this one attachment. Throws `unauthenticated`. */
  authenticate(attachmentId: string, token: string): Principal;
}

const validSeconds = 15 * 60;
/** Links made within one such time are the same, so that a browser loads an image once. */
const stepSeconds = 60;

export function createContentLinks(ports: {
  readonly seal: LinkSeal;
  readonly clock: Clock;
  /** Without a slash at its end. */
  readonly publicUrl: string | null;
}): ContentLinks {
  const { seal, clock, publicUrl } = ports;
  const nowSeconds = (): number => Math.floor(clock.now() / 1000);

  return {
    attachmentUrl(accountId, messageId, attachmentId) {
      const now = nowSeconds();
      const token = seal.seal(attachmentId, now - (now % stepSeconds) + validSeconds);
      const path = ['v1', 'accounts', accountId, 'messages', messageId, 'attachments', attachmentId];
      return `${publicUrl ?? ''}/${path.map(encodeURIComponent).join('/')}?token=${token}`;
    },

    authenticate(attachmentId, token) {
      const account = claimedAccount(attachmentId);
      const expiresAt = seal.open(attachmentId, token);
      if (account === null || expiresAt === null || expiresAt <= nowSeconds()) {
        throw new GatewayError('unauthenticated', 'The link has expired, or was made for something else.');
      }
      return { id: `link_${account}`, scopes: ['messages:read', 'bodies:read'], accounts: [account] };
    },
  };
}
