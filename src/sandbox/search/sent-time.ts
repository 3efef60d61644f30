/** Sent date (RFC 5256 §2.2), as SORT and THREAD order by it. */
import { parseSentDate } from '../mime/date.ts';
import { firstField } from '../mime/header.ts';
import type { StoredMessage } from '../store/model.ts';

/** Milliseconds since 1970: of the Date field, else of the internal date. */
export function sentTime({ raw, internalDate }: StoredMessage): number {
  const field = firstField(raw, 0, raw.length, 'date');
  return (field === null ? null : parseSentDate(field))?.time ?? internalDate.getTime();
}
