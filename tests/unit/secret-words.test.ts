import { describe, expect, it } from 'vitest';
import { withoutSecret } from '../../src/domain/secret-words.ts';

const login = { kind: 'password', username: 'ann@postern.test', password: 'se"cr\\et99' } as const;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the words of a mail server', () => {
  it.each([
    ['as it is', login.password],
    ['quoted as IMAP quotes', 'se\\"cr\\\\et99'],
    ['in base64', base64(login.password)],
    ['as SASL PLAIN', base64(`\0${login.username}\0${login.password}`)],
    ['as SASL PLAIN with an identity', base64(`${login.username}\0${login.username}\0${login.password}`)],
  ])('lose the password %s', (_, spelling) => {
    const words = withoutSecret(`535 5.7.8 not with ${spelling}`, login);
    expect(words).toMatch(/^535 5\.7\.8 not with …=*$/);
  });

  const token = 'ya29.a0Af-H6~SMBx';
  const bearer = { kind: 'token', username: login.username, accessToken: token } as const;
  it.each([
    ['as it is', token],
    ['as XOAUTH2', base64(`user=${login.username}\x01auth=Bearer ${token}\x01\x01`)],
    [
      'as OAUTHBEARER',
      base64(`n,a=${login.username},\x01host=imap.test\x01port=993\x01auth=Bearer ${token}\x01\x01`),
    ],
  ])('lose a token %s', (_, spelling) => {
    const words = withoutSecret(`535 5.7.8 not with ${spelling}`, bearer);
    expect(words).toMatch(/^535 5\.7\.8 not with …=*$/);
  });

  it('stay as they are without it', () => {
    expect(withoutSecret('535 5.7.8 Authentication failed for ann', login)).toBe(
      '535 5.7.8 Authentication failed for ann',
    );
  });
});
