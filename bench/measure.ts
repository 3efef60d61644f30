/**
 * Two ways to do the same work, measured side by side: the floor (the library alone) and the product, in blocks that
 * alternate, so that what else the machine does hits both. What counts is the ratio.
 */

/** A block of measurements: times in milliseconds or rates, whatever the case's unit is. */
export type Block = () => Promise<readonly number[]>;

export interface Sides {
  readonly blocks: number;
  readonly floor: Block;
  readonly product: Block;
}

export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly min: number;
  readonly max: number;
}

export interface Comparison {
  readonly floor: Spread;
  readonly product: Spread;
  /** Product's median over floor's median, for each pair of blocks. */
  readonly ratios: Spread;
}

/** A block of each comes first that does not count: what has never run is slow for reasons of its own. */
export async function alternate({ blocks, floor, product }: Sides): Promise<Comparison> {
  await floor();
  await product();
  const floorBlocks: (readonly number[])[] = [];
  const productBlocks: (readonly number[])[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const inOrder = [
      async (): Promise<void> => void floorBlocks.push(await floor()),
      async (): Promise<void> => void productBlocks.push(await product()),
    ];
    for (const measure of block % 2 === 0 ? inOrder : inOrder.reverse()) await measure();
  }
  return compare(floorBlocks, productBlocks);
}

/** Blocks that belong together have the same index. */
export function compare(
  floor: readonly (readonly number[])[],
  product: readonly (readonly number[])[],
): Comparison {
  const ratios = product.map((block, index) => median(block) / median(floor[index] ?? []));
  return { floor: spread(floor.flat()), product: spread(product.flat()), ratios: spread(ratios) };
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: median(sorted), p95: at(0.95), p99: at(0.99), min: at(0), max: at(1) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Milliseconds of each of `count` runs, one after the other. */
export async function times(
  count: number,
  work: (index: number) => Promise<unknown>,
): Promise<readonly number[]> {
  const measured: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const since = performance.now();
    await work(index);
    measured.push(performance.now() - since);
  }
  return measured;
}

/** Runs a second, of `count` runs by `workers` at once; `work` is told its number and whose turn it is. */
export async function rate(
  count: number,
  workers: number,
  work: (index: number, worker: number) => Promise<unknown>,
): Promise<number> {
  let index = 0;
  const since = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (index < count) {
        index += 1;
        await work(index, worker);
      }
    }),
  );
  return (count / (performance.now() - since)) * 1_000;
}
