/**
 * Flags, and where the server has them labels, by UID STORE: what a mailbox takes, and on condition that nothing has changed
 * (RFC 7162 §3.1). Which messages are still there is asked before.
 */
import { GatewayError } from '../domain/errors.ts';
import { canonicalFlag, type FlagChange, type MarkChange } from '../domain/message.ts';
import { parseUidSet, uidsOf, uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { atom, sequence, textOf, type Completion, type Token } from './exchange.ts';
import { labelToken } from './label-name.ts';
import type { Session } from './session.ts';

/**
 * Without `\*` among the permanent flags no new keyword is kept (RFC 9051 §7.1), and only Gmail has labels: told instead of
 * lost. Throws `refused-by-server`, `unsupported-by-server`.
 */
export function checkMarks(session: Session, change: MarkChange): void {
  if (change.labels !== undefined && !session.can('X-GM-EXT-1')) {
    throw new GatewayError('unsupported-by-server', 'The mail server has no labels; keywords are flags.');
  }
  const { permanentFlags } = session.mailbox;
  if (permanentFlags === undefined || permanentFlags.has('\\*')) return;
  const kept = new Set([...permanentFlags].map((flag) => flag.toLowerCase()));
  const lost = ('set' in change ? change.set : change.add).filter((flag) => !kept.has(flag.toLowerCase()));
  if (lost.length > 0) {
    throw new GatewayError('refused-by-server', `The mailbox does not keep these flags: ${lost.join(' ')}.`);
  }
}

/** One STORE: the item with its sign, and what follows it. */
interface Step {
  readonly item: string;
  readonly list: readonly Token[];
}

/** The UIDs that had changed and were left alone (RFC 7162 §3.1.3). Flags go first: without a label the message may be gone. */
export async function storeMarks(
  session: Session,
  uids: readonly number[],
  change: MarkChange,
  unchangedSince: string | null,
): Promise<ReadonlySet<number>> {
  if (unchangedSince !== null) requireModseq(session);
  // No message has it (RFC 7162 §3.1.1), but not every server takes it.
  if (unchangedSince === '0') return new Set(uids);
  const steps = [
    ...stepsOf('FLAGS.SILENT', change, (flag) => atom(canonicalFlag(flag))),
    ...(change.labels === undefined ? [] : stepsOf('X-GM-LABELS.SILENT', change.labels, labelToken)),
  ];
  let left = uids;
  const modified = new Set<number>();
  let condition = unchangedSince;
  for (const { item, list } of steps) {
    if (left.length === 0) break;
    const guard = condition === null ? [] : [[atom('UNCHANGEDSINCE'), atom(condition)]];
    const completion = await session.command('UID STORE', [
      sequence(writeUidSet(uidSetOf(left))),
      ...guard,
      atom(item),
      list,
    ]);
    for (const uid of modifiedOf(completion)) modified.add(uid);
    left = left.filter((uid) => !modified.has(uid));
    // Our own first step has moved the MODSEQ.
    condition = null;
  }
  return modified;
}

/** Nothing is added or removed for nothing; to set nothing takes all away. */
function stepsOf(item: string, change: FlagChange, token: (mark: string) => Token): readonly Step[] {
  if ('set' in change) return [{ item, list: change.set.map(token) }];
  return [
    { item: `+${item}`, list: change.add.map(token) },
    { item: `-${item}`, list: change.remove.map(token) },
  ].filter(({ list }) => list.length > 0);
}

/** Throws `precondition-unsupported`. */
export function requireModseq(session: Session): void {
  if (session.hasModseq) return;
  throw new GatewayError(
    'precondition-unsupported',
    'The mail server cannot tell whether a message has changed.',
    { status: 412 },
  );
}

function modifiedOf({ code, codeArguments }: Completion): Iterable<number> {
  const set = code === 'MODIFIED' ? textOf(codeArguments[0]) : null;
  return set === null ? [] : uidsOf(parseUidSet(set));
}
