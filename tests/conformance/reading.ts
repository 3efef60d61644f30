/** Takes from an answer on the wire what a scenario compares, without what servers are free to choose. */
import type { WireAnswer } from '../support/wire-client.ts';
import type { WireResponse, WireValue } from '../support/wire-response.ts';

/** `OK`, or with its code's first word: `NO TRYCREATE`. */
export function verdict({ status, code }: WireAnswer): string {
  return [status, code.split(' ')[0]].filter(Boolean).join(' ').toUpperCase();
}

/** The values behind an untagged response's name: those of `* LIST …` for `LIST`, of `* 3 FETCH …` with the number first. */
export function dataOf(untagged: readonly WireResponse[], name: string): readonly (readonly WireValue[])[] {
  return untagged.flatMap(({ data }) => {
    if (isWord(data[0], name)) return [data.slice(1)];
    return isWord(data[1], name) ? [[data[0] ?? null, ...data.slice(2)]] : [];
  });
}

/** The last number that was told: of `* 3 EXISTS` for `EXISTS`; null when none was. */
export function told(untagged: readonly WireResponse[], name: string): number | null {
  const number = dataOf(untagged, name).at(-1)?.[0];
  return typeof number === 'string' ? Number(number) : null;
}

/** Sequence number to its items, names in upper case; what several responses say of one message is put together. */
export function fetched(untagged: readonly WireResponse[]): Record<string, Record<string, WireValue>> {
  const messages: Record<string, Record<string, WireValue>> = {};
  for (const [number, items] of dataOf(untagged, 'FETCH')) {
    if (typeof number === 'string') messages[number] = { ...messages[number], ...pairs(items ?? null) };
  }
  return messages;
}

/** One item of every message, in order of sequence numbers. */
export function items(untagged: readonly WireResponse[], name: string): readonly (WireValue | undefined)[] {
  return Object.values(fetched(untagged)).map((message) => message[name]);
}

/** A list of names and values in turn as an object, names in upper case. */
export function pairs(list: WireValue): Record<string, WireValue> {
  if (!Array.isArray(list)) return {};
  const found: Record<string, WireValue> = {};
  for (let at = 0; at + 1 < list.length; at += 2) {
    const name = list[at] as WireValue;
    if (typeof name === 'string') found[name.toUpperCase()] = (list[at + 1] as WireValue | undefined) ?? null;
  }
  return found;
}

/** The numbers of SEARCH or SORT in the order told. */
export function numbers(untagged: readonly WireResponse[], name = 'SEARCH'): readonly number[] {
  return dataOf(untagged, name).flatMap((values) =>
    values.flatMap((value) => (typeof value === 'string' ? [Number(value)] : [])),
  );
}

/** ESEARCH (RFC 4731) without its tag. */
export function esearch(untagged: readonly WireResponse[]): Record<string, WireValue> {
  const values = dataOf(untagged, 'ESEARCH')[0] ?? [];
  const behindTag = Array.isArray(values[0]) ? values.slice(1) : values;
  const uid = isWord(behindTag[0], 'UID');
  return { ...(uid ? { UID: 'yes' } : {}), ...pairs(uid ? behindTag.slice(1) : behindTag) };
}

/** Flags in lower case and in order, without \Recent, which is gone since RFC 9051. */
export function flags(value: WireValue | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .flatMap((flag: WireValue) => (typeof flag === 'string' ? [flag.toLowerCase()] : []))
    .filter((flag) => flag !== '\\recent')
    .sort();
}

export interface Listed {
  readonly name: string;
  readonly attributes: readonly string[];
}

/** In order of names; attributes in lower case. */
export function listed(untagged: readonly WireResponse[], name = 'LIST'): readonly Listed[] {
  return dataOf(untagged, name)
    .map(([attributes, , mailbox]) => ({ name: String(mailbox), attributes: flags(attributes) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function names(untagged: readonly WireResponse[], name = 'LIST'): readonly string[] {
  return listed(untagged, name).map((mailbox) => mailbox.name);
}

function isWord(value: WireValue | undefined, word: string): boolean {
  return typeof value === 'string' && value.toUpperCase() === word;
}
