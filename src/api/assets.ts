/**
 * Where the files lie that the service hands out: in `dist/assets` of a build, in the project and its
 * packages when it runs from source.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Asset → where it is when nothing has been built, from the project's root. */
const sources = {
  'openapi.yaml': 'openapi.yaml',
  'schema.graphql': 'schema.graphql',
  'errors.md': 'docs/errors.md',
  'pages/pages.css': 'src/api/pages/pages.css',
  'pages/docs.html': 'src/api/pages/docs.html',
  'pages/docs.js': 'src/api/pages/docs.js',
  'pages/graphiql.html': 'src/api/pages/graphiql.html',
  'pages/playground.js': 'src/api/pages/playground.js',
  'swagger-ui/swagger-ui.css': 'node_modules/swagger-ui-dist/swagger-ui.css',
  'swagger-ui/swagger-ui-bundle.js': 'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  'graphiql/react.production.min.js': 'node_modules/react/umd/react.production.min.js',
  'graphiql/react-dom.production.min.js': 'node_modules/react-dom/umd/react-dom.production.min.js',
  'graphiql/graphiql.min.js': 'node_modules/graphiql/graphiql.min.js',
  'graphiql/graphiql.min.css': 'node_modules/graphiql/graphiql.min.css',
} as const;

export type AssetName = keyof typeof sources;

export function readAsset(name: AssetName): Promise<Buffer> {
  const built = fileURLToPath(new URL(`../assets/${name}`, import.meta.url));
  const source = fileURLToPath(new URL(`../../${sources[name]}`, import.meta.url));
  return readFile(existsSync(built) ? built : source);
}
