/** All specimens, each with a name of its own. The classes are those that the suites of well-known parsers cover. */
import { addresses } from './addresses.ts';
import { charsets } from './charsets.ts';
import { dates } from './dates.ts';
import { encodedWords } from './encoded-words.ts';
import { encodings } from './encodings.ts';
import { everyday } from './everyday.ts';
import type { Specimen } from './mime.ts';
import { parameters } from './parameters.ts';
import { structures } from './structures.ts';
import { suites } from './suites.ts';
import { wrappedUp } from './tnef.ts';

export const corpus: readonly Specimen[] = [
  ...everyday,
  ...charsets,
  ...encodedWords,
  ...addresses,
  ...dates,
  ...parameters,
  ...encodings,
  ...structures,
  ...wrappedUp,
  ...suites,
];
