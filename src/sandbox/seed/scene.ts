/** What every kind of mail is made from, and what it makes. */
import type { Correspondent } from './letter.ts';
import type { Random } from './random.ts';

export interface Scene {
  readonly random: Random;
  /** Whose mailboxes are filled. */
  readonly me: Correspondent;
  /** When it begins: within the year before `now`, more often lately. */
  readonly at: Date;
  /** Nothing comes later. */
  readonly now: Date;
  /** A new Message-ID of a host. */
  readonly newId: (host: string) => string;
}

export interface Delivery {
  readonly raw: Buffer;
  readonly at: Date;
  readonly mailbox: 'INBOX' | 'Archive' | 'Sent' | 'Junk' | 'Projects/Apollo';
  /** Those that follow from what happened; whether it was read is not among them. */
  readonly flags?: readonly string[];
}

export type Kind = (scene: Scene) => readonly Delivery[];

const MINUTE = 60_000;

/** Later by so many minutes, but not after `now`. */
export function later(at: Date, minutes: number, now: Date): Date {
  return new Date(Math.min(at.getTime() + minutes * MINUTE, now.getTime()));
}

export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
