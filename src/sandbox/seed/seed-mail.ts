/**
 * Fills the mailboxes of a user with mail as people get it: conversations, newsletters, receipts, invitations,
 * bounces and the rest, spread over a year. The same seed makes the same octets, flags and dates.
 */
import type { Mailbox, MailUser } from '../store/model.ts';
import { abroad } from './kinds/abroad.ts';
import { bounce } from './kinds/bounce.ts';
import { conversation } from './kinds/conversation.ts';
import { forward } from './kinds/forward.ts';
import { invitation } from './kinds/invitation.ts';
import { junk } from './kinds/junk.ts';
import { newsletter } from './kinds/newsletter.ts';
import { picture } from './kinds/picture.ts';
import { receipt } from './kinds/receipt.ts';
import { date } from './mail-date.ts';
import { createRandom, type Random } from './random.ts';
import type { Delivery, Kind, Scene } from './scene.ts';

export interface SeedOptions {
  readonly seed: number;
  /** How many, over all mailboxes. */
  readonly messages: number;
  /** The newest is not later. */
  readonly now: Date;
}

/** Where there is no mailbox for what is kept, it stays among all mail. */
const USES: Readonly<Partial<Record<Delivery['mailbox'], readonly string[]>>> = {
  Archive: ['\\Archive', '\\All'],
  Sent: ['\\Sent'],
  Junk: ['\\Junk'],
};

const YEAR = 365 * 86_400_000;
const EACH: readonly [Kind, ...Kind[]] = [
  conversation,
  newsletter,
  receipt,
  abroad,
  invitation,
  picture,
  forward,
  bounce,
  junk,
];
/** How often each comes, once each has come. */
const USUAL: readonly [Kind, ...Kind[]] = [...EACH, conversation, conversation, newsletter, junk, abroad];

/** Makes the mailboxes that it needs and are not there. Throws what `Mailbox.append` throws. */
export function seedMail(user: MailUser, { seed, messages, now: exactly }: SeedOptions): void {
  const random = createRandom(seed);
  // Mail knows whole seconds only.
  const now = new Date(Math.floor(exactly.getTime() / 1_000) * 1_000);
  const deliveries = made(user, messages, now, random)
    .slice(0, messages)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const delivery of deliveries) {
    const { at, mailbox } = delivery;
    const flags = [...(delivery.flags ?? []), ...usualFlags(delivery, now, random)];
    mailboxFor(mailbox, user).append([{ raw: received(delivery, user, random), flags, internalDate: at }]);
  }
}

/** By its use, whatever a provider calls it; by its name otherwise. */
function mailboxFor(name: Delivery['mailbox'], user: MailUser): Mailbox {
  const uses = USES[name] ?? [];
  const used = user.mailboxes().find(({ specialUse }) => specialUse !== null && uses.includes(specialUse));
  const named = used ?? user.mailbox(name);
  return named?.selectable === true ? named : user.create(name);
}

function made(user: MailUser, messages: number, now: Date, random: Random): Delivery[] {
  const me = { name: capitalised(user.name), address: user.addresses[0] ?? `${user.name}@example.org` };
  const deliveries: Delivery[] = [];
  for (let turn = 0; deliveries.length < messages; turn += 1) {
    const scene: Scene = {
      random,
      me,
      // The square brings more of it near to now.
      at: new Date(Math.floor((now.getTime() - random.next() ** 2 * YEAR) / 1_000) * 1_000),
      now,
      newId: (host) => `<${random.hex(8)}.${random.hex(12)}@${host}>`,
    };
    deliveries.push(...(EACH[turn] ?? random.one(USUAL))(scene));
  }
  return deliveries;
}

/** What is older has been read, mostly. */
function usualFlags({ at, mailbox, flags = [] }: Delivery, now: Date, random: Random): readonly string[] {
  if (mailbox === 'Sent' || flags.includes('\\Answered')) return ['\\Seen'];
  const days = (now.getTime() - at.getTime()) / 86_400_000;
  const read = random.chance(mailbox === 'Junk' ? 0.1 : Math.min(0.95, 0.3 + days / 30));
  return [
    ...(read ? ['\\Seen'] : []),
    ...(read && random.chance(0.08) ? ['\\Flagged'] : []),
    ...(read && random.chance(0.05) ? ['$Forwarded'] : []),
    ...(mailbox === 'Projects/Apollo' && random.chance(0.2) ? ['Todo'] : []),
  ];
}

/** With the trace of its way, unless it was never sent to the user (RFC 5321 §4.4). */
function received({ raw, at, mailbox }: Delivery, user: MailUser, random: Random): Buffer {
  if (mailbox === 'Sent') return raw;
  const trace =
    `Received: from relay.test (relay.test [192.0.2.${random.between(1, 254)}])\r\n` +
    ` by mx.example.org with ESMTPS id ${random.hex(10)}\r\n` +
    ` for <${user.addresses[0] ?? user.name}>; ${date(at, 0)}\r\n`;
  return Buffer.concat([Buffer.from(trace), raw]);
}

function capitalised(name: string): string {
  const local = name.split('@')[0] ?? name;
  return local.charAt(0).toUpperCase() + local.slice(1);
}
