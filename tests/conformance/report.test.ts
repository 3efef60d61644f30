/** docs/conformance.md says what the suite asks; `npx vitest run --project conformance -u` writes it anew. */
import { expect, it } from 'vitest';
import { areas } from './areas.ts';
import { report } from './report.ts';

it('is told in docs/conformance.md as it is asked', async () => {
  await expect(await report(areas)).toMatchFileSnapshot('../../docs/conformance.md');
});

it('asks at least eighty things, each under a title of its own', () => {
  const titles = areas.flatMap(({ name, scenarios }) => scenarios.map(({ title }) => `${name}: ${title}`));
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles.length).toBeGreaterThanOrEqual(80);
});
