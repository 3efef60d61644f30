/** The quota of a mailbox (RFC 9208 §4.1.2), as far as it is about storage and messages. */
import { GatewayError } from '../domain/errors.ts';
import type { Quota, QuotaUsage } from '../domain/mailbox.ts';
import { isList, numberOf, string, textOf, type Untagged } from './exchange.ts';
import { wireName } from './mailbox-name.ts';
import type { Session } from './session.ts';

/** Servers count STORAGE in units of 1,024 octets. */
const octetsPerUnit = 1_024;

/** null where the server has none, or does not tell it. */
export async function quotaOf(session: Session, path: string): Promise<Quota | null> {
  if (!['QUOTA', 'QUOTA=RES-STORAGE', 'QUOTA=RES-MESSAGE'].some((name) => session.can(name))) return null;
  const told = new Set<string>();
  const roots: string[] = [];
  const resources = new Map<string, QuotaUsage>();
  const handlers = {
    QUOTAROOT: ({ attributes = [] }: Untagged): void => {
      roots.push(...attributes.slice(1).flatMap((root) => textOf(root) ?? []));
    },
    QUOTA: ({ attributes = [] }: Untagged): void => {
      told.add(textOf(attributes[0]) ?? '');
      readResources(attributes, resources);
    },
  };
  try {
    await session.command('GETQUOTAROOT', [wireName(session, path)], handlers);
    // Some servers only name the roots.
    for (const root of roots.filter((each) => !told.has(each))) {
      await session.command('GETQUOTA', [string(root)], handlers);
    }
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'refused-by-server') return null;
    throw error;
  }
  const storage = resources.get('STORAGE') ?? null;
  const messages = resources.get('MESSAGE') ?? null;
  return storage === null && messages === null ? null : { storage, messages };
}

/** Keeps of each resource that which is nearest to its limit. */
function readResources([, list]: NonNullable<Untagged['attributes']>, into: Map<string, QuotaUsage>): void {
  if (!isList(list)) return;
  for (let at = 0; at + 2 < list.length; at += 3) {
    const name = textOf(list[at])?.toUpperCase() ?? '';
    const [used, limit] = [numberOf(list[at + 1]), numberOf(list[at + 2])];
    if (used === null || limit === null) continue;
    const unit = name === 'STORAGE' ? octetsPerUnit : 1;
    const usage = { used: used * unit, limit: limit * unit };
    const known = into.get(name);
    if (known === undefined || usage.limit - usage.used < known.limit - known.used) into.set(name, usage);
  }
}
