/**
 * The variables of the environment: name, meaning, default, and how their text becomes a value. What is made of
 * them, and `docs/configuration.md`, is in `config.ts`.
 */
import { isIP } from 'node:net';

export const roles = ['api', 'watch', 'send', 'deliver'] as const;
export type Role = (typeof roles)[number];

export interface SecretKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Variable<T> {
  readonly name: string;
  readonly meaning: string;
  /** As one would write it; null when there is no default. */
  readonly fallback: string | null;
  /** What the documentation says of the default, where the value alone does not tell. */
  readonly fallbackNote?: string;
  /** Throws an Error whose message is the remedy. */
  readonly parse: (text: string) => T;
}

function whole(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < from || value > to)
      throw new Error(`give a whole number from ${from} to ${to}`);
    return value;
  };
}

function flag(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new Error('give true or false');
}

function oneOf<const T extends readonly string[]>(words: T): (text: string) => T[number] {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw new Error(`give one of ${words.join(', ')}`);
    return found;
  };
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function roleList(text: string): readonly Role[] {
  const wanted = list(text).map(oneOf(roles));
  if (wanted.length === 0) throw new Error(`give at least one of ${roles.join(', ')}`);
  return roles.filter((role) => wanted.includes(role));
}

function redisUrl(text: string): string {
  if (/^rediss?:\/\/\S+$/.test(text) || text.startsWith('/')) return text;
  throw new Error('give redis://host:port, rediss://host:port or the path of a socket');
}

function prefix(text: string): string {
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(text)) throw new Error('use 1–40 characters of A–Z a–z 0–9 . _ -');
  return text;
}

function adminKey(text: string): string {
  if (!/^ptn_[A-Za-z0-9]{4,40}_[A-Za-z0-9]{32,}$/.test(text)) {
    throw new Error('use ptn_<name>_<secret> with a secret of at least 32 letters and digits');
  }
  return text;
}

function secretKeys(text: string): readonly SecretKey[] {
  const keys = list(text).map((entry) => {
    const [id, encoded, ...rest] = entry.split(':');
    const key = Buffer.from(encoded ?? '', 'base64');
    if (id === undefined || !/^[A-Za-z0-9_-]{1,32}$/.test(id) || key.length !== 32 || rest.length > 0) {
      throw new Error(
        'give id:base64 of 32 bytes, for example from `openssl rand -base64 32`, several separated by commas',
      );
    }
    return { id, key };
  });
  if (new Set(keys.map((key) => key.id)).size !== keys.length)
    throw new Error('give every key an id of its own');
  return keys;
}

function egress(text: string): readonly string[] {
  return list(text).map((entry) => {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    if (
      bits !== undefined &&
      (family === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    ) {
      throw new Error(`"${entry}" is no CIDR such as 10.0.0.0/8 and no host name`);
    }
    return entry.toLowerCase();
  });
}

function publicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new Error('give an http(s) URL without query, such as https://mail.example.com');
  }
  return url.href.replace(/\/$/, '');
}

