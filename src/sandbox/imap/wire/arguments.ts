/**
 * Reads the arguments of one command: one method for each production of the grammar (RFC 3501 §9). Throws
 * BadSyntax for what does not follow it. Strings are octets, one per character (latin1), unless said otherwise.
 */
import type { SequenceSet } from '../../search/key.ts';
import type { CommandText } from './command-text.ts';
import { parseDateTime, parseDay } from './dates.ts';
import { inward, type Namespace, PLAIN_NAMESPACE, read } from './namespace.ts';
import { parseSequenceSet } from './sequence-set.ts';
import { BadSyntax } from './syntax.ts';

/** Parentheses deeper than this are refused. */
const DEEPEST = 64;

const ATOM = /[^\0-\x20\x7f-\xff(){%*"\\\]]+/y;
const ASTRING = /[^\0-\x20\x7f-\xff(){%*"\\]+/y;
const LIST_ATOM = /[^\0-\x20\x7f-\xff(){"\\]+/y;
const FLAG = /\\?[^\0-\x20\x7f-\xff(){%*"\\\]]+/y;
const QUOTED = /"((?:[^"\\\r\n\0]|\\["\\])*)"/y;
const NUMBER = /\d{1,20}/y;
const SET = /[\d*:,]+/y;
const WORD = /[A-Za-z0-9.=+-]+/y;

export class Arguments {
  readonly tag: string;
  readonly #texts: readonly string[];
  readonly #literals: readonly Buffer[];
  readonly #namespace: Namespace;
  #index = 0;
  #at = 0;
  #depth = 0;

  /** Begins after tag, command name and the space behind it. */
  constructor(command: CommandText, at: number, namespace = PLAIN_NAMESPACE) {
    this.#namespace = namespace;
    this.tag = command.tag;
    this.#texts = command.texts;
    this.#literals = command.literals;
    this.#at = at;
  }

  /** Whether everything was read. */
  get atEnd(): boolean {
    return this.#index === this.#literals.length && this.#at >= this.#text.length;
  }

  /** Where reading stands, for `since`. */
  mark(): { readonly index: number; readonly at: number } {
    return { index: this.#index, at: this.#at };
  }

  /** What was read since the mark, with literals as they are. */
  since(mark: { readonly index: number; readonly at: number }): string {
    if (mark.index === this.#index) return this.#text.slice(mark.at, this.#at);
    const pieces = [(this.#texts[mark.index] ?? '').slice(mark.at)];
    for (let index = mark.index; index < this.#index; index += 1) {
      const text = this.#texts[index + 1] ?? '';
      pieces.push(this.#literals[index]?.toString('latin1') ?? '');
      pieces.push(index + 1 === this.#index ? text.slice(0, this.#at) : text);
    }
    return pieces.join('');
  }

  end(): void {
    if (!this.atEnd) throw new BadSyntax('There is more than the command takes.');
  }

  /** The next character; empty at the end and before a literal. */
  peek(): string {
    return this.#text.charAt(this.#at);
  }

  /** Reads `text`, in any case, if it comes next. */
  accept(text: string): boolean {
    const next = this.#text.slice(this.#at, this.#at + text.length);
    if (next.toUpperCase() !== text.toUpperCase()) return false;
    this.#at += text.length;
    return true;
  }

  /** One character back, within the text that was read last. */
  back(): void {
    this.#at -= 1;
  }

  expect(text: string): void {
    if (!this.accept(text)) throw new BadSyntax(`Expected "${text}".`);
  }

  space(): void {
    if (!this.accept(' ')) throw new BadSyntax('Expected a space and another argument.');
  }

  /** Letters, digits and what names of items and options are made of, in capitals. */
  word(): string {
    return this.#match(WORD, 'a name').toUpperCase();
  }

  /** As `word`, without reading it; empty if none comes next. */
  peekWord(): string {
    WORD.lastIndex = this.#at;
    return WORD.exec(this.#text)?.[0].toUpperCase() ?? '';
  }

  atom(): string {
    return this.#match(ATOM, 'an atom');
  }

  number(): number {
    const number = Number(this.#match(NUMBER, 'a number'));
    if (!Number.isSafeInteger(number)) throw new BadSyntax('The number is too large.');
    return number;
  }

  positive(): number {
    const number = this.number();
    if (number === 0) throw new BadSyntax('The number must not be 0.');
    return number;
  }

  /** `mod-sequence-valzer` (RFC 7162 §7): of 63 bits, so that one above all that there are may be cut down to the highest exact number. */
  modseq(): number {
    const digits = this.#match(NUMBER, 'a mod-sequence');
    if (BigInt(digits) >= 2n ** 63n) throw new BadSyntax('The mod-sequence is too large.');
    return Math.min(Number(digits), Number.MAX_SAFE_INTEGER);
  }

  string(): string {
    const octets = this.octets();
    if (octets === null) throw new BadSyntax('Expected a string.');
    return octets.toString('latin1');
  }

  astring(): string {
    return this.octets()?.toString('latin1') ?? this.#match(ASTRING, 'a string');
  }

  /** An astring as the Unicode text that it is in `charset`. */
  text(charset: string): string {
    const octets = Buffer.from(this.astring(), 'latin1');
    return new TextDecoder(charset).decode(octets);
  }

  nstring(): string | null {
    return this.accept('NIL') ? null : this.string();
  }

  /** As the store knows it. */
  mailbox(): string {
    return inward(this.#namespace, this.#mailboxName(this.astring()));
  }

  /** What LIST puts before its patterns, as it is written. */
  reference(): string {
    return this.#mailboxName(this.astring());
  }

  /** A mailbox name that may hold wildcards, as it is written. */
  listMailbox(): string {
    return this.#mailboxName(
      this.octets()?.toString('latin1') ?? this.#match(LIST_ATOM, 'a mailbox pattern'),
    );
  }

  sequenceSet(): SequenceSet {
    const set = parseSequenceSet(this.#match(SET, 'a sequence set'));
    if (set === null) throw new BadSyntax('This is no sequence set.');
    return set;
  }

  flag(): string {
    return this.#match(FLAG, 'a flag');
  }

  /** `date`, quoted or not: YYYY-MM-DD. */
  day(): string {
    const day = parseDay(this.astring());
    if (day === null) throw new BadSyntax('This is no date.');
    return day;
  }

  dateTime(): Date {
    const date = parseDateTime(this.string());
    if (date === null) throw new BadSyntax('This is no date and time.');
    return date;
  }

  /** A quoted string or a literal, which may be one of 8 bits; null if neither comes next. */
  octets(): Buffer | null {
    if (this.peek() === '"') {
      QUOTED.lastIndex = this.#at;
      const match = QUOTED.exec(this.#text);
      if (match === null) throw new BadSyntax('The quoted string does not end.');
      this.#at = QUOTED.lastIndex;
      return Buffer.from((match[1] ?? '').replace(/\\(.)/g, '$1'), 'latin1');
    }
    const literal = this.#literals[this.#index];
    if (literal === undefined || this.#at < this.#text.length) return null;
    this.#index += 1;
    this.#at = 0;
    return literal;
  }

  /** What must be a literal (RFC 3501 §6.3.11). */
  literal(): Buffer {
    const octets = this.peek() === '"' ? null : this.octets();
    if (octets === null) throw new BadSyntax('Expected a literal.');
    return octets;
  }

  /** `(` items `)` with single spaces between; `none` says whether there may be no item. */
  list<Item>(item: () => Item, none: 'may-be-empty' | 'not-empty' = 'not-empty'): readonly Item[] {
    const items: Item[] = [];
    this.nested(() => {
      this.expect('(');
      if (none === 'may-be-empty' && this.accept(')')) return;
      do items.push(item());
      while (this.accept(' '));
      this.expect(')');
    });
    return items;
  }

  /** What may hold itself is read within this, so that its depth is bounded. */
  nested<Result>(read: () => Result): Result {
    if (this.#depth >= DEEPEST) throw new BadSyntax('This is nested too deeply.');
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  get #text(): string {
    return this.#texts[this.#index] ?? '';
  }

  #match(pattern: RegExp, what: string): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw new BadSyntax(`Expected ${what}.`);
    this.#at = pattern.lastIndex;
    return match[0];
  }

  #mailboxName(octets: string): string {
    const name = read(this.#namespace, octets);
    if (name === null) throw new BadSyntax('The mailbox name is not encoded as it must be.');
    return name;
  }
}
