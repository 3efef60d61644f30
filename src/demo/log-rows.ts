/** The service's own log on the timeline: what it warns of stands where it happened, in words. */
import type { Timeline } from './timeline.ts';

interface LogLine {
  readonly level: string;
  readonly time: string;
  readonly msg: string;
  readonly accountId?: string;
}

/** Where the log's JSON lines go. */
export function logInto(timeline: Timeline): { write(line: string): void } {
  return {
    write(line) {
      const { level, time, msg, accountId = '' } = JSON.parse(line) as LogLine;
      const detail = `${level}: ${msg}`;
      timeline.add({
        at: Date.parse(time),
        step: 'log',
        account: accountId,
        detail,
        journey: null,
        tone: 'bad',
      });
    },
  };
}
