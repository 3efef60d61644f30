/** The mailbox that the reading cases share: an INBOX of 50,000 messages, its server's caches warm where the cases read. */
import { bareConnection, bareList } from './bare.ts';
import { seedInbox } from './seed.ts';
import type { World } from './world.ts';

export const BIG = 50_000;
/** Messages at the end that are warm. */
export const WARM = 16_000;

export interface BigInbox {
  readonly user: string;
  readonly account: string;
}

const made = new WeakMap<World, Promise<BigInbox>>();

export function bigInbox(world: World): Promise<BigInbox> {
  const inbox = made.get(world) ?? make(world);
  made.set(world, inbox);
  return inbox;
}

async function make(world: World): Promise<BigInbox> {
  const user = 'reader@bench.test';
  seedInbox(world.mailFolder, user, BIG);
  const bare = await bareConnection(world, user);
  for (let from = BIG - WARM + 1; from <= BIG; from += 1_000) await bareList(bare, `${from}:${from + 999}`);
  await bare.logout();
  return { user, account: await world.connectAccount(user) };
}
