/** The file that a thread runs; apart, so that a runner of the sources can put in its place what Node understands. */
import { extname } from 'node:path';

export const threadEntry = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
