/**
 * The servers that the whole test run shares: one Dovecot and one Redis, started before the first test that may need
 * them. A test keeps apart from the others by a user and a key prefix of its own.
 */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';

export interface Services {
  readonly dovecot: {
    readonly host: string;
    readonly imapPort: number;
    readonly imapsPort: number;
    readonly lmtpPort: number;
    /** Of every user. */
    readonly password: string;
    readonly caPem: string;
    readonly authSocket: string;
  };
  readonly redis: { readonly url: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    services: Services;
  }
}

/** Throws outside the rings that have servers (all but `unit`). */
export function services(): Services {
  return inject('services');
}

/** A mail address that no other test uses; its mailboxes exist from the first login or delivery. */
export function freshUser(): string {
  return `u${randomBytes(6).toString('hex')}@postern.test`;
}

/** A key prefix that no other test uses. */
export function freshPrefix(): string {
  return `t${randomBytes(6).toString('hex')}`;
}
