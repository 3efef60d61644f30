/** How a login is described and changed: a secret stays with what it was given for. */
import { describe, expect, it } from 'vitest';
import type { AccountSettings, Credentials } from '../../src/domain/account.ts';
import {
  describe as describeAccount,
  patchCredentials,
  patchSettings,
  type AccountPatch,
  type NewAccount,
} from '../../src/domain/account-settings.ts';
import { settleCallbackSecret, type SettledSecret } from '../../src/domain/callback-secret.ts';
import { tokenSourceIds } from '../../src/domain/token-source.ts';
import { requireFreshCredentials } from '../../src/use-cases/account-rules.ts';

const grant = {
  type: 'oauth2',
  username: 'ann',
  tokenEndpoint: 'https://id.example.com/token',
  clientId: 'desk',
  clientSecret: 'desk-secret',
  refreshToken: 'first',
} as const;
const callback = { type: 'token-callback', url: 'https://example.com/tokens' } as const;

function newAccount(imap: NewAccount['imap']['auth'], smtp = imap): NewAccount {
  const server = { host: 'mail.example.com', port: 993, security: 'tls' } as const;
  return { email: 'ann@example.com', imap: { ...server, auth: imap }, smtp: { ...server, auth: smtp } };
}

interface Both {
  readonly settings: AccountSettings;
  readonly credentials: Credentials;
}

function patched(before: Both, patch: AccountPatch): Both {
  const settings = patchSettings(before.settings, patch);
  requireFreshCredentials(before.settings, settings, patch);
  return { settings, credentials: patchCredentials(before, settings, patch) };
}
const auth = (change: NonNullable<AccountPatch['imap']>['auth']): AccountPatch => ({
  imap: { auth: change },
});

describe('a login by OAuth 2.0', () => {
  it.each([
    ['google', 'https://oauth2.googleapis.com/token'],
    ['microsoft', 'https://login.microsoftonline.com/common/oauth2/v2.0/token'],
  ] as const)('of %s knows its token endpoint', (provider, tokenEndpoint) => {
    const { settings } = describeAccount(newAccount({ ...grant, tokenEndpoint: null, provider }));
    expect(settings.imap.auth).toMatchObject({ tokenEndpoint });
  });

  it('has one grant for both servers where they were given the same, and keeps it with another scope', () => {
    const { settings, credentials } = describeAccount(newAccount(grant));
    expect(tokenSourceIds(settings, credentials)).toHaveLength(1);
    const other = describeAccount(newAccount(grant, { ...grant, refreshToken: 'second' }));
    expect(tokenSourceIds(other.settings, other.credentials)).toHaveLength(2);
    const scoped = patched({ settings, credentials }, auth({ scope: 'mail' }));
    expect(tokenSourceIds(scoped.settings, scoped.credentials)).toEqual(
      tokenSourceIds(settings, credentials),
    );
  });

  it('stays what it has become when it is given again, for another host or another server', () => {
    const { settings, credentials } = describeAccount({ ...newAccount(grant), smtp: null });
    const exchanged = { ...credentials.imap, refreshToken: 'second' } as Credentials['imap'];
    const before = { settings, credentials: { ...credentials, imap: exchanged } };
    const moved = patched(before, { imap: { host: 'new.example', auth: { refreshToken: 'first' } } });
    expect(moved.credentials.imap).toEqual(exchanged);
    const smtp = { host: 'smtp.example.com', port: 465, security: 'tls', auth: grant } as const;
    expect(patched(before, { smtp }).credentials.smtp).toEqual(exchanged);
  });

  it('keeps the client secret with a new refresh token, and not for another endpoint or client', () => {
    const before = describeAccount(newAccount(grant));
    const secretAfter = (change: object): unknown =>
      patched(before, auth({ refreshToken: 'second', ...change })).credentials.imap;
    expect(secretAfter({})).toMatchObject({ refreshToken: 'second', clientSecret: 'desk-secret' });
    expect(secretAfter({ tokenEndpoint: 'https://mallory.example/token' })).toMatchObject({
      clientSecret: null,
    });
    expect(secretAfter({ provider: 'google', clientId: 'other', clientSecret: 'own' })).toMatchObject({
      clientSecret: 'own',
    });
  });

  it.each([
    ['an access token alone', { accessToken: 'a' }, '/imap/auth/accessToken'],
    ['a password', { password: 'pass' }, '/imap/auth/password'],
    ['another client without its token', { clientId: 'other' }, '/imap/auth/refreshToken'],
    ['a password for a new type, but none', { type: 'password' }, '/imap/auth/password'],
    ['a callback without its address', { type: 'token-callback' }, '/imap/auth/url'],
  ] as const)('takes no change by %s', (_, change, pointer) => {
    const before = describeAccount(newAccount(grant));
    expect(() => patched(before, auth(change))).toThrow(
      expect.objectContaining({ code: 'invalid-request', errors: [expect.objectContaining({ pointer })] }),
    );
  });

  it('takes the place of a password, and gives way to one', () => {
    const before = describeAccount(newAccount({ type: 'password', username: 'ann', password: 'pass' }));
    const after = patched(before, { imap: { auth: grant } });
    expect(after.settings.imap.auth.type).toBe('oauth2');
    expect(after.credentials.imap).toMatchObject({ kind: 'oauth2', refreshToken: 'first' });
    expect(after.credentials.smtp).toEqual(before.credentials.smtp);
    const back = patched(after, auth({ type: 'password', password: 'new' }));
    expect(back.credentials.imap).toEqual({ kind: 'password', password: 'new' });
  });
});

describe('a login by token callback', () => {
  const before = describeAccount(newAccount(callback));

  it('is made under the account’s address, and moves only with its own address given anew', () => {
    expect(before.settings.imap.auth.username).toBe('ann@example.com');
    expect(() => patched(before, { imap: { host: 'mallory.example' } })).toThrow(/needs the url/);
    expect(patched(before, { imap: { host: 'new.example', auth: { url: callback.url } } })).toBeDefined();
  });

  it('has a secret that is made once, may be given, and goes with the last callback', () => {
    const { settings, credentials } = before;
    const first = settleCallbackSecret(null, settings, credentials, undefined);
    expect(first.made).toMatch(/^whsec_/);
    const settle = (after: AccountSettings, given?: string): SettledSecret =>
      settleCallbackSecret(settings, after, first.credentials, given);
    expect(settle(settings)).toEqual({ credentials: first.credentials, made: null });
    expect(settle(settings, 'whsec_own')).toMatchObject({
      credentials: { callbackSecret: 'whsec_own' },
      made: null,
    });
    const byGrant = describeAccount(newAccount(grant)).settings;
    expect(settle(byGrant).credentials).not.toHaveProperty('callbackSecret');
    expect(() => settle(byGrant, 'whsec_own')).toThrow(/token-callback/);
  });

  it('signs nothing for another address with the secret of this one', () => {
    const first = settleCallbackSecret(null, before.settings, before.credentials, undefined);
    const { settings } = patched(before, { smtp: { auth: { url: 'https://mallory.example' } } });
    const second = settleCallbackSecret(before.settings, settings, first.credentials, undefined);
    expect(second.made).not.toBeNull();
    expect(second.made).not.toBe(first.made);
  });
});
