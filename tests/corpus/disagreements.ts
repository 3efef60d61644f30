/** Where Postern and the oracle read a message differently on purpose, and why. The test fails when one is missing or idle. */

export interface Disagreement {
  readonly because: string;
  /** Specimen → the values that differ. */
  readonly at: Readonly<Record<string, readonly string[]>>;
}

export const disagreements: readonly Disagreement[] = [];
