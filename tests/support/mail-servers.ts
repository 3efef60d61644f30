/**
 * The kinds of IMAP server that a feature has to hold with: two real ones, and personas of the sandbox that identify
 * messages, have labels, or can do nothing beyond the base protocol.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonaName } from '../../src/sandbox/personas/personas.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { MissingCyrus, startCyrus } from './cyrus.ts';
import { freshUser, services, type Services } from './services.ts';

export type MailServerName = 'Dovecot' | 'Cyrus' | Extract<PersonaName, 'gmail' | 'yahoo' | 'minimal'>;

export interface MailServer extends Pick<Services['dovecot'], 'host' | 'imapPort' | 'password'> {
  /** One that no other test uses. */
  readonly user: string;
  stop(): Promise<void>;
}

export const mailServerNames: readonly MailServerName[] = ['Dovecot', 'Cyrus', 'gmail', 'yahoo', 'minimal'];

/** A string is the sentence that says why it is missing here. */
export async function startMailServer(name: MailServerName | 'courier'): Promise<MailServer | string> {
  switch (name) {
    case 'Dovecot':
      return { ...services().dovecot, user: freshUser(), stop: () => Promise.resolve() };
    case 'Cyrus':
      return await startOwnCyrus();
    case 'gmail':
    case 'yahoo':
    case 'courier':
    case 'minimal': {
      const user = freshUser();
      const { password } = services().dovecot;
      const sandbox = await startSandbox({ as: name, users: [{ name: user, password }] });
      const { host, port } = sandbox.imap;
      return { host, imapPort: port, password, user, stop: () => sandbox.stop() };
    }
  }
}

async function startOwnCyrus(): Promise<MailServer | string> {
  const folder = await mkdtemp(join(tmpdir(), 'pc-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const cyrus = await startCyrus({ folder });
    const user = `u${randomBytes(6).toString('hex')}`;
    const stop = async (): Promise<void> => {
      await cyrus.stop();
      await remove();
    };
    return { ...cyrus, user, stop };
  } catch (error) {
    await remove();
    if (error instanceof MissingCyrus) return error.message;
    throw error;
  }
}
