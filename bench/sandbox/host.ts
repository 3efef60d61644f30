/**
 * A mail server in a process of its own, so that what is measured there is the server's alone: the sandbox, or the floor
 * beside it. Serves whom the benchmark names, and tells how much memory and processor time that took so far.
 */
export interface HostQuestion {
  /** Who may log in with the password `pass`: added to those of before. */
  readonly users?: readonly string[];
  /** What the process has taken is measured behind a full garbage collection. */
  readonly collect?: boolean;
}

export interface HostAnswer {
  readonly host: string;
  readonly imapPort: number;
  readonly imapsPort: number;
  readonly smtpPort: number;
  /** The authority to trust, in PEM. */
  readonly ca: string;
  readonly residentKiB: number;
  /** User and system time of the process so far. */
  readonly processorMs: number;
  /** How often IDLE has begun. */
  readonly idles: number;
}

export type Ports = Omit<HostAnswer, 'residentKiB' | 'processorMs' | 'idles'>;

/** What a child does: answers each question until its parent is gone. */
export function answerAs(ports: Ports, add: (user: string) => void, idles: () => number): void {
  process.on('message', ({ users = [], collect = false }: HostQuestion) => {
    for (const user of users) add(user);
    if (collect) globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const answer: HostAnswer = {
      ...ports,
      residentKiB: process.memoryUsage.rss() / 1_024,
      processorMs: (user + system) / 1_000,
      idles: idles(),
    };
    process.send?.(answer);
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
}
