/**
 * node scripts/run.mjs demo|start|test|check|bench|soak|chaos [arguments]
 *
 * Makes ready what the command needs (npm packages, programs, the build), says in one line each what it does, and runs
 * it. Needs nothing but Node: it is what runs first in a fresh clone.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAside, runInFront } from './process.mjs';
import { Refusal, tell } from './tell.mjs';
import { installDependencies } from './prepare/dependencies.mjs';
import { raiseWatchLimits } from './prepare/kernel.mjs';
import { unpackCyrus } from './prepare/cyrus.mjs';
import { unpackPostfix } from './prepare/postfix.mjs';
import { installPrograms, MAIL_CLIENTS, MAIL_SERVERS } from './prepare/programs.mjs';
import { buildIfStale } from './prepare/build-if-stale.mjs';

const OLDEST_NODE = [20, 20];
const npx = (name, path) => `node_modules/${name}/${path}`;
const VITEST = npx('vitest', 'vitest.mjs');
const TSC = npx('typescript', 'bin/tsc');

/** Files in tests/soak. */
const SOAKS = ['sending'];

/** Each resolves to an exit code. */
const COMMANDS = {
  async demo(args) {
    await installDependencies();
    await buildIfStale();
    return runInFront(process.execPath, ['dist/main.js', 'demo', ...args]);
  },

  async start(args) {
    await installDependencies();
    const [command = 'serve', ...rest] = args;
    if (command === 'serve' && !process.env.REDIS_URL) await installRedisIfPossible();
    await buildIfStale();
    return runInFront(process.execPath, ['dist/main.js', command, ...rest]);
  },

  async test(args) {
    await installDependencies();
    await installPrograms([...MAIL_SERVERS, ...MAIL_CLIENTS, 'browser'], 'The test run');
    await unpackCyrus();
    await unpackPostfix();
    raiseWatchLimits();
    await buildIfStale();
    return runInFront(process.execPath, [VITEST, 'run', ...args]);
  },

  /** With --static: all but the tests. */
  async check(args) {
    await installDependencies();
    for (const [name, ...command] of STATIC_CHECKS) {
      const startedAt = Date.now();
      const { code, output } = await runAside(process.execPath, command);
      if (code !== 0) throw new Refusal(`${name}: not as it should be\n${output.trim()}`);
      tell(`${name}: as it should be (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    }
    return args.includes('--static') ? 0 : COMMANDS.test(args);
  },

  async bench(args) {
    await installDependencies();
    await installPrograms(MAIL_SERVERS, 'The benchmark');
    raiseWatchLimits();
    await buildIfStale();
    tell('compiling the benchmark');
    const { code, output } = await runAside(process.execPath, [TSC, '--project', 'tsconfig.bench.json']);
    if (code !== 0) throw new Refusal(`The benchmark does not compile:\n${output.trim()}`);
    return runInFront(process.execPath, ['--expose-gc', '.cache/bench/bench/run.js', ...args]);
  },

  async soak([name = '', ...args]) {
    if (!SOAKS.includes(name)) throw new Refusal(`usage: npm run soak -- ${SOAKS.join('|')} [arguments]`);
    await installDependencies();
    await installPrograms(['redis'], 'The soak test');
    await buildIfStale();
    return runTypeScript(`tests/soak/${name}.ts`, args);
  },

  async chaos(args) {
    await installDependencies();
    await installPrograms(MAIL_SERVERS, 'The chaos test');
    raiseWatchLimits();
    await buildIfStale();
    return runTypeScript('tests/chaos/run.ts', args);
  },
};

const STATIC_CHECKS = [
  ['generated files', 'scripts/generate.mjs', '--check'],
  ['format', npx('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
  ['lint', npx('eslint', 'bin/eslint.js'), '--max-warnings=0', '.'],
  ['types', TSC, '--noEmit'],
  ['build', 'scripts/build.mjs'],
];

function runTypeScript(file, args) {
  return runInFront(process.execPath, ['--import', './tests/support/typescript.mjs', file, ...args]);
}

/** The service can do without: it says then that it keeps nothing, or refuses. */
async function installRedisIfPossible() {
  try {
    await installPrograms(['redis'], 'A service without REDIS_URL');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(error.message);
  }
}

async function main([command = '', ...args]) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    throw new Refusal(
      `Postern needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
    );
  }
  if (!Object.hasOwn(COMMANDS, command)) {
    throw new Refusal(`usage: node scripts/run.mjs ${Object.keys(COMMANDS).join('|')} [arguments]`);
  }
  process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
  return COMMANDS[command](args);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
