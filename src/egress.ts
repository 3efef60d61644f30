/**
 * Outgoing names become addresses here, once, and only checked addresses come back: who connects to nothing else is
 * safe from names that answer differently the second time. The rule itself is `domain/egress.ts`.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { canonicalHost, createEgressRule, isLocalhost, type EgressPurpose } from './domain/egress.ts';
import { GatewayError } from './domain/errors.ts';
import type { Egress, ResolvedHost } from './use-cases/ports/service.ts';

/** Every address of a name; rejects as `dns.lookup` does when there is none. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export interface EgressOptions {
  /** Addresses, CIDR ranges, host names. */
  readonly allow: readonly string[];
  /** The system's resolver when absent. */
  readonly lookup?: Lookup;
  readonly lookupTimeoutMs?: number;
}

/** Throws an Error that names the entry of `allow` which cannot be understood. */
export function createEgress(options: EgressOptions): Egress {
  const { allow, lookup = systemAddresses, lookupTimeoutMs = 10_000 } = options;
  const rule = createEgressRule(allow);

  /** The canonical host; throws for what is refused without a resolver. */
  const checkHost = (text: string, port: number, purpose: EgressPurpose): string => {
    const host = canonicalHost(text);
    if (host === null) throw refused('The host is no valid host name or address.');
    if (isIP(host) !== 0 && !rule.allowsAddress(host)) throw notPublic();
    if (isLocalhost(host) && rule.loopback.length === 0) throw notPublic();
    if (!rule.allowsPort(host, port, purpose)) {
      throw refused(`Port ${port} is not one that this service connects to for this purpose.`);
    }
    return host;
  };

  const addressesOf = async (host: string): Promise<readonly string[]> => {
    if (isIP(host) !== 0) return [host];
    if (isLocalhost(host)) return rule.loopback;
    const addresses = await inTime(lookup(host), lookupTimeoutMs);
    // A host listed by name is trusted wherever it points; of any other, every answer has to be allowed.
    if (!rule.isListed(host) && !addresses.every((address) => rule.allowsAddress(address))) throw notPublic();
    return addresses;
  };

  return {
    checkUrl(url) {
      if (url.protocol !== 'https:' && url.protocol !== 'http:') {
        throw refused('Only https: and http: addresses are called.');
      }
      if (url.username !== '' || url.password !== '') {
        throw refused('An address with a user name or password in it is not called; use a header instead.');
      }
      const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
      const host = checkHost(url.hostname, port, 'webhook');
      if (url.protocol === 'http:' && !rule.isListed(host)) {
        throw refused('An http: address is only called on hosts that the operator allows; use https:.');
      }
    },

    async resolve(host, port, purpose): Promise<ResolvedHost> {
      const addresses = await addressesOf(checkHost(host, port, purpose));
      return { addresses: addresses.map((address) => ({ address, family: isIP(address) === 4 ? 4 : 6 })) };
    },

    isListed(text) {
      const host = canonicalHost(text);
      return host !== null && rule.isListed(host);
    },
  };
}

async function systemAddresses(host: string): Promise<readonly string[]> {
  const answers = await systemLookup(host, { all: true, verbatim: true });
  return answers.map((answer) => answer.address);
}

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('The name was not resolved in time'), { code: 'ETIMEOUT' });
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function refused(detail: string): GatewayError {
  return new GatewayError('egress-refused', detail);
}

function notPublic(): GatewayError {
  return refused(
    'The host is not a public address, and the operator has not allowed it (POSTERN_EGRESS_ALLOW).',
  );
}
