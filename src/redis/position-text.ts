/**
 * A sync position as it lies in Redis. A small one is plain JSON. A large one, of a mailbox with many holes or with
 * remembered flags, is deflated, the known UIDs as the distances between them: about an octet for each hole.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SyncPosition } from '../domain/sync-position.ts';
import { parseUidSet, writeUidSet, type UidRange, type UidSet } from '../domain/uid-set.ts';
import { parseDocument } from './document.ts';

/** Up to so many characters deflating saves nothing worth its time. */
const smallLength = 1_024;

export function writePosition(position: SyncPosition): string {
  const plain = JSON.stringify(position);
  if (plain.length <= smallLength) return plain;
  const { known, ...others } = position;
  const distances = distancesOf(parseUidSet(known));
  return deflateRawSync(Buffer.concat([Buffer.from(`${JSON.stringify(others)}\0`), distances])).toString(
    'base64',
  );
}

export function readPosition(text: string | null): SyncPosition | null {
  if (text === null || text.startsWith('{')) return parseDocument<SyncPosition>(text);
  const octets = inflateRawSync(Buffer.from(text, 'base64'));
  const end = octets.indexOf(0);
  const others = parseDocument<Omit<SyncPosition, 'known'>>(octets.toString('utf8', 0, end));
  return others === null ? null : { ...others, known: writeUidSet(ranges(octets.subarray(end + 1))) };
}

/** Of each range how far behind the last one it begins and how long it is, seven bits to an octet, lowest first. */
function distancesOf(set: UidSet): Buffer {
  const octets: number[] = [];
  const push = (value: number): void => {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) octets.push((rest % 0x80) | 0x80);
    octets.push(rest);
  };
  let behind = 0;
  for (const [first, last] of set) {
    push(first - behind);
    push(last - first);
    behind = last;
  }
  return Buffer.from(octets);
}

function ranges(octets: Buffer): UidSet {
  const set: UidRange[] = [];
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const octet = octets[at] ?? 0;
      at += 1;
      value += (octet & 0x7f) * weight;
      if (octet < 0x80) return value;
    }
  };
  let behind = 0;
  while (at < octets.length) {
    const first = behind + next();
    behind = first + next();
    set.push([first, behind]);
  }
  return set;
}
