/**
 * Why the demo ends early, as a sentence for the person in front of it. Without a stack, by which the program
 * tells what its user can act on from what only its authors can.
 */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure';

  constructor(sentence: string, cause?: unknown) {
    super(sentence, { cause });
    delete this.stack;
  }

  static from(cause: unknown): DemoFailure {
    if (cause instanceof DemoFailure) return cause;
    return new DemoFailure(cause instanceof Error ? cause.message : String(cause), cause);
  }
}
