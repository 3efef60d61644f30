/** Identifiers of messages, threads and mailboxes as RFC 8474 §3 wants them: letters and digits, one case. */

export type ObjectIds = (kind: 'M' | 'T' | 'F') => string;

/** `random` in [0, 1). Never the same twice, whatever `random` answers. */
export function createObjectIds(random: () => number): ObjectIds {
  let made = 0;
  return (kind) => {
    made += 1;
    const guess = Math.floor(random() * 36 ** 6);
    return kind + made.toString(36).padStart(6, '0') + guess.toString(36).padStart(6, '0');
  };
}
