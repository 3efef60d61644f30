/** The sandbox as a test's own IMAP server, with one user, and the settings of an account that logs in there. */
import type { ServerSettings } from '../../src/domain/account.ts';
import type { ImapFault } from '../../src/sandbox/faults/imap.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { Mailbox } from '../../src/sandbox/store/model.ts';

/** The password is `pass`. */
export const ANN = 'ann@postern.test';

export interface MailSandbox extends Sandbox {
  readonly inbox: Mailbox;
  /** Of an account on the plain port. */
  readonly settings: ServerSettings;
  arm(fault: ImapFault, times?: number): void;
}

export async function startMailSandbox(options: SandboxOptions = {}): Promise<MailSandbox> {
  const sandbox = await startSandbox({ users: [{ name: ANN }], ...options });
  const inbox = sandbox.store.user(ANN)?.mailbox('INBOX');
  if (inbox === undefined || inbox === null) throw new Error('a user without an INBOX');
  const { host, port } = sandbox.imap;
  return Object.assign(sandbox, {
    inbox,
    settings: { host, port, security: 'none', auth: { type: 'password', username: ANN } } as const,
    arm: (fault: ImapFault, times?: number) => void sandbox.faults.arm({ protocol: 'imap', ...fault }, times),
  });
}

/** Nothing but the base protocol: what a server of thirty years ago can do. */
export const BASE_ONLY = { beforeLogin: ['IMAP4rev1'], afterLogin: ['IMAP4rev1'] } as const;
