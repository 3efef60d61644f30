/**
 * Configuration: the environment, checked whole, as one frozen object. All problems are told at once, each
 * with its remedy. No other file reads the environment.
 */
import { readFileSync } from 'node:fs';
import { variables, type LogLevel, type Role, type SecretKey, type Variable } from './config-variables.ts';

export type { Role, SecretKey } from './config-variables.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** null: embedded mode, a private Redis in the data folder. */
  readonly redisUrl: string | null;
  readonly prefix: string;
  readonly dataDir: string;
  readonly roles: readonly Role[];
  /** null: embedded mode makes one. */
  readonly adminKey: string | null;
  /** The first one seals; empty: embedded mode makes one. */
  readonly secretKeys: readonly SecretKey[];
  readonly egressAllow: readonly string[];
  readonly publicUrl: string | null;
  /** Requests a minute and key; 0 switches it off. */
  readonly rateLimit: number;
  readonly logLevel: LogLevel;
  readonly allowVolatile: boolean;
  readonly metricsPort: number | null;
  readonly playground: boolean;
  /** Expected IMAP round trips that one GraphQL operation may cost. */
  readonly graphqlPrice: number;
  /** Worker threads that read bodies. */
  readonly contentThreads: number;
  /** Of this process; 0: no cache of messages. */
  readonly messageCacheMegabytes: number;
  readonly imapConnections: number;
  readonly imapTimeoutSeconds: number;
  readonly authservIds: readonly string[];
  readonly smtpFinalTimeoutSeconds: number;
  readonly sendConcurrency: number;
  readonly deliverConcurrency: number;
  readonly journalDays: number;
  /** Of Redis' memory. */
  readonly journalMegabytes: number;
  readonly drainSeconds: number;
  readonly production: boolean;
}

/** Told as one message: every problem with its remedy, a line each. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable or of the file that `<name>_FILE` names; undefined when neither is set. */
function textOf(environment: Environment, name: string, problems: string[]): string | undefined {
  const direct = environment[name];
  const file = environment[`${name}_FILE`];
  if (direct !== undefined && direct !== '') {
    if (file !== undefined) problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
    return direct;
  }
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    problems.push(
      `${name}_FILE cannot be read (${error instanceof Error ? error.message : 'unknown reason'})`,
    );
    return undefined;
  }
}

/** Throws `ConfigError` with all problems. */
export function loadConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const read = <T>(variable: Variable<T>): T | null => {
    const text = textOf(environment, variable.name, problems) ?? variable.fallback;
    if (text === null) return null;
    try {
      return variable.parse(text);
    } catch (error) {
      problems.push(`${variable.name}: ${error instanceof Error ? error.message : 'is not valid'}`);
      return null;
    }
  };
  const values = {
    host: read(variables.host) ?? '',
    port: read(variables.port) ?? 0,
    redisUrl: read(variables.redisUrl),
    prefix: read(variables.prefix) ?? '',
    dataDir: read(variables.dataDir) ?? '',
    roles: read(variables.roles) ?? [],
    adminKey: read(variables.adminKey),
    secretKeys: read(variables.secretKeys) ?? [],
    egressAllow: read(variables.egressAllow) ?? [],
    publicUrl: read(variables.publicUrl),
    rateLimit: read(variables.rateLimit) ?? 0,
    logLevel: read(variables.logLevel) ?? 'info',
    allowVolatile: read(variables.allowVolatile) ?? false,
    metricsPort: read(variables.metricsPort),
    playground: read(variables.playground) ?? true,
    graphqlPrice: read(variables.graphqlPrice) ?? 0,
    contentThreads: read(variables.contentThreads) ?? 0,
    messageCacheMegabytes: read(variables.messageCacheMegabytes) ?? 0,
    imapConnections: read(variables.imapConnections) ?? 0,
    imapTimeoutSeconds: read(variables.imapTimeoutSeconds) ?? 0,
    authservIds: read(variables.authservIds) ?? [],
    smtpFinalTimeoutSeconds: read(variables.smtpFinalTimeoutSeconds) ?? 0,
    sendConcurrency: read(variables.sendConcurrency) ?? 0,
    deliverConcurrency: read(variables.deliverConcurrency) ?? 0,
    journalDays: read(variables.journalDays) ?? 0,
    journalMegabytes: read(variables.journalMegabytes) ?? 0,
    drainSeconds: read(variables.drainSeconds) ?? 0,
    production: environment['NODE_ENV'] === 'production',
  } satisfies Config;
  const known: ReadonlySet<string> = new Set(Object.values(variables).map((variable) => variable.name));
  for (const name of Object.keys(environment)) {
    if (name.startsWith('POSTERN_') && !known.has(name.replace(/_FILE$/, ''))) {
      problems.push(`${name} is not a variable of this version: see docs/configuration.md for the list`);
    }
  }
  if (values.redisUrl !== null && values.secretKeys.length === 0) {
    problems.push(
      'POSTERN_SECRET_KEYS is required together with REDIS_URL: give main:<output of `openssl rand -base64 32`>',
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(values);
}

/**
 * What the environment says of one variable, unchecked; undefined when it says nothing: for who needs to tell a value that
 * was chosen from a default. Throws `ConfigError`.
 */
export function givenText(
  variable: keyof typeof variables,
  environment: Environment = process.env,
): string | undefined {
  const problems: string[] = [];
  const text = textOf(environment, variables[variable].name, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return text;
}

/** `docs/configuration.md`. */
export function describeConfiguration(): string {
  const rows = Object.values(variables).map((variable: Variable<unknown>) => {
    const fallback = variable.fallbackNote ?? `\`${variable.fallback ?? ''}\``;
    return `| \`${variable.name}\` | ${variable.meaning} | ${fallback} |`;
  });
  return [
    '# Configuration',
    '',
    'Postern is configured by its environment, which is checked whole at start: every problem is told in one',
    'message, with its remedy. Any variable may be given as `<NAME>_FILE`, the path of a file that holds its value.',
    '',
    '| variable | meaning | default |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
