/** What FETCH can be asked for, one item at a time: read from the command, and written for each message. */
import type { Numbered } from '../../search/key.ts';
import type { Output } from '../wire/output.ts';

/** One item as it was asked for. */
export interface FetchItem {
  /** Asking for it makes the message `\Seen`. */
  readonly seen?: true;
  /** Throws Refused for a message that cannot be answered, before anything of it is written. */
  check?(numbered: Numbered): void;
  /** Writes name and value, as `FLAGS (\Seen)`. */
  write(output: Output, numbered: Numbered): void;
}

/** Items by what they were asked as, so that none is answered twice. */
export type FetchItems = ReadonlyMap<string, FetchItem>;
