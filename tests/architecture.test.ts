/**
 * The shape of the house, held by a test: layers, cycles, who may use which library, and that only config
 * reads the environment (docs/adr/0001).
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');

interface Import {
  readonly from: string;
  /** A path below src for our own files, a package's name else. */
  readonly to: string;
  readonly own: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

function importsOf(file: string): Import[] {
  const text = readFileSync(join(source, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    if (fileName.startsWith('.')) {
      return { from: file, to: relative(source, resolve(source, dirname(file), fileName)), own: true };
    }
    const name = fileName.startsWith('@')
      ? fileName.split('/').slice(0, 2).join('/')
      : fileName.split('/')[0];
    return { from: file, to: name ?? fileName, own: false };
  });
}

const imports = files.flatMap(importsOf);

/** What each layer may import of our own; a file directly under src is its own layer. */
const layers: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  'use-cases': ['domain', 'use-cases'],
  api: ['domain', 'use-cases', 'api'],
  mime: ['mime'],
  content: ['domain', 'use-cases', 'mime', 'content'],
  'imap-pool': ['domain', 'use-cases', 'mime', 'imap-pool'],
  redis: ['domain', 'use-cases', 'redis'],
  workers: ['domain', 'use-cases', 'workers'],
  sandbox: ['sandbox'],
  'egress.ts': ['domain', 'use-cases'],
  'telemetry.ts': ['use-cases'],
  'config.ts': ['config-variables.ts'],
  'config-variables.ts': [],
  'data-folder.ts': ['domain'],
};

function layerOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** Which folders may use a library; all others are free for every layer above the use cases. */
const keepers: Readonly<Record<string, readonly string[]>> = {
  imapflow: ['imap-pool'],
  nodemailer: ['workers'],
  'sanitize-html': ['content'],
  turndown: ['content'],
  yazl: ['api'],
  bullmq: ['workers', 'redis'],
  ioredis: ['redis'],
  fastify: ['api'],
  mercurius: ['api'],
  '@fastify/busboy': ['api'],
  '@fastify/static': ['api'],
  '@fastify/websocket': ['api'],
  graphql: ['api'],
  'graphql-ws': ['api'],
  undici: ['workers'],
  'smtp-server': ['sandbox'],
  asn1js: ['sandbox'],
  pkijs: ['sandbox'],
  pino: ['telemetry.ts'],
  'prom-client': ['telemetry.ts'],
};

describe('the architecture', () => {
  it('lets every layer import only what lies below it', () => {
    const wrong = imports
      .filter((each) => each.own)
      .filter((each) => {
        const allowed = layers[layerOf(each.from)];
        return allowed !== undefined && !allowed.includes(layerOf(each.to));
      })
      .map((each) => `${each.from} imports ${each.to}`);
    expect(wrong).toEqual([]);
  });

  it('keeps the sandbox a house of its own, which only the program and the demo enter', () => {
    const visitors = imports
      .filter(({ from, to, own }) => own && layerOf(to) === 'sandbox' && layerOf(from) !== 'sandbox')
      .filter(({ from }) => !['demo', 'main.ts'].includes(layerOf(from)))
      .map(({ from, to }) => `${from} imports ${to}`);
    expect(visitors).toEqual([]);
  });

  it('keeps the domain free of packages and the use cases free of libraries', () => {
    const pure = ['node:crypto', 'node:buffer', 'node:net'];
    const wrong = imports
      .filter((each) => !each.own)
      .filter((each) => {
        if (layerOf(each.from) === 'domain') return !pure.includes(each.to);
        const builtin = each.to.startsWith('node:') || builtinModules.includes(each.to);
        return layerOf(each.from) === 'use-cases' && !builtin;
      })
      .map((each) => `${each.from} imports ${each.to}`);
    expect(wrong).toEqual([]);
  });

  it('keeps each library behind its one door', () => {
    const wrong = imports
      .filter((each) => !each.own && keepers[each.to] !== undefined)
      .filter((each) => !(keepers[each.to] ?? []).includes(layerOf(each.from)))
      .map((each) => `${each.from} imports ${each.to}`);
    expect(wrong).toEqual([]);
  });

  it('has no import cycles', () => {
    const graph = new Map<string, string[]>();
    for (const each of imports) {
      if (each.own) graph.set(each.from, [...(graph.get(each.from) ?? []), each.to]);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    const readers = files.filter(
      (file) => file !== 'config.ts' && /process\.env\b/.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(readers).toEqual([]);
  });

  it('uses named exports and no placeholder', () => {
    const wrong = files.filter((file) =>
      /^export default\b|\b(TODO|FIXME|XXX|HACK)\b|@ts-ignore|@ts-nocheck/m.test(
        readFileSync(join(source, file), 'utf8').replace(/^\/\*[\s\S]*?\*\/\s*(?=\/\* eslint)/, ''),
      ),
    );
    expect(wrong.filter((file) => !file.endsWith('.gen.ts'))).toEqual([]);
  });
});
