/**
 * A mail server may repeat what it was told. Its words are shown, kept and logged, so the secret goes out of them in
 * every spelling in which a login sends it: bare, in an IMAP quoted string, and in base64, alone or within what SASL
 * makes of it (RFC 4616, RFC 7628, LOGIN, XOAUTH2).
 */
import type { Login } from './login.ts';

export function withoutSecret(words: string, login: Login): string {
  return veilOf(login)(words);
}

/** The same for the many words that are heard under one login. */
export function veilOf(login: Login): (words: string) => string {
  const secret = login.kind === 'password' ? login.password : login.accessToken;
  if (secret === '') return (words) => words;
  const spellings = spellingsOf(secret, login.username);
  return (words) => {
    const bare = spellings.reduce((text, spelling) => text.replaceAll(spelling, '…'), words);
    // A token goes in one piece with host and port, which differ from server to server.
    return bare.replace(/[A-Za-z0-9+/]{16,}/g, (word) =>
      Buffer.from(word, 'base64').toString('utf8').includes(secret) ? '…' : word,
    );
  };
}

/** Longest first: a short one may stand within another. */
function spellingsOf(secret: string, username: string): readonly string[] {
  const spellings = [
    secret,
    secret.replace(/["\\]/g, '\\$&'),
    base64(secret),
    base64(`\0${username}\0${secret}`),
    base64(`${username}\0${username}\0${secret}`),
  ];
  return spellings.sort((a, b) => b.length - a.length);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '');
}
