/**
 * The pages for people: API reference, GraphQL playground, the errors' entries. Everything that they load
 * comes from this service, under a policy that allows nothing else, so that they work with no internet.
 */
import type { FastifyInstance, FastifyReply, HTTPMethods, RouteHandlerMethod } from 'fastify';
import { notFound } from '../domain/errors.ts';
import { readAsset, type AssetName } from './assets.ts';
import { refuseOtherMethods } from './methods.ts';
import { errorPage, readErrorEntries } from './error-pages.ts';

interface PageAsset {
  readonly path: string;
  readonly asset: AssetName;
}

const docsAssets: readonly PageAsset[] = [
  { path: '/docs/swagger-ui.css', asset: 'swagger-ui/swagger-ui.css' },
  { path: '/docs/swagger-ui-bundle.js', asset: 'swagger-ui/swagger-ui-bundle.js' },
  { path: '/docs/docs.js', asset: 'pages/docs.js' },
  { path: '/docs/pages.css', asset: 'pages/pages.css' },
];

const playgroundAssets: readonly PageAsset[] = [
  { path: '/graphiql/react.production.min.js', asset: 'graphiql/react.production.min.js' },
  { path: '/graphiql/react-dom.production.min.js', asset: 'graphiql/react-dom.production.min.js' },
  { path: '/graphiql/graphiql.min.js', asset: 'graphiql/graphiql.min.js' },
  { path: '/graphiql/graphiql.min.css', asset: 'graphiql/graphiql.min.css' },
  { path: '/graphiql/playground.js', asset: 'pages/playground.js' },
  { path: '/graphiql/pages.css', asset: 'pages/pages.css' },
];

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
/** The playground's editor writes style elements. */
const playgroundPolicy = policy.map((directive) =>
  directive.startsWith('style-src') ? `${directive} 'unsafe-inline'` : directive,
);

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** `playground` false leaves /graphiql out. Throws when an error has no entry in docs/errors.md. */
export async function registerPages(
  app: FastifyInstance,
  { playground }: { readonly playground: boolean },
): Promise<void> {
  const entries = readErrorEntries((await readAsset('errors.md')).toString('utf8'));

  serve(app, { path: '/docs', asset: 'pages/docs.html' }, policy);
  for (const asset of docsAssets) serve(app, asset, policy);
  if (playground) {
    serve(app, { path: '/graphiql', asset: 'pages/graphiql.html' }, playgroundPolicy);
    for (const asset of playgroundAssets) serve(app, asset, playgroundPolicy);
  }

  read(app, '/errors/:code', (request, reply) => {
    const { code } = request.params as { readonly code: string };
    const entry = entries.get(code);
    if (entry === undefined) throw notFound('error code');
    protect(reply, policy).header('vary', 'accept');
    // Browsers name the type; `*/*` of a program is content with text.
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    return wantsPage
      ? reply.type('text/html; charset=utf-8').send(errorPage(entry, '../'))
      : reply.type('text/plain; charset=utf-8').send(`${entry.code}\n\n${entry.text}\n`);
  });
}

function serve(app: FastifyInstance, { path, asset }: PageAsset, directives: readonly string[]): void {
  const type = types[asset.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  let content: Promise<Buffer> | null = null;
  read(app, path, async (_request, reply) => {
    content ??= readAsset(asset);
    protect(reply, directives).type(type).header('cache-control', 'public, max-age=300');
    return await reply.send(await content);
  });
}

/** HEAD answers as GET does, without the body, which Node leaves out by itself. */
function read(app: FastifyInstance, url: string, handler: RouteHandlerMethod): void {
  const method: HTTPMethods[] = ['GET', 'HEAD'];
  app.route({ method, url, handler });
  refuseOtherMethods(app, url, method);
}

function protect(reply: FastifyReply, directives: readonly string[]): FastifyReply {
  return reply
    .header('content-security-policy', directives.join('; '))
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('x-frame-options', 'DENY');
}
