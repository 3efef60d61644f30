/** The one file that a request brings, as a stream: its body as it is, or what lies in a form (RFC 7578). */
import type { Readable } from 'node:stream';
import { Busboy, type BusboyConstructor, type BusboyFileStream } from '@fastify/busboy';
import { GatewayError, invalid } from '../domain/errors.ts';
import { isMediaType } from '../domain/outgoing-attachment.ts';
import type { UploadedFile } from '../use-cases/blobs.ts';

const limits = { files: 1, fields: 0, parts: 2, fieldNameSize: 200, headerPairs: 20, headerSize: 8 * 1024 };

/**
 * Resolves when the file begins. What is wrong with the rest is told by reading it. The stream is left open, so that a refusal
 * can be answered on the connection that it comes by. `filename`: of octets alone.
 */
export async function uploadOf(
  type: string,
  stream: Readable,
  filename: string | null,
): Promise<UploadedFile> {
  if (!/^multipart\//i.test(type)) {
    if (!isMediaType(type))
      throw new GatewayError('unsupported-media-type', 'The Content-Type is no media type.');
    return { filename, contentType: type, source: piecesOf(stream) };
  }
  if (filename !== null) throw invalid('/query/filename', 'A form says the name of its file itself.');
  return await fileInForm(type, stream);
}

function piecesOf(stream: Readable): AsyncIterable<Buffer> {
  return stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

function fileInForm(type: string, stream: Readable): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    let parser: InstanceType<BusboyConstructor>;
    try {
      parser = new Busboy({ headers: { 'content-type': type }, limits, isPartAFile: () => true });
    } catch (error) {
      const detail = 'A form is multipart/form-data with a boundary.';
      reject(new GatewayError('unsupported-media-type', detail, { cause: error }));
      return;
    }
    let failure: GatewayError | null = null;
    let begun: Readable | null = null;
    const ended = new Promise<void>((done) => {
      const refuse = (error: unknown): void => {
        failure ??= error instanceof GatewayError ? error : brokenForm(error);
        stream.unpipe(parser);
        // Nothing more comes to it, which would let its reader wait for ever.
        begun?.destroy(failure);
        done();
        reject(failure);
      };
      parser.once('filesLimit', () => {
        refuse(invalid('', 'A form holds one file and nothing else.'));
      });
      parser.on('error', refuse);
      stream.once('error', refuse);
      parser.once('finish', () => {
        done();
        reject(invalid('', 'The form holds no file.'));
      });
    });

    parser.once(
      'file',
      (
        _field: string,
        file: BusboyFileStream,
        name: string | undefined,
        _encoding: string,
        contentType: string,
      ) => {
        begun = file;
        const problem = fileProblem(name ?? '', contentType);
        file.on('error', () => undefined);
        if (problem !== null) {
          file.resume();
          reject(problem);
          return;
        }
        resolve({
          filename: name === undefined || name === '' ? null : name,
          contentType,
          source: untilEnd(file),
        });
      },
    );
    stream.pipe(parser);

    /** The file is whole when the form is. */
    async function* untilEnd(file: Readable): AsyncGenerator<Buffer> {
      try {
        for await (const piece of file) yield piece as Buffer;
      } catch (error) {
        throw failure ?? brokenForm(error);
      }
      await ended;
      if (failure !== null) throw failure;
    }
  });
}

function brokenForm(cause: unknown): GatewayError {
  return new GatewayError('invalid-request', 'The form is broken, or ends too early.', { cause });
}

function fileProblem(name: string, contentType: string): GatewayError | null {
  if (name.length > 255 || /[\p{Cc}]/u.test(name)) {
    return invalid('', 'A file name has at most 255 characters and no controls.');
  }
  return isMediaType(contentType) ? null : invalid('', 'The file has no media type.');
}
