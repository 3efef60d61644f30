/** What the scripts say to the person who waits: one short line for each thing that takes time or went wrong. */

/** @param {string} line */
export function tell(line) {
  process.stdout.write(`› ${line}\n`);
}

/** A failure whose message is all that a person needs; no stack is shown for it. */
export class Refusal extends Error {}
