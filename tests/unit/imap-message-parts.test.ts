import { describe, expect, it } from 'vitest';
import { inlineSecurity } from '../../src/domain/security.ts';
import type { Token } from '../../src/imap-pool/exchange.ts';
import { calendarPartsOf, reportPartsOf } from '../../src/imap-pool/machine-parts.ts';
import { protectionOf } from '../../src/imap-pool/protection.ts';
import { readStructure, type Part } from '../../src/imap-pool/structure.ts';

const string = (value: string): Token => ({ type: 'STRING', value });
const parameters = (values: Readonly<Record<string, string>>): Token =>
  Object.entries(values).flatMap(([name, value]) => [string(name), string(value)]);
const leaf = (type: string, values: Readonly<Record<string, string>> = {}): Token => {
  const [main = '', sub = ''] = type.split('/');
  return [string(main), string(sub), parameters(values), null, null, string('7bit'), string('10')];
};
const multipart = (
  subtype: string,
  values: Readonly<Record<string, string>>,
  ...children: Token[]
): Token => [...children, string(subtype), parameters(values)];
const root = (token: Token): Part => {
  const structure = readStructure(token);
  if (structure === null) throw new Error('no structure');
  return structure.root;
};

describe('the structure of a message', () => {
  it.each<[string, Token, unknown]>([
    ['plain', leaf('text/plain'), null],
    [
      'signed by S/MIME',
      multipart('signed', { protocol: 'application/pkcs7-signature' }, leaf('text/plain')),
      { kind: 'smime', signed: true, encrypted: false },
    ],
    [
      'enveloped',
      leaf('application/pkcs7-mime', { 'smime-type': 'enveloped-data' }),
      { kind: 'smime', signed: false, encrypted: true },
    ],
    [
      'signed without clear text',
      leaf('application/x-pkcs7-mime', { 'smime-type': 'Signed-Data' }),
      { kind: 'smime', signed: true, encrypted: false },
    ],
    [
      'encrypted and then signed',
      multipart(
        'signed',
        { protocol: 'application/x-pkcs7-signature' },
        leaf('application/pkcs7-mime', { 'smime-type': 'enveloped-data' }),
        leaf('application/pkcs7-signature'),
      ),
      { kind: 'smime', signed: true, encrypted: true },
    ],
    [
      'signed by PGP inside of what a list made',
      multipart(
        'mixed',
        {},
        multipart('signed', { protocol: 'application/pgp-signature' }, leaf('text/plain')),
        leaf('text/plain'),
      ),
      { kind: 'pgp', signed: true, encrypted: false },
    ],
    [
      'encrypted by PGP and relabelled on the way',
      multipart('mixed', {}, leaf('application/pgp-encrypted'), leaf('application/octet-stream')),
      { kind: 'pgp', signed: false, encrypted: true },
    ],
  ])('shows that it is %s', (_, token, expected) => {
    expect(protectionOf(root(token))).toEqual(expected);
  });

  it('shows where a report stands and what came back', () => {
    const report = multipart(
      'mixed',
      {},
      multipart(
        'report',
        {},
        leaf('text/plain'),
        leaf('message/delivery-status'),
        leaf('text/rfc822-headers'),
      ),
      leaf('text/plain'),
    );
    const { status, original } = reportPartsOf(root(report));
    expect([status?.section, original?.section]).toEqual(['1.2', '1.3']);
    expect(reportPartsOf(root(leaf('text/plain')))).toEqual({ status: null, original: null });
  });

  it('shows its calendars, by type or by name', () => {
    const parts = multipart(
      'mixed',
      {},
      multipart('alternative', {}, leaf('text/plain'), leaf('text/calendar', { method: 'REQUEST' })),
      leaf('application/octet-stream', { name: 'Invite.ICS' }),
      leaf('image/png', { name: 'ics.png' }),
    );
    expect(calendarPartsOf(root(parts)).map(({ section }) => section)).toEqual(['1.2', '2']);
  });
});

describe('PGP armour in a text', () => {
  it.each([
    ['-----BEGIN PGP MESSAGE-----\n\nxx', { kind: 'pgp-inline', signed: false, encrypted: true }],
    [
      'Hi\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: x',
      { kind: 'pgp-inline', signed: true, encrypted: false },
    ],
    ['> -----BEGIN PGP MESSAGE-----', null],
    ['-----BEGIN PGP PUBLIC KEY BLOCK-----', null],
  ])('in %j', (text, expected) => {
    expect(inlineSecurity(text)).toEqual(expected);
  });
});
