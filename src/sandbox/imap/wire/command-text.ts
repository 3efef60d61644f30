/**
 * Reads one command whole from the client: its line, and the literals in it with the go-ahead that they wait
 * for (RFC 3501 §4.3, LITERAL+ and LITERAL- of RFC 7888). Refuses what is too long without keeping it.
 */
import { type Input, LongLine } from './input.ts';

/** Octets of a command's text without its literals. */
export const LONGEST_LINE = 64 * 1024;

/** A command as it came: `literals[i]` stands between `texts[i]` and `texts[i + 1]`. */
export interface CommandText {
  readonly tag: string;
  readonly name: string;
  readonly texts: readonly string[];
  readonly literals: readonly Buffer[];
}

/** A command that was not kept; `tag` is `*` where none could be read. */
export interface Unkept {
  readonly tag: string;
  readonly name: string;
  readonly reason: 'line-too-long' | 'literal-too-long' | 'literal-not-offered';
}

/** A literal that was announced. */
export interface Announced {
  readonly tag: string;
  readonly name: string;
  readonly octets: number;
}

export interface LiteralRules {
  /** Octets that literals of this command may have together. */
  limit(name: string): number;
  /** Whether a literal of this size may come without waiting. */
  unasked(octets: number): boolean;
  /** Says `+`; false when the command was refused instead, and is over. */
  goAhead(announced: Announced): Promise<boolean>;
}

const LITERAL = /\{(\d{1,20})(\+?)\}$/;
/** A tag is of visible ASCII without what means something elsewhere (RFC 3501 §9). */
const START = /^((?:(?![(){%*"\\+])[!-~]){1,1000}) (?:UID )?([^\s]{1,1000})/i;

/** The next command; null when the connection ended or the command was refused at its literal by `goAhead`. */
export async function readCommandText(
  input: Input,
  rules: LiteralRules,
): Promise<CommandText | Unkept | 'refused' | null> {
  const texts: string[] = [];
  const literals: Buffer[] = [];
  let octetsLeft = 0;
  let textLeft = LONGEST_LINE;
  let tag = '*';
  let name = '';
  let reason: Unkept['reason'] | null = null;
  for (;;) {
    const line = await input.readLine(Math.max(0, textLeft));
    if (line === null) return null;
    const tooLong = line instanceof LongLine;
    if (tooLong) reason ??= 'line-too-long';
    if (texts.length === 0) {
      const start = START.exec(tooLong ? line.head : line);
      tag = start?.[1] ?? '*';
      name = (start?.[2] ?? '').toUpperCase();
      octetsLeft = rules.limit(name);
    }
    const text = tooLong ? line.tail : line;
    // Every literal costs some text, so that a thousand empty ones end as well.
    textLeft -= text.length + 2;
    const literal = LITERAL.exec(text);
    if (literal === null) {
      texts.push(text);
      return reason === null ? { tag, name, texts, literals } : { tag, name, reason };
    }
    const octets = Number(literal[1]);
    const waits = literal[2] === '';
    if (octets > octetsLeft) reason = 'literal-too-long';
    else if (!waits && !rules.unasked(octets)) reason ??= 'literal-not-offered';
    if (waits) {
      if (reason !== null) return { tag, name, reason };
      if (!(await rules.goAhead({ tag, name, octets }))) return 'refused';
    }
    if (reason === null) {
      const content = await input.readOctets(octets);
      if (content === null) return null;
      octetsLeft -= octets;
      texts.push(text.slice(0, literal.index));
      literals.push(content);
    } else {
      if (!(await input.skip(octets))) return null;
      texts[0] ??= '';
    }
  }
}
