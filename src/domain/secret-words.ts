/**
 * A mail server may repeat what it was told. Its words are shown, kept and logged, so the secret goes out of them in
 * every spelling in which a login sends it: bare, in an IMAP quoted string, and in base64 (RFC 4616, SASL LOGIN).
 */
export interface LoginWords {
  readonly username: string;
  readonly password: string;
}

export function withoutSecret(words: string, login: LoginWords): string {
  return spellingsOf(login).reduce((text, spelling) => text.split(spelling).join('…'), words);
}

/** Longest first: a short one may stand within another. */
function spellingsOf({ username, password }: LoginWords): readonly string[] {
  const spellings = [
    password,
    password.replace(/["\\]/g, '\\$&'),
    base64(password),
    base64(`\0${username}\0${password}`),
    base64(`${username}\0${username}\0${password}`),
  ];
  return spellings.filter((each) => each !== '').sort((a, b) => b.length - a.length);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '');
}
