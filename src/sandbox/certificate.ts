/**
 * The certificate of local servers: an authority of this process and one certificate that it signs for `localhost` and
 * the loopback addresses. Made in memory within milliseconds, no file written. Not for use beyond this machine: the
 * private key lies unprotected in memory.
 */
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtKeyUsage,
  Extension,
  GeneralName,
  GeneralNames,
} from 'pkijs';

/** All three in PEM. `ca` is what a client must trust to accept `cert`. */
export interface LocalCertificate {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Object identifiers of RFC 5280 §4.1.2.4 and §4.2.1. */
const COMMON_NAME = '2.5.4.3';
const SUBJECT_KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const SUBJECT_ALT_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_ID = '2.5.29.35';
const EXT_KEY_USAGE = '2.5.29.37';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** Bits of KeyUsage (RFC 5280 §4.2.1.3) as the octet and the number of unused bits at its end. */
const SIGNS_CERTIFICATES = { octet: 0x04, unused: 2 };
const SIGNS = { octet: 0x80, unused: 7 };

/** Choices of GeneralName (RFC 5280 §4.2.1.6). */
const DNS_NAME = 2;
const IP_ADDRESS = 7;
const IPV4_LOOPBACK = Uint8Array.of(127, 0, 0, 1);
const IPV6_LOOPBACK = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

const VALID_MS = 30 * 24 * 60 * 60 * 1000;
/** For clients whose clock runs behind. */
const SKEW_MS = 60 * 60 * 1000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

let made: Promise<LocalCertificate> | undefined;

/** The same certificate at every call within one process; valid for 30 days. */
export function localCertificate(): Promise<LocalCertificate> {
  made ??= makeCertificate();
  return made;
}

/** A certificate of its own for each call, signed by an authority that nobody else trusts. */
export async function makeCertificate(): Promise<LocalCertificate> {
  const [authority, server] = await Promise.all([newKeys(), newKeys()]);
  const issuer = 'Postern local authority';
  const ca = await sign(authority, { subject: issuer, issuer, extensions: authorityExtensions() }, authority);
  const cert = await sign(
    server,
    { subject: 'localhost', issuer, extensions: serverExtensions() },
    authority,
  );
  const key = await webcrypto.subtle.exportKey('pkcs8', server.privateKey);
  return { ca, cert, key: pem('PRIVATE KEY', key) };
}

type Encodable = { toBER(): ArrayBuffer } | { toSchema(): { toBER(): ArrayBuffer } };

interface Content {
  readonly subject: string;
  readonly issuer: string;
  readonly extensions: readonly Extension[];
}

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function sign(
  { publicKey }: webcrypto.CryptoKeyPair,
  { subject, issuer, extensions }: Content,
  authority: webcrypto.CryptoKeyPair,
): Promise<string> {
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: positive(randomBytes(16)) });
  certificate.subject.typesAndValues.push(commonName(subject));
  certificate.issuer.typesAndValues.push(commonName(issuer));
  certificate.notBefore.value = new Date(Date.now() - SKEW_MS);
  certificate.notAfter.value = new Date(Date.now() + VALID_MS);
  certificate.extensions = [
    ...extensions,
    extension(SUBJECT_KEY_ID, false, await keyIdentifier(publicKey)),
    extension(
      AUTHORITY_KEY_ID,
      false,
      new AuthorityKeyIdentifier({ keyIdentifier: await keyIdentifier(authority.publicKey) }),
    ),
  ];
  await certificate.subjectPublicKeyInfo.importKey(publicKey);
  await certificate.sign(authority.privateKey, 'SHA-256');
  return pem('CERTIFICATE', certificate.toSchema(true).toBER());
}

function authorityExtensions(): readonly Extension[] {
  return [
    extension(BASIC_CONSTRAINTS, true, new BasicConstraints({ cA: true })),
    extension(KEY_USAGE, true, keyUsage(SIGNS_CERTIFICATES)),
  ];
}

function serverExtensions(): readonly Extension[] {
  const altNames = [
    new GeneralName({ type: DNS_NAME, value: 'localhost' }),
    ...[IPV4_LOOPBACK, IPV6_LOOPBACK].map(
      (address) => new GeneralName({ type: IP_ADDRESS, value: new OctetString({ valueHex: address }) }),
    ),
  ];
  return [
    extension(BASIC_CONSTRAINTS, true, new BasicConstraints({ cA: false })),
    extension(KEY_USAGE, true, keyUsage(SIGNS)),
    extension(EXT_KEY_USAGE, false, new ExtKeyUsage({ keyPurposes: [SERVER_AUTH] })),
    extension(SUBJECT_ALT_NAME, false, new GeneralNames({ names: altNames })),
  ];
}

function extension(extnID: string, critical: boolean, content: Encodable): Extension {
  const schema = 'toSchema' in content ? content.toSchema() : content;
  return new Extension({ extnID, critical, extnValue: schema.toBER() });
}

function keyUsage({ octet, unused }: typeof SIGNS): BitString {
  return new BitString({ valueHex: Uint8Array.of(octet), unusedBits: unused });
}

function commonName(value: string): AttributeTypeAndValue {
  return new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value }) });
}

/** Any identifier that is the same for the same key (RFC 5280 §4.2.1.2). */
async function keyIdentifier(key: webcrypto.CryptoKey): Promise<OctetString> {
  const spki = await webcrypto.subtle.exportKey('spki', key);
  return new OctetString({
    valueHex: createHash('sha256').update(new Uint8Array(spki)).digest().subarray(0, 20),
  });
}

/** Serial numbers are positive and need no padding (RFC 5280 §4.1.2.2). */
function positive(octets: Uint8Array): Uint8Array {
  return octets.with(0, ((octets[0] ?? 0) & 0x3f) | 0x40);
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
