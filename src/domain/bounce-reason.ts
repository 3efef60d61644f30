/** What a refusal means, from its enhanced status code (RFC 3463) and, where that says little, from its words. */
import type { BounceReason } from './report.ts';

const byStatus: readonly (readonly [RegExp, BounceReason])[] = [
  [/^\d\.1\.(?:1|3|6)$/, 'no-such-mailbox'],
  [/^\d\.1\.(?:2|10)$/, 'no-such-domain'],
  [/^\d\.2\.1$/, 'mailbox-disabled'],
  [/^\d\.(?:2\.2|3\.1)$/, 'mailbox-full'],
  [/^\d\.(?:2\.3|3\.4)$/, 'too-large'],
  [/^\d\.7\.(?:20|21|22|23|24|25|26|27|29)$/, 'authentication'],
  [/^\d\.4\.(?:1|2|3|4|6|7)$/, 'unreachable'],
];

const byWords: readonly (readonly [RegExp, BounceReason])[] = [
  [/\b(?:spf|dkim|dmarc)\b/i, 'authentication'],
  [/spam|blacklist|blocklist|block list|block-list|reputation|unsolicited|spamhaus|\brbl\b/i, 'spam'],
  [/rate.?limit|too many (?:messages|connections|recipients)|throttl|temporarily deferred/i, 'rate-limited'],
  [/relay(?:ing)? (?:access )?(?:denied|not (?:permitted|allowed))|unable to relay/i, 'relay-denied'],
  [/quota|mailbox (?:is )?full|over.?quota|insufficient (?:system )?storage/i, 'mailbox-full'],
  [/too (?:large|big)|size limit|exceeds (?:the )?(?:maximum|size)/i, 'too-large'],
  [/(?:disabled|inactive|suspended|deactivated)/i, 'mailbox-disabled'],
  [
    /(?:no such|unknown|invalid|non-?existent|not a valid) (?:user|recipient|mailbox|address|account)|(?:user|recipient|mailbox|account|address)[^.;]{0,60}(?:unknown|not found|does(?:n't| not) exist|rejected|unavailable)|no mailbox here/i,
    'no-such-mailbox',
  ],
  [
    /(?:host|domain)[^.;]{0,60}(?:not found|unknown|does not exist)|no such (?:host|domain)|unrouteable|nxdomain/i,
    'no-such-domain',
  ],
  [/timed? ?out|connection (?:refused|reset|lost)|unreachable|retry time|no route/i, 'unreachable'],
  [/policy|not allowed|denied|rejected|administrative/i, 'policy'],
];

/** Words are looked at this far. */
const longestWords = 2_000;

/** null when there is neither a code nor a word; `other` for what is not known. */
export function bounceReason(status: string | null, diagnostic: string | null): BounceReason | null {
  if (status === null && diagnostic === null) return null;
  const words = (diagnostic ?? '').slice(0, longestWords);
  const known = byStatus.find(([code]) => status !== null && code.test(status))?.[1];
  // A server's words say more than 5.7.1 and the general codes.
  return known ?? byWords.find(([phrase]) => phrase.test(words))?.[1] ?? ofSubject(status);
}

function ofSubject(status: string | null): BounceReason {
  switch (status?.split('.')[1]) {
    case '7':
      return 'policy';
    case '4':
      return 'unreachable';
    default:
      return 'other';
  }
}
