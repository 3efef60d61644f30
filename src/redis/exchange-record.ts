/** An exchange as it lies beside its delivery: compressed, and sealed, for it may hold what a letter says. */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, type InputType } from 'node:zlib';
import type { Exchange } from '../domain/exchange.ts';
import type { SealedPlace, SecretBox } from './secret-box.ts';

export interface ExchangeRecord {
  write(deliveryId: string, exchange: Exchange): Promise<string>;
  /** null when the key that sealed it has left the ring. */
  read(deliveryId: string, text: string): Promise<Exchange | null>;
}

const compress: (plain: InputType) => Promise<Buffer> = promisify(deflateRaw);
const expand: (compressed: InputType) => Promise<Buffer> = promisify(inflateRaw);

export function createExchangeRecord(box: SecretBox): ExchangeRecord {
  return {
    async write(deliveryId, exchange) {
      const packed = await compress(JSON.stringify(exchange));
      return box.seal(placeOf(deliveryId), packed.toString('base64'));
    },
    async read(deliveryId, text) {
      if (!box.isReadable(text)) return null;
      const packed = Buffer.from(box.open(placeOf(deliveryId), text), 'base64');
      return JSON.parse((await expand(packed)).toString('utf8')) as Exchange;
    },
  };
}

// Delivery ids are never given twice: they are incarnation enough.
function placeOf(owner: string): SealedPlace {
  return { purpose: 'delivery', owner, incarnation: '', field: 'exchange' };
}
