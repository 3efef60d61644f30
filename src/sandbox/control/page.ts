/** The page that lists what arrived: its files, which a build puts into `dist/assets/sandbox`. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Route } from './routes.ts';

const FILES = {
  'GET /': ['page.html', 'text/html; charset=utf-8'],
  'GET /page.css': ['page.css', 'text/css; charset=utf-8'],
  'GET /page.js': ['page.js', 'text/javascript; charset=utf-8'],
} as const;

export function pageRoutes(): Readonly<Record<string, Route>> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, [file, type]]) => [
      name,
      () => ({ type, body: readFileSync(placeOf(file)) }),
    ]),
  );
}

function placeOf(file: string): string {
  const built = fileURLToPath(new URL(`../../assets/sandbox/${file}`, import.meta.url));
  return existsSync(built) ? built : fileURLToPath(new URL(`page/${file}`, import.meta.url));
}
