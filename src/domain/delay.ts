/**
 * How long a recipient waits who was not taken for now: by what the server said, for each kind of refusal a
 * schedule of its own over two days (RFC 5321 §4.5.4.1). What is refused for good waits for nothing.
 */
import { bounceReason } from './bounce-reason.ts';
import { submissionSchedule, type Schedule } from './retry.ts';
import type { DelayCause, SmtpReply } from './recipient.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const { giveUpAfterMs } = submissionSchedule;

export const delaySchedules: Readonly<Record<DelayCause, Schedule>> = {
  // Five minutes are what most of them want, some less (RFC 6647 §2.5).
  greylisted: {
    stepsMs: [minute, 5 * minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour],
    giveUpAfterMs,
  },
  rest: { stepsMs: [second, second, 10 * second, minute, 10 * minute, hour], giveUpAfterMs },
  throttled: { stepsMs: [5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour], giveUpAfterMs },
  'mailbox-full': { stepsMs: [hour, 2 * hour, 4 * hour, 6 * hour], giveUpAfterMs },
  other: submissionSchedule,
};

/** Of a reply of 4yz; null: the server said nothing of the recipient. */
export function delayCause(reply: SmtpReply | null): DelayCause {
  if (reply === null) return 'other';
  const { code, enhanced, text } = reply;
  if (/gr[ae]y.?list/i.test(text)) return 'greylisted';
  if (enhanced === '4.5.3' || (code === 452 && /too many recipients/i.test(text))) return 'rest';
  // The server's own disk, or one connection too many: neither is the recipient's.
  if (enhanced === '4.3.1' || /too many (?:concurrent |simultaneous )?connections/i.test(text))
    return 'other';
  const reason = bounceReason(enhanced, text);
  if (reason === 'mailbox-full') return 'mailbox-full';
  // Milters and greylisters that do not say what they are.
  if (enhanced === '4.7.1' && reason !== 'rate-limited' && /try again|come back/i.test(text))
    return 'greylisted';
  return reason === 'rate-limited' || enhanced?.startsWith('4.7.') === true ? 'throttled' : 'other';
}
