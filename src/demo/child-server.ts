/**
 * A server program of another project, run as a child in the foreground. The child leads a process group of its own,
 * so that Ctrl-C in the terminal reaches only this process, which then ends the child in order. A second small child
 * holds a pipe to this process and ends the server when the pipe breaks: not even SIGKILL leaves a server behind.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface ChildServer {
  readonly pid: number;
  /** False from the moment the program has ended, for whatever reason. */
  readonly running: boolean;
  /** Sends a signal to the program and all processes that it started, and for SIGKILL waits for the end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM, then SIGKILL after five seconds; resolves when the program has ended. */
  stop(): Promise<void>;
}

export interface ChildServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The server is ready once all of these ports of 127.0.0.1 accept a connection. */
  readonly ports: readonly number[];
  readonly readyWithinMs?: number;
}

/** Waits on the pipe; at its end, however that came, ends the group whose number it was given. */
const TETHER =
  'trap "" HUP INT TERM; read -r _; kill -TERM "-$1" 2>/dev/null; sleep 2; kill -KILL "-$1" 2>/dev/null; true';
const OUTPUT_KEPT = 4096;

/** Rejects with the last output of the program when it ends, or does not listen, within `readyWithinMs` (10 s). */
export async function startChildServer(options: ChildServerOptions): Promise<ChildServer> {
  const { command, args, ports, readyWithinMs = 10_000 } = options;
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  let output = '';
  const keep = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-OUTPUT_KEPT));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let running = true;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      running = false;
      resolve();
    });
  });
  if (child.pid === undefined) {
    const [cause] = (await once(child, 'error')) as [Error];
    throw new Error(`${command} could not be started`, { cause });
  }
  const pid = child.pid;
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
    process.kill(pid, 'SIGTERM');
    const patience = new AbortController();
    await Promise.race([ended, delay(5_000, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    await kill('SIGKILL');
  };

  const deadline = Date.now() + readyWithinMs;
  for (const port of ports) {
    while (!(await accepts(port))) {
      if (!running || Date.now() > deadline) {
        await stop();
        throw new Error(`${command} did not start: ${output.trim() || 'it said nothing'}`);
      }
      await delay(10);
    }
  }
  return {
    pid,
    get running() {
      return running;
    },
    kill,
    stop,
  };
}

function tie(pid: number): () => void {
  const tether = spawn('/bin/sh', ['-c', TETHER, 'tether', String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  tether.on('error', () => undefined);
  tether.unref();
  return () => tether.kill('SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The last process of the group ended by itself in the meantime.
  }
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
