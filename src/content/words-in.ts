/** The work of a search in texts, wherever it is done. */
import { searchedText } from '../mime/part-text.ts';
import { folded } from '../mime/search-text.ts';
import type { EncodedPart } from '../use-cases/ports/content.ts';

/** Those of the needles, which are folded, that stand in the parts. */
export function wordsIn(parts: readonly EncodedPart[], needles: readonly string[]): readonly string[] {
  const text = folded(searchedText(parts));
  return needles.filter((needle) => text.includes(needle));
}
