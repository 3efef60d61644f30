/**
 * Pages of a list that is kept as a sorted set of ids by ordinal (the order of creation), newest first. A cursor is
 * the sealed ordinal of an item, so that pages hold while items come and go, the named one included.
 */
import type { Redis } from 'ioredis';
import { GatewayError } from '../domain/errors.ts';
import type { Direction, Page, PageRequest } from '../domain/page.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import { defineScript } from './script.ts';

export interface Entry {
  readonly id: string;
  readonly ordinal: number;
}

export interface Pager {
  /** `purpose` tells cursors of this list from those of others. `load` answers in the order of the ids, null for what is gone. */
  page<T>(
    list: { readonly key: string; readonly purpose: string },
    request: PageRequest,
    load: (ids: readonly string[]) => Promise<readonly (T | null)[]>,
  ): Promise<Page<T>>;
  /** The same over entries at hand, in any order. */
  pageOf<T>(
    entries: readonly Entry[],
    purpose: string,
    request: PageRequest,
    load: (ids: readonly string[]) => Promise<readonly (T | null)[]>,
  ): Promise<Page<T>>;
}

interface Anchor {
  readonly ordinal: number;
  readonly direction: Direction;
}

interface Slice {
  readonly entries: readonly Entry[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

/** KEYS: the sorted set. ARGV: anchor's ordinal or '', direction, limit. Answers start, size, then ids and ordinals. */
const sliceScript = `
local total = redis.call('ZCARD', KEYS[1])
local limit = tonumber(ARGV[3])
local start = 0
if ARGV[1] ~= '' and ARGV[2] == 'next' then
  start = redis.call('ZCOUNT', KEYS[1], ARGV[1], '+inf')
elseif ARGV[1] ~= '' then
  local behind = redis.call('ZCOUNT', KEYS[1], '(' .. ARGV[1], '+inf')
  start = math.max(0, behind - limit)
  limit = behind - start
elseif ARGV[2] == 'previous' then
  start = math.max(0, total - limit)
end
local found = {}
if limit > 0 then found = redis.call('ZREVRANGE', KEYS[1], start, start + limit - 1, 'WITHSCORES') end
return { start, total, found }
`;

export function createPager(redis: Redis, cursors: CursorSeal): Pager {
  const slice = defineScript<[number, number, string[]]>(redis, sliceScript);

  const anchorOf = (purpose: string, request: PageRequest): Anchor | null => {
    if (request.cursor === undefined) return null;
    const opened = cursors.open(purpose, request.cursor);
    if (!Array.isArray(opened) || typeof opened[0] !== 'number') {
      throw new GatewayError('invalid-cursor', 'The cursor was not made for this list.');
    }
    const own = opened[1] === 'previous' ? 'previous' : 'next';
    return { ordinal: opened[0], direction: request.direction ?? own };
  };

  const pageFrom = async <T>(
    purpose: string,
    found: Slice,
    load: (ids: readonly string[]) => Promise<readonly (T | null)[]>,
  ): Promise<Page<T>> => {
    const loaded = await load(found.entries.map(({ id }) => id));
    const present = found.entries.flatMap((entry, index) => {
      const item = loaded[index] ?? null;
      return item === null ? [] : [{ item, ordinal: entry.ordinal }];
    });
    const sealed = (ordinal: number | undefined, direction: Direction): string =>
      cursors.seal(purpose, [ordinal ?? 0, direction]);
    return {
      items: present.map(({ item }) => item),
      next: found.hasNext ? sealed(found.entries.at(-1)?.ordinal, 'next') : null,
      previous: found.hasPrevious ? sealed(found.entries[0]?.ordinal, 'previous') : null,
      cursorAt: (index) => sealed(present[index]?.ordinal, 'next'),
    };
  };

  return {
    async page(list, request, load) {
      const anchor = anchorOf(list.purpose, request);
      const [start, total, flat] = await slice.run(
        [list.key],
        [anchor?.ordinal ?? '', anchor?.direction ?? request.direction ?? 'next', request.limit],
      );
      const entries: Entry[] = [];
      for (let at = 0; at < flat.length; at += 2) {
        entries.push({ id: flat[at] ?? '', ordinal: Number(flat[at + 1]) });
      }
      const hasItems = entries.length > 0;
      return pageFrom(
        list.purpose,
        { entries, hasPrevious: hasItems && start > 0, hasNext: hasItems && start + entries.length < total },
        load,
      );
    },

    async pageOf(all, purpose, request, load) {
      return pageFrom(purpose, sliceOf(all, anchorOf(purpose, request), request), load);
    },
  };
}

function sliceOf(all: readonly Entry[], anchor: Anchor | null, { limit, direction }: PageRequest): Slice {
  const ordered = [...all].sort((a, b) => b.ordinal - a.ordinal);
  let start = 0;
  let size = limit;
  if (anchor === null && direction === 'previous') start = Math.max(0, ordered.length - limit);
  if (anchor?.direction === 'next') start = ordered.filter((entry) => entry.ordinal >= anchor.ordinal).length;
  if (anchor?.direction === 'previous') {
    const behind = ordered.filter((entry) => entry.ordinal > anchor.ordinal).length;
    start = Math.max(0, behind - limit);
    size = behind - start;
  }
  const entries = ordered.slice(start, start + size);
  const hasItems = entries.length > 0;
  return {
    entries,
    hasPrevious: hasItems && start > 0,
    hasNext: hasItems && start + entries.length < ordered.length,
  };
}
