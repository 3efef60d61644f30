/** A private redis-server on a free port of the loopback interface, with everything in a folder of the caller. */
import { Redis } from 'ioredis';
import { accepts, MissingProgram, startChildServer, type ChildServer } from '../../src/redis/child-server.ts';
import { freePorts } from '../../src/demo/free-port.ts';

export interface RedisOptions {
  /** An existing folder. */
  readonly folder: string;
  /** `always` when absent, as the embedded Redis runs. */
  readonly appendfsync?: 'always' | 'everysec' | 'no';
  /** True when absent. */
  readonly appendonly?: boolean;
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Another one after `restart`. */
  readonly pid: number;
  /** Ends it when it still runs and starts it anew on the same port with the same data. */
  restart(): Promise<void>;
  kill(signal: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
  /** Removes every key. */
  flush(): Promise<void>;
}

export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  const { folder, appendfsync = 'always', appendonly = true } = options;
  const launch = async (port: number): Promise<ChildServer> => {
    const settings = {
      port,
      bind: '127.0.0.1',
      dir: folder,
      save: '',
      appendonly: appendonly ? 'yes' : 'no',
      appendfsync,
      'maxmemory-policy': 'noeviction',
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    try {
      return await startChildServer({
        command: 'redis-server',
        args,
        ready: () => accepts({ host: '127.0.0.1', port }),
      });
    } catch (cause) {
      if (!(cause instanceof MissingProgram)) throw cause;
      throw new Error('The tests need redis-server (Debian package: redis-server).', { cause });
    }
  };
  const choosePort = async (): Promise<number> => (await freePorts(1))[0] ?? 0;

  let port = await choosePort();
  let server = await launch(port).catch(async () => {
    port = await choosePort();
    return await launch(port);
  });
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    port,
    get pid() {
      return server.pid;
    },
    async restart() {
      await server.stop();
      server = await launch(port);
    },
    kill: (signal) => server.kill(signal),
    stop: () => server.stop(),
    async flush() {
      const client = new Redis(url);
      await client.flushall();
      client.disconnect();
    },
  };
}
