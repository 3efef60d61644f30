/** Keeping what is uploaded. The octets are written first, and named when all of them are there. */
import type { Readable } from 'node:stream';
import type { Account } from '../../domain/account.ts';
import type { StoredBlob } from '../../domain/blob.ts';
import type { MimeRef } from '../../domain/submission.ts';
import type { MimeSource } from './submissions.ts';

export interface BlobStore {
  /** As they come; of a source that fails nothing stays. What nobody names expires by itself. */
  write(source: MimeSource, keepUntilMs: number): Promise<MimeRef>;
  /** `full`: the account has as much as it may have. Throws `not-found` when the account is gone. */
  keep(account: Account, blob: StoredBlob): Promise<'kept' | 'full'>;
  /** null when it is not there, or no longer. */
  find(account: Account, id: string): Promise<StoredBlob | null>;
  /** The stream fails with `internal` when octets are gone. */
  read(octets: MimeRef): Readable;
  drop(octets: MimeRef): Promise<void>;
}
