/** REST: uploads, written while they come in. */
import { addAbortSignal } from 'node:stream';
import type { BlobView } from '../../domain/blob.ts';
import type { Blobs } from '../../use-cases/blobs.ts';
import type { Handlers, JsonSuccess } from '../operations.ts';
import { uploadOf } from '../upload.ts';

export function createBlobHandlers(blobs: Blobs): Pick<Handlers, 'createBlob'> {
  return {
    async createBlob({ principal, path, query, body, signal }) {
      const file = await uploadOf(body.type, addAbortSignal(signal, body.stream), query.filename ?? null);
      const received = await blobs.receive(principal, path.account, file);
      let kept = false;
      try {
        const answer = await body.once(received.digest, async () => {
          const blob = await blobs.keep(received);
          kept = true;
          return { status: 201, body: blob };
        });
        return answer as JsonSuccess<201, BlobView>;
      } finally {
        if (!kept) await blobs.discard(received);
      }
    },
  };
}
