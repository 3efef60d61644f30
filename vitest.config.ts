import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './tests/support/closing-line.ts';

// Vite would take the ES modules where Node takes the others, and two copies do not know each other's schemas.
const graphql = { find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') };
const threadEntry = fileURLToPath(new URL('tests/support/content-thread-entry.ts', import.meta.url));
const alias = [graphql, { find: /^\.\/thread-entry\.ts$/, replacement: threadEntry }];

const alone = ['tests/unit/**/*.test.ts', 'tests/*.test.ts'];
const withServers = ['ports', 'surfaces', 'integration', 'faults', 'e2e'].map(
  (ring) => `tests/${ring}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    reporters: ['default', new ClosingLine()],
    maxWorkers: 2,
    projects: [
      // What these files load, and those with servers, holds nothing that a test changes: it is loaded once for all of them.
      {
        resolve: { alias },
        test: { name: 'alone', include: alone, testTimeout: 5_000, isolate: false },
      },
      {
        resolve: { alias },
        test: {
          name: 'servers',
          include: withServers,
          globalSetup: 'tests/support/global-setup.ts',
          testTimeout: 20_000,
          hookTimeout: 30_000,
          isolate: false,
        },
      },
      { test: { name: 'sandbox', include: ['tests/sandbox/**/*.test.ts'], testTimeout: 10_000 } },
      {
        resolve: { alias },
        test: {
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts'],
          globalSetup: 'tests/conformance/servers.ts',
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
