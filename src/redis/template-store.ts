/** Templates: documents with a revision, and their order of creation. */
import type { Redis } from 'ioredis';
import type { Template } from '../domain/template.ts';
import type { CursorSeal } from '../use-cases/ports/service.ts';
import type { TemplateStore } from '../use-cases/ports/templates.ts';
import { stored } from './connection.ts';
import { documentPrelude, parseDocument } from './document.ts';
import type { Keys } from './keys.ts';
import { createPager } from './page.ts';
import { defineScript } from './script.ts';

/** KEYS: document, list. ARGV: id, JSON. */
const insertLua = `
redis.call('HSET', KEYS[1], 'r', 1, 'j', ARGV[2])
redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[2] .. ':ordinal'), ARGV[1])
return 1
`;

/** KEYS: document. ARGV: revision, JSON. */
const saveLua = `${documentPrelude}
if redis.call('EXISTS', KEYS[1]) == 0 or revision_of(KEYS[1]) ~= tonumber(ARGV[1]) - 1 then return 0 end
redis.call('HSET', KEYS[1], 'r', ARGV[1], 'j', ARGV[2])
return 1
`;

/** KEYS: document, list. ARGV: id. */
const removeLua = `
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[1])
`;

export function createTemplateStore(redis: Redis, keys: Keys, cursors: CursorSeal): TemplateStore {
  const inserting = defineScript<1>(redis, insertLua);
  const saving = defineScript<0 | 1>(redis, saveLua);
  const removing = defineScript<0 | 1>(redis, removeLua);
  const pager = createPager(redis, cursors);
  const list = keys.of('templates');
  const document = (id: string): string => keys.of('template', id);
  const get = async (id: string): Promise<Template | null> =>
    parseDocument<Template>(await stored(() => redis.hget(document(id), 'j')));

  return {
    get,
    async insert(template) {
      await inserting.run([document(template.id), list], [template.id, JSON.stringify(template)]);
    },
    list: (page) => pager.page({ key: list, purpose: 'templates' }, page, (ids) => Promise.all(ids.map(get))),
    async save(next) {
      return (await saving.run([document(next.id)], [next.revision, JSON.stringify(next)])) === 1;
    },
    async remove(id) {
      return (await removing.run([document(id), list], [id])) === 1;
    },
  };
}
