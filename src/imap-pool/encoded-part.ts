/** A part with what was fetched of it, for whoever decodes it. Pure. */
import type { EncodedPart } from '../use-cases/ports/content.ts';
import type { Row } from './fetch-rows.ts';
import type { Part } from './structure.ts';
import { octetsOf } from './to-message.ts';

export function encodedPart(row: Row, part: Part): EncodedPart {
  const is = (name: string, value: string): boolean => part.parameters.get(name)?.toLowerCase() === value;
  return {
    type: part.type,
    octets: octetsOf(row.items.get(`BODY[${part.section}]`)),
    size: part.size,
    encoding: part.encoding,
    charset: part.parameters.get('charset') ?? null,
    flowed: part.type === 'text/plain' && is('format', 'flowed'),
    delSp: is('delsp', 'yes'),
  };
}
