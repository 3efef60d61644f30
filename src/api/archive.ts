/**
 * Streams as one zip archive: each is opened when its turn comes, stored as it is (what people attach is compressed
 * already), and never held whole. Zip64 where sizes need it.
 */
import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ArchiveEntry {
  readonly name: string;
  readonly modifiedAt: Date;
  readonly open: () => Promise<Readable>;
}

/** Ends with an error when an entry does, so that half an archive is never taken for a whole; destroying it ends all. */
export function zipOf(entries: readonly ArchiveEntry[]): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  let current: Readable | null = null;
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  output.once('close', () => current?.destroy());
  for (const { name, modifiedAt, open } of entries) {
    zip.addReadStreamLazy(name, { compress: false, mtime: modifiedAt }, (give) => {
      if (output.destroyed) return;
      open().then((stream) => {
        current = stream.on('error', fail);
        if (output.destroyed) stream.destroy();
        else give(null, stream);
      }, fail);
    });
  }
  zip.outputStream.pipe(output);
  zip.end();
  return output;
}
