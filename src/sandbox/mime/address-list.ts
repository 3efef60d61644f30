/**
 * Address fields (RFC 5322 §3.4 and its obsolete forms §4.4), nothing decoded. Broken lists are read as far
 * as they make sense: no address of one is lost because of another.
 */
import { createScanner, type Scanner } from './structured.ts';

export type ListedAddress =
  | {
      readonly kind: 'mailbox';
      /** Unquoted; from the comment behind the address when there is no other. */
      readonly name: string | null;
      /** Source route such as `@a,@b`. */
      readonly route: string | null;
      /** null when there is none. */
      readonly local: string | null;
      readonly domain: string | null;
    }
  | { readonly kind: 'group-start'; readonly name: string }
  | { readonly kind: 'group-end' };

export type ListedMailbox = Extract<ListedAddress, { kind: 'mailbox' }>;

interface Word {
  readonly text: string;
  /** White space or a comment stands before it. */
  readonly apart: boolean;
}

const specials = '<>@,;:"()';

/** In their order; every group-start has its group-end. */
export function parseAddressList(field: string): readonly ListedAddress[] {
  const scanner = createScanner(field);
  const list: ListedAddress[] = [];
  let inGroup = false;
  for (;;) {
    scanner.lastComment();
    const words = readWords(scanner);
    const next = scanner.peek();
    if (next === ':') {
      scanner.take();
      if (inGroup) continue;
      inGroup = true;
      list.push({ kind: 'group-start', name: phrase(words) });
      continue;
    }
    if (next === '<') list.push(readAngle(scanner, phrase(words)));
    else if (next === '@' || words.length > 0) list.push(readPlain(scanner, words));
    skipToSeparator(scanner);
    const separator = scanner.take();
    if (inGroup && separator !== ',') {
      list.push({ kind: 'group-end' });
      inGroup = false;
    }
    if (separator === '') return list;
  }
}

export function mailboxesIn(field: string): readonly ListedMailbox[] {
  return parseAddressList(field).filter((address) => address.kind === 'mailbox');
}

/** `Name <local@domain>`: `local` and `domain` of an address in angle brackets, with its route. */
function readAngle(scanner: Scanner, name: string): ListedMailbox {
  scanner.take();
  scanner.skipSpace();
  let route = '';
  while ('@,'.includes(scanner.peek()) && !scanner.atEnd()) {
    route += scanner.take();
    route += joined(readDotted(scanner));
  }
  if (route !== '' && scanner.peek() === ':') scanner.take();
  else if (route !== '') return mailbox(name, null, '', route.slice(1));
  const local = joined(readWords(scanner));
  const domain = readDomain(scanner);
  return mailbox(name, route, local, domain);
}

/** `local@domain (Name)`; words before the local part are its name, and without an `@` there is only a name. */
function readPlain(scanner: Scanner, words: readonly Word[]): ListedMailbox {
  const start = localStart(words);
  const hasDomain = scanner.peek() === '@';
  const domain = readDomain(scanner);
  skipToSeparator(scanner);
  const comment = scanner.lastComment() ?? '';
  if (!hasDomain && start > 0) return mailbox(phrase(words), null, '', '');
  const name = start > 0 ? phrase(words.slice(0, start)) : comment;
  return mailbox(name, null, joined(words.slice(start)), domain);
}

function mailbox(name: string, route: string | null, local: string, domain: string): ListedMailbox {
  const orNull = (text: string | null): string | null => (text === '' ? null : text);
  return {
    kind: 'mailbox',
    name: orNull(name),
    route: orNull(route),
    local: orNull(local),
    domain: orNull(domain),
  };
}

/** The local part is the last word with all that dots tie to it. */
function localStart(words: readonly Word[]): number {
  let start = words.length - 1;
  while (start > 0) {
    const text = words[start]?.text ?? '';
    const before = words[start - 1]?.text ?? '';
    if (words[start]?.apart === true && !text.startsWith('.') && !before.endsWith('.')) break;
    start -= 1;
  }
  return Math.max(start, 0);
}

function readDomain(scanner: Scanner): string {
  if (scanner.peek() !== '@') return '';
  scanner.take();
  return joined(readDotted(scanner));
}

function readWords(scanner: Scanner): readonly Word[] {
  const words: Word[] = [];
  for (;;) {
    const apart = scanner.skipSpace();
    if (scanner.peek() === '"') words.push({ text: scanner.quoted(), apart });
    else {
      const text = scanner.word(specials);
      if (text !== '') words.push({ text, apart });
      // A closing parenthesis that nothing opened.
      else if (scanner.peek() === ')') scanner.take();
      else return words;
    }
  }
}

/** Words as long as dots tie them together, such as a domain or its literal. */
function readDotted(scanner: Scanner): readonly Word[] {
  const words: Word[] = [];
  for (;;) {
    scanner.skipSpace();
    if (words.length > 0 && !scanner.peek().startsWith('.') && !(words.at(-1)?.text.endsWith('.') ?? false)) {
      return words;
    }
    const text = scanner.peek() === '[' ? literal(scanner) : scanner.word(specials);
    if (text === '') return words;
    words.push({ text, apart: false });
  }
}

function literal(scanner: Scanner): string {
  const text = scanner.word(',;>]');
  return scanner.peek() === ']' ? text + scanner.take() : text;
}

function skipToSeparator(scanner: Scanner): void {
  while (!scanner.atEnd() && !',;'.includes(scanner.peek())) {
    if (scanner.peek() === '"') scanner.quoted();
    else if (!scanner.skipSpace()) scanner.take();
  }
}

function phrase(words: readonly Word[]): string {
  return words.map(({ text, apart }, index) => (apart && index > 0 ? ` ${text}` : text)).join('');
}

function joined(words: readonly Word[]): string {
  return words.map(({ text }) => text).join('');
}
