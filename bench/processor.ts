/**
 * Processor time of both sides beside the clock's: on a machine that does other work it is the steadier figure. The floor's
 * is that of the benchmark's own process, the product's that of the service; mail server and HTTP client are in neither.
 */
import { readFileSync } from 'node:fs';
import type { Block } from './measure.ts';

/** Linux gives it in hundredths of a second. */
const tickMs = 10;

export interface Metered {
  readonly floor: Block;
  readonly product: Block;
  /** In words, once all has run. */
  note(): string;
}

/** `runs` in a block. */
export function metered(pid: number, runs: number, floor: Block, product: Block): Metered {
  const spent = { floor: { ms: 0, runs: 0 }, product: { ms: 0, runs: 0 } };
  const watch =
    (side: keyof typeof spent, read: () => number, block: Block): Block =>
    async () => {
      const before = read();
      const measured = await block();
      spent[side].ms += read() - before;
      spent[side].runs += runs;
      return measured;
    };
  const each = ({ ms, runs: count }: { readonly ms: number; readonly runs: number }): number => ms / count;
  return {
    floor: watch('floor', ownMs, floor),
    product: watch('product', () => processMs(pid), product),
    note: () => {
      const [ofFloor, ofProduct] = [each(spent.floor), each(spent.product)];
      return `processor time ${ofFloor.toFixed(2)} ms, of the service ${ofProduct.toFixed(2)} ms: ${(ofProduct / ofFloor).toFixed(2)} ×`;
    },
  };
}

function ownMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** User and system time of a process so far. */
export function processMs(pid: number): number {
  // Behind the program's name, which may hold blanks: state is the third field, utime and stime are the 14th and 15th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
