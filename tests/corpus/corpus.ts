/** All specimens, each with a name of its own. The classes are those that the suites of well-known parsers cover. */
import { addresses } from './addresses.ts';
import { charsets } from './charsets.ts';
import { dates } from './dates.ts';
import { encodedWords } from './encoded-words.ts';
import type { Specimen } from './mime.ts';

export const corpus: readonly Specimen[] = [...charsets, ...encodedWords, ...addresses, ...dates];
