/** The signature or encryption that a message's structure shows: RFC 1847, 3156 (PGP/MIME), 8551 (S/MIME). */
import type { Security } from '../domain/security.ts';
import type { Part } from './structure.ts';

/** null when the structure shows none. What wraps one in another (signed, then encrypted) is both. */
export function protectionOf(root: Part): Security | null {
  const layers = layersOf(root);
  const [first] = layers;
  if (first === undefined) return null;
  const same = layers.filter(({ kind }) => kind === first.kind);
  return {
    kind: first.kind,
    signed: same.some(({ signed }) => signed),
    encrypted: same.some(({ encrypted }) => encrypted),
  };
}

function layersOf(part: Part): readonly Security[] {
  const own = layerOf(part);
  const inner = part.children.flatMap(layersOf);
  return own === null ? inner : [own, ...inner];
}

function layerOf({ type, parameters }: Part): Security | null {
  const protocol = parameters.get('protocol')?.toLowerCase() ?? '';
  switch (type) {
    case 'multipart/signed':
      if (/^application\/(?:x-)?pkcs7-signature$/.test(protocol)) return smime(true, false);
      return protocol === 'application/pgp-signature' ? pgp(true, false) : null;
    case 'multipart/encrypted':
      return protocol === 'application/pgp-encrypted' ? pgp(false, true) : null;
    // Some servers on the way make multipart/mixed of multipart/encrypted.
    case 'application/pgp-encrypted':
      return pgp(false, true);
    case 'application/pgp-signature':
      return pgp(true, false);
    case 'application/pkcs7-signature':
    case 'application/x-pkcs7-signature':
      return smime(true, false);
    case 'application/pkcs7-mime':
    case 'application/x-pkcs7-mime':
      return ofPkcs7(parameters.get('smime-type')?.toLowerCase());
    default:
      return null;
  }
}

/** RFC 8551 §3.2.2; without the parameter the octets alone could tell, and nearly all such parts are enveloped. */
function ofPkcs7(smimeType: string | undefined): Security {
  switch (smimeType) {
    case 'signed-data':
      return smime(true, false);
    case 'certs-only':
    case 'compressed-data':
      return smime(false, false);
    default:
      return smime(false, true);
  }
}

function smime(signed: boolean, encrypted: boolean): Security {
  return { kind: 'smime', signed, encrypted };
}

function pgp(signed: boolean, encrypted: boolean): Security {
  return { kind: 'pgp', signed, encrypted };
}
