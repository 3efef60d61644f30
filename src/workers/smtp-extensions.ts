/** What a server offers in its reply to EHLO (RFC 5321 §4.1.1.1), as far as we use it. */

export interface SmtpExtensions {
  /** As they were offered: keywords with their parameters. */
  readonly lines: readonly string[];
  /** RFC 2920. */
  readonly pipelining: boolean;
  /** RFC 1870; `limit` in octets, null when it names none. */
  readonly size: { readonly limit: number | null } | null;
  /** RFC 6152. */
  readonly eightBitMime: boolean;
  /** RFC 6531. */
  readonly smtpUtf8: boolean;
  /** RFC 3461. */
  readonly dsn: boolean;
  /** RFC 8689. */
  readonly requireTls: boolean;
  /** Mechanisms of AUTH (RFC 4954), in upper case. */
  readonly auth: readonly string[];
}

/** `reply` with its codes, as it came; a reply to HELO offers nothing. */
export function extensionsIn(reply: string): SmtpExtensions {
  const offered = new Map<string, readonly string[]>();
  // The first line greets.
  const lines = reply
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.slice(4).trim());
  for (const line of lines) {
    // Some old servers write AUTH=LOGIN.
    const [keyword = '', ...values] = line.split(/[ \t=]+/);
    const name = keyword.toUpperCase();
    offered.set(name, [...(offered.get(name) ?? []), ...values]);
  }
  const limit = Number(offered.get('SIZE')?.[0] ?? 0);
  return {
    lines: lines.filter((line) => line !== ''),
    pipelining: offered.has('PIPELINING'),
    size: offered.has('SIZE') ? { limit: Number.isSafeInteger(limit) && limit > 0 ? limit : null } : null,
    eightBitMime: offered.has('8BITMIME'),
    smtpUtf8: offered.has('SMTPUTF8'),
    dsn: offered.has('DSN'),
    requireTls: offered.has('REQUIRETLS'),
    auth: (offered.get('AUTH') ?? []).map((mechanism) => mechanism.toUpperCase()),
  };
}
