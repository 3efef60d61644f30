/** What reports are read from, of a whole message: as the pool takes it apart, without a server between. */
import { readHeaders } from '../../src/imap-pool/header-fields.ts';
import { reportPartsOf } from '../../src/imap-pool/machine-parts.ts';
import { bodiesOf, readStructure, type Part } from '../../src/imap-pool/structure.ts';
import type { Token } from '../../src/imap-pool/exchange.ts';
import { decodeBody } from '../../src/content/decode-body.ts';
import { textOfHtml } from '../../src/content/html-text.ts';
import type { ReportSource } from '../../src/content/read-report.ts';
import type { Value } from '../../src/sandbox/imap/wire/value.ts';
import { bodyStructure } from '../../src/sandbox/mime/body-structure.ts';
import { parseMime } from '../../src/sandbox/mime/parse.ts';
import { sectionOf } from '../../src/sandbox/mime/section.ts';

export function reportSource(raw: Buffer): ReportSource {
  const root = parseMime(raw);
  const structure = readStructure(tokenOf(bodyStructure(raw, root, true)));
  if (structure === null) throw new Error('The message has no structure');
  const { status, original } = reportPartsOf(structure.root);
  const { text, html } = bodiesOf(structure.root);
  const textOf = (part: Part): string => {
    const path = part.section.split('.').map(Number);
    const octets = sectionOf(raw, root, { path, text: null, fields: [] }) ?? Buffer.alloc(0);
    const charset = part.parameters.get('charset') ?? null;
    const how = { encoding: part.encoding, charset, flowed: false, delSp: false, cutOff: false };
    return decodeBody(octets, how, 256 * 1024).text;
  };
  const words = text.length > 0 ? text.map(textOf) : html.map((part) => textOfHtml(textOf(part)));
  return {
    header: readHeaders(raw.subarray(0, root.bodyStart)),
    status: status === null ? null : { type: status.type, text: textOf(status) },
    original: original === null ? '' : textOf(original),
    text: words.join('\n'),
  };
}

function tokenOf(value: Value): Token {
  if (value === null) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return { type: 'STRING', value };
  if (typeof value === 'number' || typeof value === 'bigint') return { type: 'NUMBER', value: String(value) };
  if ('atom' in value) return { type: 'ATOM', value: value.atom };
  return value.map(tokenOf);
}
