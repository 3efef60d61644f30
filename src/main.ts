#!/usr/bin/env node
/**
 * The `postern` program: reads the command line and the configuration, runs what was asked until a signal, and
 * closes in reverse.
 */
import { readFileSync } from 'node:fs';
import { compose } from './compose.ts';
import { ConfigError, loadConfig } from './config.ts';
import { runDemo } from './demo/demo.ts';
import { runSandbox } from './sandbox/command.ts';

const help = `postern: REST, GraphQL and webhooks over any IMAP/SMTP account

  postern serve      run the service (default)
  postern demo       bring up everything locally and show one message's way through it
  postern sandbox    IMAP and SMTP servers in memory, for tests and trials: see postern sandbox --help
  postern --version
  postern --help

Configuration is by environment: see docs/configuration.md.
`;

/** One Ctrl-C may reach us several times: from the terminal, from npm and from the script that started us. */
const sameSignalMs = 2_000;

/** Resolves at the first SIGINT or SIGTERM with its name; a later one that is a signal of its own ends the process at once. */
function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const stop = (signal: NodeJS.Signals): void => {
      first ??= performance.now();
      if (performance.now() - first > sameSignalMs) process.exit(1);
      resolve(signal);
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

async function serve(): Promise<void> {
  const stopped = untilSignal();
  const service = await compose(loadConfig());
  const signal = await stopped;
  service.log.info({ signal }, 'draining');
  await service.close();
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

async function main(words: readonly string[]): Promise<void> {
  const [command = 'serve', ...rest] = words;
  if (rest.length > 0 && command !== 'sandbox')
    throw new Error(`"${rest.join(' ')}" is not understood: see postern --help`);
  switch (command) {
    case 'serve':
      return serve();
    case 'demo':
      return runDemo({ untilSignal: untilSignal() });
    case 'sandbox':
      return runSandbox({
        words: rest,
        untilSignal: untilSignal(),
        print: (text) => void process.stdout.write(text),
      });
    case '--version':
      process.stdout.write(`${version()}\n`);
      return;
    case '--help':
      process.stdout.write(help);
      return;
    default:
      throw new Error(`There is no command "${command}": see postern --help`);
  }
}

/** A start that fails for a foreseen reason says so in words; only what was not foreseen shows where it happened. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const foreseen = error instanceof ConfigError || error.name === 'Error';
  return foreseen ? error.message : (error.stack ?? error.message);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`postern: ${explain(error)}\n`);
    process.exit(1);
  },
);
