/** Every scenario at every server: the answer is the RFC's, or a difference that is written down is still there. */
import { describe, it } from 'vitest';
import { areas } from './areas.ts';
import { reachServers } from './reached.ts';
import { dataOf } from './reading.ts';
import { SERVER_NAMES, subjectOf, type Server } from './subject.ts';

const servers = await reachServers();

for (const name of SERVER_NAMES) {
  const server = servers[name];
  if (typeof server === 'string') {
    it.skip(`${name}: ${server}`, () => undefined);
    continue;
  }
  describe.each(areas)(`${name}: $name`, ({ scenarios }) => {
    for (const { title, rfc, run, answer, differs, absent } of scenarios) {
      if (absent?.at.includes(name) === true) {
        it.concurrent(
          `does not announce ${absent.capability}, so is not asked: ${title}`,
          async ({ expect }) => {
            expect(await capabilities(server)).not.toContain(absent.capability);
          },
        );
        continue;
      }
      it.concurrent(`${title} (${rfc})`, async ({ expect }) => {
        const subject = await subjectOf(server);
        try {
          expect(await run(subject)).toEqual(differs?.[name]?.answers ?? answer);
        } finally {
          await subject.end();
        }
      });
    }
  });
}

async function capabilities(server: Server): Promise<readonly string[]> {
  const subject = await subjectOf(server);
  try {
    const { untagged } = await (await subject.wire()).run('CAPABILITY');
    return dataOf(untagged, 'CAPABILITY').flat().map(String);
  } finally {
    await subject.end();
  }
}
