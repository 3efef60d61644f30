/**
 * dist/: the program as JavaScript, and in dist/assets all that it serves or reads at run time: the contracts, the
 * errors' descriptions, and the pages' scripts and styles, which come from packages that the built program does without.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAside } from './process.mjs';
import { Refusal } from './tell.mjs';

const ASSETS = {
  'openapi.yaml': 'openapi.yaml',
  'schema.graphql': 'schema.graphql',
  'docs/errors.md': 'errors.md',
  'src/api/pages/docs.html': 'pages/docs.html',
  'src/api/pages/docs.js': 'pages/docs.js',
  'src/api/pages/graphiql.html': 'pages/graphiql.html',
  'src/api/pages/playground.js': 'pages/playground.js',
  'src/api/pages/pages.css': 'pages/pages.css',
  'src/sandbox/control/page/page.html': 'sandbox/page.html',
  'src/sandbox/control/page/page.css': 'sandbox/page.css',
  'src/sandbox/control/page/page.js': 'sandbox/page.js',
  'node_modules/swagger-ui-dist/swagger-ui.css': 'swagger-ui/swagger-ui.css',
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js': 'swagger-ui/swagger-ui-bundle.js',
  'node_modules/swagger-ui-dist/swagger-ui-standalone-preset.js':
    'swagger-ui/swagger-ui-standalone-preset.js',
  'node_modules/swagger-ui-dist/LICENSE': 'swagger-ui/LICENSE',
  'node_modules/swagger-ui-dist/NOTICE': 'swagger-ui/NOTICE',
  'node_modules/graphiql/graphiql.min.css': 'graphiql/graphiql.min.css',
  'node_modules/graphiql/graphiql.min.js': 'graphiql/graphiql.min.js',
  'node_modules/graphiql/LICENSE': 'graphiql/LICENSE',
  'node_modules/react/umd/react.production.min.js': 'graphiql/react.production.min.js',
  'node_modules/react/LICENSE': 'graphiql/LICENSE.react',
  'node_modules/react-dom/umd/react-dom.production.min.js': 'graphiql/react-dom.production.min.js',
};

/** Written last: there is no complete build without it. */
export const BUILT_AT = 'dist/.built';
/** All that a build reads, installed packages aside. */
export const INPUTS = [
  'src',
  'openapi.yaml',
  'schema.graphql',
  'docs/errors.md',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/build.mjs',
];

/** Expects to run in the project's root. */
export async function build() {
  rmSync(BUILT_AT, { force: true });
  const { code, output } = await runAside(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '--project',
    'tsconfig.build.json',
  ]);
  if (code !== 0) throw new Refusal(`The sources do not compile:\n${output.trim()}`);
  removeStale('dist');
  rmSync('dist/assets', { recursive: true, force: true });
  for (const [from, to] of Object.entries(ASSETS)) {
    const target = join('dist/assets', to);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(from, target);
  }
  writeFileSync(BUILT_AT, '');
}

/** Output whose source is gone. */
function removeStale(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === join('dist', 'assets')) continue;
    if (entry.isDirectory()) {
      removeStale(path);
      if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
    } else if (/\.js(\.map)?$/.test(entry.name)) {
      const source = path.replace(/^dist/, 'src').replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(source)) rmSync(path);
    }
  }
}

const self = fileURLToPath(import.meta.url);
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === self) {
  process.chdir(dirname(dirname(self)));
  await build().catch((error) => {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  });
}
