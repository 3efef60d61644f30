/** How a message is signed or encrypted, by its structure alone: nothing is verified or decrypted here. */
export interface Security {
  /** S/MIME (RFC 8551), PGP/MIME (RFC 3156), or PGP armour in the text itself (RFC 9580 §6). */
  readonly kind: 'smime' | 'pgp' | 'pgp-inline';
  readonly signed: boolean;
  readonly encrypted: boolean;
}

/** PGP armour at the beginning of a line, in the text of a message; null when there is none. */
export function inlineSecurity(text: string): Security | null {
  const found = /^-----BEGIN PGP (MESSAGE|SIGNED MESSAGE)-----[ \t]*$/m.exec(text);
  if (found === null) return null;
  const signed = found[1] === 'SIGNED MESSAGE';
  return { kind: 'pgp-inline', signed, encrypted: !signed };
}
