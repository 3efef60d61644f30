/**
 * What has become of an account's token sources: a hash by source, each value its number and the sealed rest. Apart from
 * the credentials, so that a refresh and a change by the owner cannot undo one another.
 */
import type { Redis } from 'ioredis';
import type { Account } from '../domain/account.ts';
import type { Tokens } from '../domain/tokens.ts';
import type { TokenStore } from '../use-cases/ports/tokens.ts';
import { accountKey } from './account-scripts.ts';
import { stored } from './connection.ts';
import type { Keys } from './keys.ts';
import { defineScript } from './script.ts';
import type { SealedPlace, SecretBox } from './secret-box.ts';

/** Beside the account's document, and gone with it. */
export function tokensKey(keys: Keys, accountId: string): string {
  return keys.of('account-tokens', accountId);
}

/** KEYS: document, tokens. ARGV: incarnation, source, number, sealed. */
const saveLua = `
if redis.call('HGET', KEYS[1], 'i') ~= ARGV[1] then return 'gone' end
local present = redis.call('HGET', KEYS[2], ARGV[2])
local number = present and tonumber(string.match(present, '^%d+')) or 0
if number ~= tonumber(ARGV[3]) - 1 then return 'conflict' end
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3] .. ' ' .. ARGV[4])
return 'saved'
`;

export function createTokenStore(redis: Redis, keys: Keys, box: SecretBox): TokenStore {
  const saving = defineScript<'saved' | 'conflict' | 'gone'>(redis, saveLua);
  return {
    async get(account, sourceId) {
      const value = await stored(() => redis.hget(tokensKey(keys, account.id), sourceId));
      if (value === null) return null;
      const sealed = value.slice(value.indexOf(' ') + 1);
      return JSON.parse(box.open(placeOf(account, sourceId), sealed)) as Tokens;
    },

    save: (account, sourceId, tokens) =>
      saving.run(
        [accountKey(keys, account.id), tokensKey(keys, account.id)],
        [
          account.incarnation,
          sourceId,
          tokens.number,
          box.seal(placeOf(account, sourceId), JSON.stringify(tokens)),
        ],
      ),
  };
}

function placeOf({ id, incarnation }: Account, sourceId: string): SealedPlace {
  return { purpose: 'account', owner: id, incarnation, field: `tokens ${sourceId}` };
}
