/** How many connections and waiting callers this process has, told to the telemetry whenever that changes. */
import type { Telemetry } from '../use-cases/ports/service.ts';

export interface ConnectionCount {
  change(which: 'commands' | 'watchers' | 'waiting', by: 1 | -1): void;
}

export function createConnectionCount(telemetry: Pick<Telemetry, 'connectionsChanged'>): ConnectionCount {
  const count = { commands: 0, watchers: 0, waiting: 0 };
  return {
    change(which, by) {
      count[which] += by;
      telemetry.connectionsChanged({ ...count });
    },
  };
}
