/** Carries out what the faults say at each stage of a session: holds up, cuts off, silences, says rubbish. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ImapFault, ImapFaults, ImapMoment, ImapReply, ImapStage } from '../faults/imap.ts';
import type { Output } from './wire/output.ts';

export interface Strikes {
  /** What is to be said instead; null when the session goes on as it would. */
  meet(at: ImapStage, moment: ImapMoment): Promise<ImapReply | null>;
  /** Whether the untagged response is to be said; delays hold up the answer and nobody waits for them. */
  meetUntagged(moment: ImapMoment): boolean;
  /** Whether `strip-starttls` struck this connection. */
  readonly withoutStartTls: boolean;
  /** The `garbage` met at `starttls`: said once, in plain text right behind the OK. */
  takeInjected(): readonly string[];
}

export function createStrikes(faults: ImapFaults, output: Output): Strikes {
  let withoutStartTls = false;
  let injected: string[] = [];

  function suffer(fault: ImapFault): void {
    switch (fault.kind) {
      case 'drop':
        output.dropAfter(fault.afterOctets ?? 0);
        return;
      case 'throttle':
        output.throttle(fault.octetsPerSecond);
        return;
      case 'silence':
        output.silence();
        return;
      case 'garbage':
        if (fault.at === 'starttls') injected.push(fault.line);
        else output.line(fault.line);
        return;
      case 'strip-starttls':
        withoutStartTls = true;
        return;
      case 'refuse':
      case 'delay':
      case 'flood':
      case 'swallow':
        return;
    }
  }

  async function flood(text: string, times: number): Promise<void> {
    for (let said = 0; said < times && !output.mute; said += 1) {
      output.text(text);
      await output.drained();
      // The socket may take all that it is given, and others want their turn.
      await nextTurn();
    }
    output.flush();
  }

  return {
    async meet(at, moment) {
      let reply: ImapReply | null = null;
      for (const fault of faults.strike(at, moment)) {
        if (fault.kind === 'refuse') reply ??= fault.reply;
        else if (fault.kind === 'delay') await output.pause(fault.ms);
        else if (fault.kind === 'flood') await flood(fault.text, fault.repeat ?? Infinity);
        else suffer(fault);
      }
      return reply;
    },

    meetUntagged(moment) {
      let said = true;
      for (const fault of faults.strike('untagged', moment)) {
        if (fault.kind === 'swallow') said &&= fault.untagged.toUpperCase() !== moment.untagged;
        else if (fault.kind === 'delay') output.delay(fault.ms);
        else suffer(fault);
      }
      return said;
    },

    get withoutStartTls() {
      return withoutStartTls;
    },
    takeInjected() {
      const taken = injected;
      injected = [];
      return taken;
    },
  };
}
