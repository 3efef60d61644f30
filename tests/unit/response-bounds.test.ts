import { describe, expect, it } from 'vitest';
import { sequence } from '../../src/imap-pool/exchange.ts';
import { elementsFor } from '../../src/imap-pool/response-bounds.ts';

const perRow = (command: string, set: string, exists = 500): number =>
  elementsFor({ command, attributes: [sequence(set)] }, exists);

describe('what a row may hold', () => {
  it('is the less the more rows come with it, so that all of them can be held', () => {
    expect(perRow('UID FETCH', '7')).toBe(2_000_000);
    expect(perRow('UID FETCH', '7:9,20:41')).toBe(80_000);
    expect(perRow('FETCH', '451:500')).toBe(40_000);
    expect(perRow('FETCH', '451:*')).toBe(40_000);
  });

  it('is enough for an honest message, however many are asked for', () => {
    expect(perRow('UID FETCH', '7:*')).toBe(20_000);
    expect(perRow('UID FETCH', '1:100000')).toBe(20_000);
    expect(perRow('FETCH', '1:*', 0)).toBe(1_000_000);
  });
});
