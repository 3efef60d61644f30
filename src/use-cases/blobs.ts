/** Uploads: octets that are written while they come in, and have a name once all of them are there. */
import { createHash } from 'node:crypto';
import type { Account } from '../domain/account.ts';
import {
  blobKeptMs,
  blobView,
  maximumBlobs,
  maximumBlobOctets,
  type BlobView,
  type StoredBlob,
} from '../domain/blob.ts';
import { GatewayError } from '../domain/errors.ts';
import { newBlobId } from '../domain/ids.ts';
import { maximumSize } from '../domain/outgoing.ts';
import type { Principal } from '../domain/principal.ts';
import type { OpenAccount } from './open-account.ts';
import type { BlobStore } from './ports/blobs.ts';
import type { Clock } from './ports/service.ts';
import type { MimeSource } from './ports/submissions.ts';

export interface UploadedFile {
  readonly filename: string | null;
  readonly contentType: string;
  readonly source: MimeSource;
}

/** Written, and not yet named. */
export interface ReceivedBlob {
  readonly account: Account;
  readonly blob: StoredBlob;
  /** The same for the same file. */
  readonly digest: Buffer;
}

export interface Blobs {
  /** Throws `too-large`, and what the source throws; nothing stays then. */
  receive(principal: Principal, accountId: string, file: UploadedFile): Promise<ReceivedBlob>;
  /** Throws `too-large` when the account has too much of it. */
  keep(received: ReceivedBlob): Promise<BlobView>;
  /** For what is not to be kept. */
  discard(received: ReceivedBlob): Promise<void>;
}

/** A message that is just being composed of it is read to its end. */
const marginMs = 3_600_000;

export function createBlobs(ports: {
  readonly openAccount: OpenAccount;
  readonly blobs: Pick<BlobStore, 'write' | 'keep' | 'drop'>;
  readonly clock: Clock;
}): Blobs {
  const { openAccount, blobs, clock } = ports;
  return {
    async receive(principal, accountId, { filename, contentType, source }) {
      const account = await openAccount(principal, accountId, 'submissions:write');
      const hash = createHash('sha256').update(JSON.stringify([filename, contentType]));
      const expiresAt = clock.now() + blobKeptMs;
      const octets = await blobs.write(watched(source, hash), expiresAt + marginMs);
      const blob = { id: newBlobId(account), filename, contentType, octets, expiresAt };
      return { account, blob, digest: hash.digest() };
    },
    async keep({ account, blob }) {
      if ((await blobs.keep(account, blob)) === 'kept') return blobView(blob);
      throw new GatewayError(
        'too-large',
        `An account keeps at most ${maximumBlobs} blobs of together ${maximumBlobOctets} octets; they expire after a day.`,
      );
    },
    async discard({ blob }) {
      await blobs.drop(blob.octets);
    },
  };
}

async function* watched(source: MimeSource, hash: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > maximumSize) {
      throw new GatewayError('too-large', `A blob has at most ${maximumSize} octets, as a message has.`);
    }
    hash.update(piece);
    yield piece;
  }
}
