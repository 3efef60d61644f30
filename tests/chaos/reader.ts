/** A client that follows the journal by `GET /v1/events`, whoever answers, and remembers which events it saw. */
import type { House } from './house.ts';
import type { Told } from './ledger.ts';

export interface Reader {
  /** Ids in the order in which they came. */
  readonly seen: readonly string[];
  /** Reads until nothing more comes. */
  finish(): Promise<void>;
}

interface Page {
  readonly data: readonly Told[];
  readonly page: { readonly next: string };
}

export function startReader({ get }: Pick<House, 'get'>): Reader {
  const seen: string[] = [];
  let finishing = false;
  const follow = async (): Promise<void> => {
    for (let after = 'oldest'; ;) {
      const wait = finishing ? 0 : 1;
      const { data, page } = await get<Page>(`/v1/events?limit=250&wait=${wait}&after=${after}`);
      seen.push(...data.map(({ id }) => id));
      after = page.next;
      if (finishing && wait === 0 && data.length === 0) return;
    }
  };
  const following = follow();
  return {
    seen,
    async finish() {
      finishing = true;
      await following;
    },
  };
}

/** The whole journal, read in one go. */
export async function readJournal({ get }: Pick<House, 'get'>): Promise<readonly Told[]> {
  const events: Told[] = [];
  for (let after = 'oldest'; ;) {
    const { data, page } = await get<Page>(`/v1/events?limit=250&after=${after}`);
    events.push(...data);
    if (data.length === 0) return events;
    after = page.next;
  }
}
