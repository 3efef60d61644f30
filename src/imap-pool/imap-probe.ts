/** Asking an account's IMAP server what it can do, and trying on the inbox whether it keeps what it promises. */
import type { SelfTest } from '../domain/diagnostics.ts';
import type { ImapProbe } from '../use-cases/ports/diagnostics.ts';
import { atom, isList, textOf } from './exchange.ts';
import { fetchRows } from './fetch-rows.ts';
import type { Pool } from './pool.ts';
import { quirksOf } from './quirks.ts';
import { countMatches } from './search.ts';
import type { Session } from './session.ts';

export function createImapProbe(pool: Pick<Pool, 'lease' | 'open'>): ImapProbe {
  return {
    probe: (account, signal) =>
      pool.lease(account, { mailbox: 'INBOX' }, signal, async (session) => {
        const selfTest = await testSelf(session);
        const { name } = session.client.serverInfo ?? {};
        return {
          software: typeof name === 'string' ? name : null,
          capabilities: [...session.client.capabilities.keys()].sort(),
          selfTest,
          quirks: quirksOf(session),
        };
      }),
    open: (accountId) => pool.open(accountId),
  };
}

async function testSelf(session: Session): Promise<SelfTest> {
  const { exists, highestModseq } = await session.select('INBOX', null, true);
  if (exists === 0) return { searchFinds: null, condstoreKept: null };
  const found = await countMatches(session, null);
  const searchFinds = found === session.mailbox.exists || found === exists;
  if (!session.can('CONDSTORE') && !session.can('QRESYNC')) return { searchFinds, condstoreKept: null };
  const isKept = session.hasModseq && (highestModseq ?? 0n) > 0n && (await isNumbered(session, exists));
  return { searchFinds, condstoreKept: isKept };
}

/** Whether the message has a MODSEQ, which is never 0 (RFC 7162 §3.1). */
async function isNumbered(session: Session, seq: number): Promise<boolean> {
  const [row] = await fetchRows(session, 'sequence', String(seq), [atom('UID'), atom('MODSEQ')]);
  const found = row?.items.get('MODSEQ');
  const modseq = textOf(isList(found) ? found[0] : found);
  return modseq !== null && modseq !== '0';
}
