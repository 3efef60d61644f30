/** A list of 50 with text by GraphQL, beside the same by REST. */
import { bigInbox } from '../big-inbox.ts';
import type { Bench } from '../case.ts';
import { alternate, times } from '../measure.ts';

const QUERY = `query ($account: ID!) { account(id: $account) { messages(first: 50) {
  edges { node { id uid subject from { name address } to { name address } date flags text } }
  pageInfo { endCursor hasNextPage } } } }`;
const FIELDS = 'id,uid,subject,from,to,date,flags,text';

export const graphql: Bench = {
  name: 'graphql',
  async run(world, effort) {
    const { account } = await bigInbox(world);
    const runs = effort.runs(30);
    const body = { query: QUERY, variables: { account } };
    const comparison = await alternate({
      blocks: effort.blocks(8),
      floor: () =>
        times(runs, () =>
          world.client.json('GET', `/v1/accounts/${account}/messages?limit=50&fields=${FIELDS}`),
        ),
      product: () =>
        times(runs, async () => {
          const { errors } = await world.client.json<{ errors?: unknown }>('POST', '/graphql', body);
          if (errors !== undefined) throw new Error(`GraphQL: ${JSON.stringify(errors)}`);
        }),
    });
    return [
      {
        work: 'GraphQL list of 50 with text',
        floor: 'REST with the same fields',
        unit: 'ms',
        comparison,
        target: { goal: '≤ 1.2 ×' },
        notes: [],
      },
    ];
  },
};