export const variables = {
  host: {
    name: 'POSTERN_HOST',
    meaning: 'Address on which the HTTP server listens.',
    fallback: '127.0.0.1',
    fallbackNote: '`127.0.0.1`; in the container image `0.0.0.0`',
    parse: String,
  },
  port: {
    name: 'POSTERN_PORT',
    meaning: 'Port on which the HTTP server listens; `0` takes a free one.',
    fallback: '8143',
    fallbackNote: '`8143`; `postern demo`: another one where that is taken',
    parse: whole(0, 65535),
  },
  redisUrl: {
    name: 'REDIS_URL',
    meaning: '`redis://`, `rediss://` or the path of a socket.',
    fallback: null,
    fallbackNote: 'none: embedded mode, a private Redis in the data folder',
    parse: redisUrl,
  },
  prefix: {
    name: 'POSTERN_PREFIX',
    meaning: 'Prefix of all keys in Redis.',
    fallback: 'postern',
    parse: prefix,
  },
  dataDir: {
    name: 'POSTERN_DATA_DIR',
    meaning: 'Folder of the embedded Redis and of generated keys (mode 0700).',
    fallback: './.postern',
    fallbackNote:
      '`./.postern`; `postern demo`: always one of its own that goes with it, as the mail servers of its accounts do',
    parse: String,
  },
  roles: {
    name: 'POSTERN_ROLES',
    meaning: 'What this process does: a comma list of `api`, `watch`, `send`, `deliver`.',
    fallback: 'api,watch,send,deliver',
    parse: roleList,
  },
  adminKey: {
    name: 'POSTERN_ADMIN_KEY',
    meaning: 'The first admin key, `ptn_<name>_<secret>`. Holds while it is set and is never stored.',
    fallback: null,
    fallbackNote: 'embedded mode: made, printed once, kept in the data folder',
    parse: adminKey,
  },
  secretKeys: {
    name: 'POSTERN_SECRET_KEYS',
    meaning:
      '`id:base64(32 bytes)[,older…]`: seal what is secret in Redis. The first one seals, all of them open.',
    fallback: null,
    fallbackNote: 'embedded mode: made and kept in the data folder; else required',
    parse: secretKeys,
  },
  egressAllow: {
    name: 'POSTERN_EGRESS_ALLOW',
    meaning:
      'CIDRs and hosts beyond public addresses that mail servers, webhooks, token endpoints and callbacks may have, comma-separated.',
    fallback: '',
    fallbackNote: 'empty; `postern demo`: loopback',
    parse: egress,
  },
  publicUrl: {
    name: 'POSTERN_PUBLIC_URL',
    meaning: 'Base of the URLs that the service gives out.',
    fallback: null,
    fallbackNote: 'from the request',
    parse: publicUrl,
  },
  rateLimit: {
    name: 'POSTERN_RATE_LIMIT',
    meaning: 'Requests a minute and key; `0` switches the limit off.',
    fallback: '6000',
    parse: whole(0, 10_000_000),
  },
  logLevel: {
    name: 'POSTERN_LOG_LEVEL',
    meaning: `One of ${logLevels.map((level) => `\`${level}\``).join(' ')}.`,
    fallback: 'info',
    parse: oneOf(logLevels),
  },
  allowVolatile: {
    name: 'POSTERN_ALLOW_VOLATILE',
    meaning: 'Serve although Redis has no append-only file; every 202 then carries `Durability: relaxed`.',
    fallback: 'false',
    parse: flag,
  },
  metricsPort: {
    name: 'POSTERN_METRICS_PORT',
    meaning:
      'Port on which `/metrics` answers without a key; else it needs an admin key for all accounts on the main port.',
    fallback: null,
    fallbackNote: 'none',
    parse: whole(1, 65535),
  },
  playground: {
    name: 'POSTERN_PLAYGROUND',
    meaning: 'Serve the GraphQL playground and allow introspection.',
    fallback: 'true',
    parse: flag,
  },
  graphqlPrice: {
    name: 'POSTERN_GRAPHQL_PRICE',
    meaning:
      'IMAP round trips that one GraphQL operation may be expected to cost; a dearer one is refused with its price.',
    fallback: '200',
    parse: whole(1, 1_000_000),
  },
  contentThreads: {
    name: 'POSTERN_CONTENT_THREADS',
    meaning:
      'Threads that read the bodies of messages and search in them; each may take 160 MB while it reads a hostile one.',
    fallback: '2',
    parse: whole(1, 64),
  },
  messageCacheMegabytes: {
    name: 'POSTERN_MESSAGE_CACHE_MB',
    meaning:
      'Memory of this process, in MiB, for what it has read of messages and what never changes of them (envelopes, structures, small bodies; never flags); `0` keeps nothing.',
    fallback: '64',
    parse: whole(0, 16_384),
  },
  imapConnections: {
    name: 'POSTERN_IMAP_CONNECTIONS',
    meaning: 'IMAP command connections of this process over all accounts.',
    fallback: '500',
    parse: whole(1, 100_000),
  },
  authservIds: {
    name: 'POSTERN_AUTHSERV_IDS',
    meaning:
      'Comma list of names (authserv-id of RFC 8601) whose Authentication-Results are believed, beside the account’s own server, domain and provider.',
    fallback: null,
    fallbackNote: 'none',
    parse: list,
  },
  imapTimeoutSeconds: {
    name: 'POSTERN_IMAP_TIMEOUT',
    meaning: 'Seconds that a request waits for the IMAP server before it answers `upstream-timeout`.',
    fallback: '30',
    parse: whole(1, 600),
  },
  smtpFinalTimeoutSeconds: {
    name: 'POSTERN_SMTP_FINAL_TIMEOUT',
    meaning: 'Seconds to wait for the answer to the final dot (RFC 5321 §4.5.3.2.6 asks for 600).',
    fallback: '600',
    parse: whole(1, 3600),
  },
  sendConcurrency: {
    name: 'POSTERN_SEND_CONCURRENCY',
    meaning: 'Messages that this process hands over at the same time.',
    fallback: '20',
    parse: whole(1, 1000),
  },
  deliverConcurrency: {
    name: 'POSTERN_DELIVER_CONCURRENCY',
    meaning:
      'Webhook requests that this process has under way at the same time; those that wait longer than 250 ms for their endpoint do not count.',
    fallback: '50',
    parse: whole(1, 1000),
  },
  journalDays: {
    name: 'POSTERN_JOURNAL_DAYS',
    meaning:
      'Days that events are kept for readers. Whoever comes later is told that the cursor has expired.',
    fallback: '8',
    parse: whole(7, 365),
  },
  journalMegabytes: {
    name: 'POSTERN_JOURNAL_SIZE',
    meaning:
      'Mebibytes of Redis memory that the journal may take; beyond them the oldest events go, whatever their age.',
    fallback: '2048',
    parse: whole(16, 1_048_576),
  },
  drainSeconds: {
    name: 'POSTERN_DRAIN',
    meaning: 'Seconds that work in flight gets after SIGTERM.',
    fallback: '25',
    parse: whole(0, 600),
  },
} as const satisfies Record<string, Variable<unknown>>;
