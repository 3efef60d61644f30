/** Octets that a caller uploads first and attaches to messages later. They are kept for a day, each account's within bounds. */
import type { MimeRef } from './submission.ts';

export interface StoredBlob {
  readonly id: string;
  readonly filename: string | null;
  readonly contentType: string;
  readonly octets: MimeRef;
  /** Milliseconds since the epoch; it is not there any more from then on. */
  readonly expiresAt: number;
}

/** The public shape. */
export interface BlobView {
  readonly id: string;
  readonly filename: string | null;
  readonly contentType: string;
  readonly size: number;
  readonly expiresAt: string;
}

export const blobKeptMs = 24 * 3_600_000;

/** Of one account at a time. */
export const maximumBlobs = 1_000;
export const maximumBlobOctets = 500 * 1024 * 1024;

export function blobView({ id, filename, contentType, octets, expiresAt }: StoredBlob): BlobView {
  return { id, filename, contentType, size: octets.size, expiresAt: new Date(expiresAt).toISOString() };
}
