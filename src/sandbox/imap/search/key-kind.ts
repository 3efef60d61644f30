/** A key of SEARCH by its name: reads what stands behind the name. */
import type { SearchKey } from '../../search/key.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import type { Arguments } from '../wire/arguments.ts';

/** What a key may ask while it is read. */
export interface SearchContext {
  readonly session: Session;
  readonly view: View;
  readonly charset: string;
}

export interface KeyKind {
  /** One of these must be among the capabilities. */
  readonly needs?: readonly string[];
  read(given: Arguments, context: SearchContext): SearchKey;
}
