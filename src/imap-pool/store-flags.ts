/**
 * Flags as the server keeps them: which a mailbox takes, and UID STORE on condition that nothing has changed
 * (RFC 7162 §3.1). Which messages are still there is asked before.
 */
import { GatewayError } from '../domain/errors.ts';
import { canonicalFlag, type FlagChange } from '../domain/message.ts';
import { parseUidSet, uidsOf, uidSetOf, writeUidSet } from '../domain/uid-set.ts';
import { atom, sequence, textOf, type Completion } from './exchange.ts';
import type { Session } from './session.ts';

/** Without `\*` among the permanent flags no new keyword is kept (RFC 9051 §7.1): told instead of lost. */
export function checkFlags(session: Session, change: FlagChange): void {
  const { permanentFlags } = session.mailbox;
  if (permanentFlags === undefined || permanentFlags.has('\\*')) return;
  const kept = new Set([...permanentFlags].map((flag) => flag.toLowerCase()));
  const lost = ('set' in change ? change.set : change.add).filter((flag) => !kept.has(flag.toLowerCase()));
  if (lost.length > 0) {
    throw new GatewayError('refused-by-server', `The mailbox does not keep these flags: ${lost.join(' ')}.`);
  }
}

/** The UIDs that had changed and were left alone (RFC 7162 §3.1.3). */
export async function storeFlags(
  session: Session,
  uids: readonly number[],
  change: FlagChange,
  unchangedSince: string | null,
): Promise<ReadonlySet<number>> {
  if (unchangedSince !== null) requireModseq(session);
  // No message has it (RFC 7162 §3.1.1), but not every server takes it.
  if (unchangedSince === '0') return new Set(uids);
  const steps: [string, readonly string[]][] =
    'set' in change
      ? [['FLAGS.SILENT', change.set]]
      : [
          ['+FLAGS.SILENT', change.add],
          ['-FLAGS.SILENT', change.remove],
        ];
  let left = uids;
  const modified = new Set<number>();
  let condition = unchangedSince;
  for (const [item, flags] of steps) {
    if (left.length === 0 || (flags.length === 0 && item !== 'FLAGS.SILENT')) continue;
    const guard = condition === null ? [] : [[atom('UNCHANGEDSINCE'), atom(condition)]];
    const list = flags.map((flag) => atom(canonicalFlag(flag)));
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
