/** What a refusal means, from its enhanced status code (RFC 3463) and, where that says little, from its words. */
import type { BounceReason } from './report.ts';

const byStatus: readonly (readonly [RegExp, BounceReason])[] = [
  [/^\d\.1\.(?:1|3|6)$/, 'no-such-mailbox'],
  // Of the sender's address: the recipient is not to blame.
  [/^\d\.1\.(?:7|8)$/, 'policy'],
  [/^\d\.1\.2$/, 'no-such-domain'],
  [/^5\.2\.1$/, 'mailbox-disabled'],
  [/^\d\.(?:2\.2|3\.1)$/, 'mailbox-full'],
  [/^\d\.(?:2\.3|3\.4)$/, 'too-large'],
  // Too much at once: congestion, too many recipients, a flood.
  [/^\d\.(?:4\.5|5\.3|7\.28)$/, 'rate-limited'],
  [/^\d\.7\.(?:20|21|22|23|24|25|26|27|29)$/, 'authentication'],
];

const byWords: readonly (readonly [RegExp, BounceReason])[] = [
  [
    /\b(?:spf|dkim|dmarc)\b|sender policy framework|unauthenticated (?:e-?mail|message)|authentication level|reverse dns|\bptr record|cannot find your (?:reverse )?host ?name/i,
    'authentication',
  ],
  [
    /rate.?limit|at a rate that|too (?:many (?:concurrent |simultaneous |open )?(?:messages(?! on)|connections|sessions|recipients)|much mail|quickly|fast)|throttl|thread limit|(?:daily|hourly|sending|relay) (?:\w+ )?(?:limit|quota)|(?:server|system) (?:is )?(?:too )?busy|temporarily deferred|gr[ae]y.?list/i,
    'rate-limited',
  ],
  [
    /spam|blacklist|blocklist|block list|block-list|reputation|unsolicited|\bjunk\b|phishing|suspicious|spamhaus|\brbl\b|dns.?bl\b|banned (?:sending )?ip|barracuda|client host \S+ blocked|\bblocked\b[^.]{0,20}see http/i,
    'spam',
  ],
  [
    /\bsender\b[^.;]{0,60}(?:reject|denied|not |block|invalid|fail|unknown|verif)|\bmail from\b[^.;]{0,60}(?:reject|denied|refus|not )/i,
    'policy',
  ],
  [
    /relay(?:ing)? (?:access )?(?:is )?(?:denied|prohibited|not (?:permitted|allowed))|(?:unable to|cannot|do(?:es)? not) relay|\brcpthosts\b/i,
    'relay-denied',
  ],
  [
    /quota|(?:mailbox|inbox|mailfolder|user)\b[^.;]{0,30} (?:is )?full|mailbox full|over.?quota|insufficient (?:system )?storage|out of storage|(?:exceeded|exhausted)\b[^.;]{0,30} storage|too many messages on|no space left|mailbox size limit/i,
    'mailbox-full',
  ],
  [/too (?:large|big)|size limit|size exceed|exceeds (?:the )?(?:maximum|size)/i, 'too-large'],
  [
    /disabled|inactive|(?<!temporarily )suspended|deactivated|no longer (?:active|in use)|(?:account|mailbox) (?:is |was |has been )?(?:locked|closed|terminated|expired)/i,
    'mailbox-disabled',
  ],
  [
    /resolver\.adr\.\w{0,2}recip|recipient address rejected: access denied|\bvalidrcptto\b/i,
    'no-such-mailbox',
  ],
  [/sendernotauthenticated|authentication required|transport\.rules|organi[sz]ation policy/i, 'policy'],
  [
    /(?:no such|unknown|invalid|illegal|non-?existent|not a valid|bad) (?:or illegal )?(?:local |destination )?(?:user|person|recipient|mailbox|address|account|alias)|addressee unknown|no mailbox (?:here|by)/i,
    'no-such-mailbox',
  ],
  [
    /(?:host|domain)(?: or domain)?(?: name)?[^.;]{0,60}(?:not found|unknown|does not exist|not accept mail)|(?:unknown|no such|couldn't find any|illegal) (?:host|domain)|domain \S{1,255} (?:does not exist|not found)|could not be resolved|non-?existent hosts?|unrouteable|nxdomain|null ?mx/i,
    'no-such-domain',
  ],
  [
    /(?:user|recipient|mailbox|account|address|e-?mail)\b[^.;]{0,80}(?:unknown|not found|not listed|does(?:n't| not) exist|rejected|unavailable|invalid)|(?:user|recipient|account|address|mailbox|recipient of your message)\b[^.;]{0,40} (?:does(?:n't| not) (?:have|exist)|not exist)|no mailbox here|not listed in|does not like recipient/i,
    'no-such-mailbox',
  ],
  [
    /timed? ?out|connection (?:refused|reset|lost)|unreachable|retry time|no route|lost connection|(?:unable to|could not|establish an smtp) connect|mail loop|loops? back|too many hops|hop count|expired/i,
    'unreachable',
  ],
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
  // RFC 7505; Exchange writes it of mailboxes, in words that are known.
  if (status?.endsWith('.1.10') === true) return 'no-such-domain';
  switch (status?.split('.')[1]) {
    case '7':
      return 'policy';
    case '4':
      return 'unreachable';
    default:
      return 'other';
  }
}

const statusCode = /(?<![\d.])[45]\.[0-7]\.\d{1,3}(?!\.?\d)/g;

/** The first enhanced code of a failure in these words, before general ones such as 5.0.0; addresses and versions are none. */
export function statusIn(words: string): string | null {
  const found = [...words.slice(0, longestWords).matchAll(statusCode)].map(([code]) => code);
  return found.find((code) => !isGeneral(code)) ?? found[0] ?? null;
}

/** The code that says more: many programs write 5.0.0 and leave what the server said in its words. */
export function exactStatus(status: string | null, diagnostic: string | null): string | null {
  if (status !== null && !isGeneral(status)) return status;
  const inWords = statusIn(diagnostic ?? '');
  if (status === null) return inWords;
  return inWords?.startsWith(status.slice(0, 2)) === true ? inWords : status;
}

function isGeneral(status: string): boolean {
  return status.endsWith('.0.0');
}
