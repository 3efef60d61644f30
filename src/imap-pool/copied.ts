/** Where messages went: COPYUID and APPENDUID (RFC 4315 §3), in whichever response the server puts them. */
import { numberOf, responseCode, textOf, type Completion, type Untagged } from './exchange.ts';

export interface Target {
  readonly uidValidity: number;
  readonly uid: number;
}

export interface Copied {
  /** By source UID. */
  readonly targets: ReadonlyMap<number, Target>;
  /** Whether that is all: a message that is not among them was not there any more, and was not copied. */
  readonly isWhole: boolean;
}

/** From every response to one command, untagged ones too; `tells`: the server always does (UIDPLUS). */
export function readCopied(responses: readonly Completion[], tells: boolean): Copied {
  const told = responses.filter(({ code }) => code === 'COPYUID').map(readCopyUid);
  const readable = told.filter((each) => each !== null);
  return { targets: new Map(readable.flat()), isWhole: tells && readable.length === told.length };
}

/** null when it cannot be read. */
function readCopyUid({ codeArguments }: Completion): readonly (readonly [number, Target])[] | null {
  const [validity, source, target] = codeArguments;
  const uidValidity = numberOf(validity);
  const from = orderedUids(textOf(source) ?? '');
  const to = orderedUids(textOf(target) ?? '');
  if (uidValidity === null || from.length !== to.length || from.length === 0) return null;
  return from.map((uid, index) => [uid, { uidValidity, uid: to[index] ?? 0 }] as const);
}

export function readAppendUid({
  code,
  codeArguments,
}: Completion): { uidValidity: number; uid: number } | null {
  if (code !== 'APPENDUID') return null;
  const uidValidity = numberOf(codeArguments[0]);
  const uid = numberOf(codeArguments[1]);
  return uidValidity === null || uid === null ? null : { uidValidity, uid };
}

/** MOVE tells it in an untagged OK (RFC 6851 §4.3). */
export function untaggedCode(response: Untagged): Completion {
  return responseCode(response);
}

const mostUids = 100_000;

/** In the order of the set, which is what pairs both sets. */
function orderedUids(set: string): readonly number[] {
  const uids: number[] = [];
  for (const part of set.split(',')) {
    const match = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(part);
    if (match === null) return [];
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    const step = first <= last ? 1 : -1;
    if (Math.abs(last - first) + uids.length > mostUids) return [];
    for (let uid = first; uid !== last + step; uid += step) uids.push(uid);
  }
  return uids;
}
