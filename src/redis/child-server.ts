/**
 * A server program of another project, run as a child in the foreground. The child leads a process group of its own,
 * so that Ctrl-C in the terminal reaches only this process, which then ends the child in order. A small shell holds a
 * pipe to this process and ends the server when the pipe breaks: not even SIGKILL leaves a server behind.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type NetConnectOpts } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChildServer {
  readonly pid: number;
  /** False from the moment the program has ended, for whatever reason. */
  readonly running: boolean;
  /** Resolves when the program has ended, with its last output. */
  readonly ended: Promise<string>;
  /** Sends a signal to the program and all processes that it started, and for SIGKILL waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM, then SIGKILL after five seconds; resolves when the program has ended. */
  stop(): Promise<void>;
}

export interface ChildServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Asked until it says yes; see `accepts`. */
  readonly ready: () => Promise<boolean>;
  readonly readyWithinMs?: number;
}

/** The program does not exist on this machine. */
export class MissingProgram extends Error {
  override readonly name = 'MissingProgram';
}

/** Waits on the pipe; at its end, however that came, ends the group whose number it was given, within two seconds. */
const TETHER = `trap '' HUP INT TERM; read -r _
kill -TERM "-$1" || exit
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 0.1; kill -0 "-$1" || exit; done
kill -KILL "-$1"`;
const OUTPUT_KEPT = 4096;

/**
 * Resolves when it is ready. Rejects with `MissingProgram`, or with the program's last output when it ends or is not
 * ready within `readyWithinMs` (10 s); no process is left then.
 */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const { command, args, ready, readyWithinMs = 10_000 } = options;
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let running = true;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => void (output = (output + chunk.toString()).slice(-OUTPUT_KEPT)));
  }
  const ended = new Promise<string>((resolve) => {
    child.once('exit', () => {
      running = false;
      resolve(output.trim());
    });
  });
  const { pid } = child;
  if (pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw new MissingProgram(`The program ${command} could not be started.`, { cause });
  }
  const untie = tie(pid);
  void ended.then(untie);

  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (!running) return;
    signalGroup(pid, signal);
    if (signal === 'SIGKILL') await ended;
  };
  const stop = async (): Promise<void> => {
    if (!running) return;
    signalGroup(pid, 'SIGCONT');
    child.kill('SIGTERM');
    const patience = new AbortController();
    await Promise.race([ended, delay(5_000, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    await kill('SIGKILL');
  };

  const deadline = Date.now() + readyWithinMs;
  while (!(await ready())) {
    if (!running || Date.now() > deadline) {
      await stop();
      throw new Error(`${command} did not start: ${output.trim() || 'it said nothing'}`);
    }
    await delay(10);
  }
  return {
    pid,
    get running() {
      return running;
    },
    ended,
    kill,
    stop,
  };
}

/** Whether somebody accepts a connection at every one of the addresses now. */
export async function accepts(...addresses: readonly NetConnectOpts[]): Promise<boolean> {
  for (const address of addresses) {
    const socket = connect(address);
    try {
      await once(socket, 'connect');
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }
  return true;
}

/**
 * Ends the process group `pid` when this process has ended, however that came. The group's leader must have been spawned
 * detached. Gives what unties it, to be called once the group has ended by itself.
 */
export function tie(pid: number): () => void {
  const tether = spawn('/bin/sh', ['-c', TETHER, 'tether', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  tether.on('error', () => undefined);
  tether.unref();
  return () => void tether.kill('SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The last process of the group ended by itself in the meantime.
  }
}
