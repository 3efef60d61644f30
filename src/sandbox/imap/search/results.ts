/** How SEARCH answers: the list of RFC 3501 §7.2.5, or ESEARCH (RFC 4731, PARTIAL of RFC 9394). */
import type { Numbered } from '../../search/key.ts';
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import { formatSequenceSet } from '../wire/sequence-set.ts';
import { BadSyntax } from '../wire/syntax.ts';
import { formatPartialRange, inRange, type PartialRange, readPartialRange } from './partial.ts';

export interface Wanted {
  readonly options: ReadonlySet<string>;
  readonly partial: PartialRange | null;
}

/** `RETURN (…)`; null where it does not come next. An empty list means ALL. */
export function readReturn(session: Session, given: Arguments): Wanted | null {
  const extended = session.offers('ESEARCH', 'PARTIAL') || session.enabled.has('IMAP4REV2');
  if (!extended || given.peekWord() !== 'RETURN') return null;
  given.expect('RETURN ');
  const options = new Set<string>();
  let partial: PartialRange | null = null;
  given.list(() => {
    const name = given.word();
    if (name === 'PARTIAL' && session.offers('PARTIAL')) {
      given.space();
      partial = readPartialRange(given);
    } else if (!['MIN', 'MAX', 'ALL', 'COUNT'].includes(name)) throw new BadSyntax(`Unknown option ${name}.`);
    options.add(name);
  }, 'may-be-empty');
  if (options.size === 0) options.add('ALL');
  if (options.has('PARTIAL') && options.has('ALL'))
    throw new BadSyntax('PARTIAL and ALL exclude each other.');
  return { options, partial };
}

export function tellList(
  session: Session,
  found: readonly Numbered[],
  by: 'number' | 'uid',
  modseq: boolean,
): void {
  const numbers = found.map((each) => numberOf(each, by));
  const highest = modseq && found.length > 0 ? ` (MODSEQ ${highestModseq(found)})` : '';
  session.untagged('SEARCH', ['SEARCH', ...numbers].join(' ') + highest);
}

export function tellExtended(
  session: Session,
  found: readonly Numbered[],
  wanted: Wanted,
  told: { readonly tag: string; readonly by: 'number' | 'uid'; readonly modseq: boolean },
): void {
  const { options, partial } = wanted;
  const onlyCount = session.house.behaviour.quirks.esearchCountOnly === true;
  const numbers = found.map((each) => numberOf(each, told.by));
  const data: string[] = [];
  const first = numbers[0];
  const last = numbers.at(-1);
  if (!onlyCount) {
    if (options.has('MIN') && first !== undefined) data.push(`MIN ${first}`);
    if (options.has('MAX') && last !== undefined) data.push(`MAX ${last}`);
    if (options.has('ALL') && numbers.length > 0) data.push(`ALL ${formatSequenceSet(numbers)}`);
    if (partial !== null) data.push(`PARTIAL (${formatPartialRange(partial)} ${part(numbers, partial)})`);
  }
  if (options.has('COUNT') || onlyCount) data.push(`COUNT ${numbers.length}`);
  const counted = told.modseq ? meant(found, options) : [];
  if (counted.length > 0) data.push(`MODSEQ ${highestModseq(counted)}`);
  const uid = told.by === 'uid' ? ' UID' : '';
  session.untagged('ESEARCH', [`ESEARCH (TAG "${told.tag}")${uid}`, ...data].join(' '));
}

/** RFC 7162 §3.1.10: only MIN or only MAX tell the modseq of what they name. */
function meant(found: readonly Numbered[], options: ReadonlySet<string>): readonly Numbered[] {
  if (options.has('ALL') || options.has('COUNT') || options.has('PARTIAL')) return found;
  const ends = [options.has('MIN') ? found[0] : undefined, options.has('MAX') ? found.at(-1) : undefined];
  return ends.filter((each) => each !== undefined);
}

function part(numbers: readonly number[], range: PartialRange): string {
  const some = inRange(numbers, range);
  return some.length === 0 ? 'NIL' : formatSequenceSet(some);
}

function highestModseq(found: readonly Numbered[]): number {
  return found.reduce((highest, { message }) => Math.max(highest, message.modseq), 0);
}

function numberOf({ sequence, message }: Numbered, by: 'number' | 'uid'): number {
  return by === 'uid' ? message.uid : sequence;
}
