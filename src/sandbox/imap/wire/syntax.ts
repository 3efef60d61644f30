/** What is wrong with a command, thrown by whoever reads it and answered in one place. */

/** The command does not follow the grammar: answered `BAD`, nothing was done. */
export class BadSyntax extends Error {
  override readonly name = 'BadSyntax';
}

/** The command is understood and refused: answered `NO`, with RFC 5530's code where there is one. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string | null;

  constructor(code: string | null, text: string) {
    super(text);
    this.code = code;
  }
}

/** The session was ended by a BYE: nothing more is said. */
export class Severed extends Error {
  override readonly name = 'Severed';
}
