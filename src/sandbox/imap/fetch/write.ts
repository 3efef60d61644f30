/** Writes one message's FETCH response. */
import type { Numbered } from '../../search/key.ts';
import type { Output } from '../wire/output.ts';
import type { FetchItems } from './item.ts';

/** `more` stands behind the items. Never throws. */
export function writeFetch(output: Output, items: FetchItems, numbered: Numbered, more = ''): void {
  output.text(`* ${numbered.sequence} FETCH (`);
  let separator = '';
  for (const item of items.values()) {
    output.text(separator);
    item.write(output, numbered);
    separator = ' ';
  }
  output.line(`${more})`);
}
