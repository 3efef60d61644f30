import { describe, expect, it } from 'vitest';
import { checkAddresses } from '../../src/use-cases/account-rules.ts';
import { accountFor } from '../support/sending-rig.ts';

const account = accountFor('acc_ada', { smtp: { host: 'mail.example.com', port: 465, password: '' } });

describe('the addresses of an account', () => {
  it.each(['ada@example.com', '"ada b"@example.com', 'ada@b\u00fccher.example'])('may be %s', (address) => {
    expect(() => checkAddresses({ ...account, email: address })).not.toThrow();
    expect(() => checkAddresses({ ...account, identities: [{ address, name: null }] })).not.toThrow();
  });

  it.each(['"a<b"@example.com', '"a>"@example.com', 'ada@xn--a.example\r\n', '"a\r\nb"@example.com'])(
    'are none that could never be told to a server as the sender: %j',
    (address) => {
      expect(() => checkAddresses({ ...account, email: address })).toThrow(/address/i);
      expect(() => checkAddresses({ ...account, identities: [{ address, name: null }] })).toThrow(/address/i);
    },
  );
});
