/**
 * The one rule for outgoing connections (webhooks, mail servers, callbacks): public addresses, plus what the
 * operator lists (POSTERN_EGRESS_ALLOW). Pure: it judges hosts, addresses and ports; `src/egress.ts` resolves names.
 */
import { BlockList, isIP, isIPv6 } from 'node:net';

export type EgressPurpose = 'imap' | 'smtp' | 'webhook';

export interface EgressRule {
  /**
   * True for a host that the operator lists by name, or a literal address in a listed range. A listed host may also be
   * spoken to without TLS and on unusual ports. `host` as `canonicalHost` gives it.
   */
  isListed(host: string): boolean;
  /** Whether this address may be connected to; `address` in any notation that `node:net` takes, without a zone. */
  allowsAddress(address: string): boolean;
  allowsPort(host: string, port: number, purpose: EgressPurpose): boolean;
  /** The listed ones of the loopback addresses: all that `localhost` can mean (RFC 6761 §6.3). */
  readonly loopback: readonly string[];
}

const ports: Readonly<Record<EgressPurpose, readonly number[]>> = {
  imap: [143, 993],
  smtp: [25, 465, 587, 2525],
  webhook: [80, 443, 8080, 8443],
};

/** IPv4 ranges that are not the public internet (IANA special-purpose registry, RFC 6890). */
const privateV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** What is public of IPv6: global unicast, and IPv4 behind NAT64 (RFC 6052), which is judged by the IPv4 rules. */
const publicV6 = ['2000::/3', '64:ff9b::/96'];

/** Exceptions from `publicV6`: Teredo, ORCHID, benchmarking, documentation, 6to4, and their like. */
const privateV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/**
 * `allow`: addresses, ranges in CIDR notation, host names. Throws an Error that names the entry which is none of them.
 */
export function createEgressRule(allow: readonly string[]): EgressRule {
  const listedAddresses = new BlockList();
  const listedHosts = new Set<string>();
  for (const entry of allow) {
    if (addRange(listedAddresses, entry)) continue;
    const host = canonicalHost(entry);
    if (host === null || isIP(host) !== 0) {
      throw new Error(`"${entry}" is neither an address, a range such as 10.0.0.0/8, nor a host name.`);
    }
    listedHosts.add(host);
  }
  const refused = ranges([...privateV4, ...privateV4.map(behindNat64), ...privateV6]);
  const reachable = ranges(['0.0.0.0/0', ...publicV6]);

  const allowsAddress = (address: string): boolean => {
    const family = familyOf(address);
    if (family === null) return false;
    if (listedAddresses.check(address, family)) return true;
    // Mapped addresses (::ffff:0:0/96) are nobody's DNS answer, and BlockList would judge them as IPv4.
    if (family === 'ipv6' && isMapped(address)) return false;
    return reachable.check(address, family) && !refused.check(address, family);
  };
  const isListedAddress = (address: string): boolean => {
    const family = familyOf(address);
    return family !== null && listedAddresses.check(address, family);
  };
  const loopback = ['127.0.0.1', '::1'].filter(isListedAddress);
  const isListed = (host: string): boolean =>
    listedHosts.has(host) || (isLocalhost(host) ? loopback.length > 0 : isListedAddress(host));

  return {
    isListed,
    allowsAddress,
    allowsPort: (host, port, purpose) => {
      if (!Number.isInteger(port) || port < 1 || port > 65535) return false;
      if (ports[purpose].includes(port)) return true;
      return isListed(host) && (purpose !== 'webhook' || port >= 1024);
    },
    loopback,
  };
}

/**
 * One spelling for every spelling of a host, as the URL standard parses it (https://url.spec.whatwg.org/#host-parsing):
 * lower case, IDNA in ASCII, `0x7f.1` and `2130706433` as dotted IPv4, IPv6 compressed and without brackets, no
 * trailing dot. null for what is no host.
 */
export function canonicalHost(host: string): string | null {
  if (/[\s/\\@#?%[\]]/.test(host.replace(/^\[(.*)\]$/, '$1'))) return null;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const isV6 = isIPv6(bare);
  if (bare === '' || (!isV6 && bare.includes(':'))) return null;
  try {
    const { hostname } = new URL(`http://${isV6 ? `[${bare}]` : bare}/`);
    const canonical = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
    return canonical === '' ? null : canonical;
  } catch {
    return null;
  }
}

/** `localhost` and the names below it: they never leave this machine and are not asked of a resolver. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  if (address.includes('%')) return null;
  const family = isIP(address);
  return family === 0 ? null : family === 4 ? 'ipv4' : 'ipv6';
}

function isMapped(address: string): boolean {
  return (canonicalHost(address) ?? '').startsWith('::ffff:');
}

function behindNat64(range: string): string {
  const [base = '', length = ''] = range.split('/');
  return `64:ff9b::${base}/${96 + Number(length)}`;
}

function ranges(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) addRange(list, entry);
  return list;
}

/** False for what is no address or range. */
function addRange(list: BlockList, entry: string): boolean {
  const [base = '', length, ...rest] = entry.split('/');
  const family = familyOf(base);
  if (family === null || rest.length > 0) return false;
  const longest = family === 'ipv4' ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return false;
  const bits = length === undefined ? longest : Number(length);
  if (bits > longest) return false;
  list.addSubnet(base, bits, family);
  return true;
}
