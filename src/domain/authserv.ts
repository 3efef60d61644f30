/**
 * Whose Authentication-Results an account believes (RFC 8601 §2.5, §5; authserv-id): of servers named like its own IMAP
 * server or like the domain of its address, of its provider where that signs with another name, and of those configured.
 */
import type { AccountSettings } from './account.ts';

export interface AuthservTrust {
  /** `authservId` in lower case; empty for a server that gives none. */
  readonly trusts: (authservId: string) => boolean;
  /** True for a server that writes each check into a field of its own. */
  readonly splits: boolean;
}

interface Provider {
  /** Ends of the names of its IMAP servers. */
  readonly hosts: readonly string[];
  /** Names, and with a leading dot ends of names, that it signs with; empty: it signs with none. */
  readonly ids: readonly string[];
  readonly splits?: true;
}

const providers: readonly Provider[] = [
  { hosts: ['gmail.com', 'googlemail.com', 'google.com'], ids: ['mx.google.com'] },
  { hosts: ['office365.com', 'outlook.com', 'hotmail.com', 'live.com'], ids: ['', '.outlook.com'] },
  { hosts: ['mail.me.com', 'icloud.com'], ids: ['.icloud.com', '.mail.me.com'], splits: true },
  { hosts: ['yahoo.com', 'aol.com'], ids: ['.yahoo.com', '.aol.com'] },
  { hosts: ['fastmail.com'], ids: ['.messagingengine.com'] },
  { hosts: ['zoho.com', 'zoho.eu'], ids: ['mx.zohomail.com', 'mx.zohomail.eu'] },
  { hosts: ['yandex.com', 'yandex.ru'], ids: ['.yandex.net'] },
];

export function trustedAuthserv(
  { email, imap }: Pick<AccountSettings, 'email' | 'imap'>,
  configured: readonly string[],
): AuthservTrust {
  const host = (imap.tls?.serverName ?? imap.host).toLowerCase();
  const provider = providers.find(({ hosts }) => hosts.some((end) => isWithin(host, end)));
  const named = new Set([...configured.map((id) => id.toLowerCase()), ...(provider?.ids ?? [])]);
  const domains = [siteOf(host), email.slice(email.lastIndexOf('@') + 1).toLowerCase()];
  return {
    trusts: (id) =>
      named.has(id) ||
      [...named].some((end) => end.startsWith('.') && id.endsWith(end)) ||
      domains.some((domain) => domain !== '' && isWithin(id, domain)),
    splits: provider?.splits ?? false,
  };
}

function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

/** What mail servers are called within the domain that they serve. */
const mailLabel = /^(?:imap|imaps|imap4|mail|email|mailbox|webmail|mx|smtp|pop|pop3|in|incoming|secure)\d*$/;
/** Under these anybody may register a name, so nobody's servers are named by them alone: `co.uk`, `com.au`. */
const publicSuffix = /^(?:ac|co|com|edu|go|gob|gov|gv|ne|net|nom|or|org|sch)\.[a-z]{2}$/;

/** `imap.example.org` → `example.org`; any other name stays whole, addresses are nobody's name. */
function siteOf(host: string): string {
  if (/^[\d.]+$|:/.test(host)) return '';
  const [first = '', ...rest] = host.split('.');
  if (rest.length === 0) return '';
  const domain = rest.join('.');
  return rest.length > 1 && mailLabel.test(first) && !publicSuffix.test(domain) ? domain : host;
}
