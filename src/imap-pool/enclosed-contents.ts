/**
 * Files within a winmail.dat as parts: each is a run of octets of the part that it lies in, and is streamed as a range of
 * that. Where it lies is found by reading through the part once; contents never change, so that is remembered for a while.
 */
import { Readable } from 'node:stream';
import type { Account } from '../domain/account.ts';
import { GatewayError, notFound } from '../domain/errors.ts';
import type { MessageRef } from '../domain/ids.ts';
import { spanWithin } from '../domain/octet-range.ts';
import { readStream } from '../mime/passing-reader.ts';
import { tnef, type Tnef } from '../mime/tnef.ts';
import type { MessageReader, PartStream, WantedOctets } from '../use-cases/ports/mail.ts';
import { cleanFilename } from './filename.ts';

const mostRemembered = 50;

/** `part` that also takes sections of files within parts, `2/0`. */
export function createEnclosedContents(contents: Pick<MessageReader, 'part'>): Pick<MessageReader, 'part'> {
  const remembered = new Map<string, Tnef>();

  async function lookInto(
    account: Account,
    ref: MessageRef,
    section: string,
    signal: AbortSignal,
  ): Promise<Tnef> {
    const { mailboxId, uidValidity, uid } = ref;
    const name = [account.incarnation, mailboxId, uidValidity, uid, section].join(' ');
    const known = remembered.get(name);
    if (known !== undefined) return known;
    const { stream } = await contents.part(account, ref, section, 'all', signal);
    const found = await readStream(tnef(), stream);
    if (found === null) throw notFound('attachment');
    remembered.set(name, found);
    const [oldest] = remembered.keys();
    if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest);
    return found;
  }

  return {
    async part(account, ref, section, wanted, signal) {
      const [outer = '', index] = section.split('/');
      if (index === undefined) return await contents.part(account, ref, section, wanted, signal);
      const file = (await lookInto(account, ref, outer, signal)).files[Number(index)] ?? null;
      if (file === null) throw notFound('attachment');
      const { at, size } = file;
      const about = {
        contentType: file.contentType ?? 'application/octet-stream',
        parameters: new Map<string, string>(),
        filename: file.filename === null ? null : cleanFilename(file.filename),
      };
      const span = wantedSpan(wanted, size);
      if (wanted === 'none' || size === 0) return { stream: Readable.from([]), size, span: null, ...about };
      const first = at + (span?.first ?? 0);
      const last = at + (span?.last ?? size - 1);
      const { stream, span: found } = await contents.part(account, ref, outer, { first, last }, signal);
      if (found?.first !== first || found.last !== last) {
        stream.destroy();
        throw new GatewayError(
          'upstream-protocol-error',
          'The mail server gives less of the part than before.',
        );
      }
      return { stream, size, span, ...about };
    },
  };
}

/** null: all of it. Throws `range-not-satisfiable`. */
function wantedSpan(wanted: WantedOctets, size: number): PartStream['span'] {
  if (wanted === 'all' || wanted === 'none' || size === 0) return null;
  const span = spanWithin(wanted, size);
  if (span !== null) return span;
  const detail = `The content has ${size} octets; the range begins behind them.`;
  throw new GatewayError('range-not-satisfiable', detail, { completeLength: size });
}
