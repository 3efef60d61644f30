/** A FETCH item by its name: which extension it is of, and how it is read from the command. */
import type { Session } from '../session.ts';
import type { Arguments } from '../wire/arguments.ts';
import type { FetchItem } from './item.ts';

/** An item by its name: reads what stands behind the name. */
export interface FetchItemKind {
  /** One of these must be among the capabilities. */
  readonly needs?: readonly string[];
  read(given: Arguments, session: Session): FetchItem;
}
