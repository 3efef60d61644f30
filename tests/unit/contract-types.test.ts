/** The types made from the contract say of a request what its schema says. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../src/api/contract-document.ts';
import { createInputCheck, type JsonBody } from '../../src/api/graphql/inputs.ts';

const check = createInputCheck(
  readContract(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')),
);

describe('a request', () => {
  // That these compile is the half of the test that `npm run typecheck` runs.
  const webhook: JsonBody<'createWebhook'> = { url: 'https://example.com/' };
  const search: JsonBody<'searchMessages'> = {};

  it('may leave out what has a default, by its type as by its schema', () => {
    expect(check('createWebhook', webhook)).toMatchObject({ enabled: true });
    expect(check('searchMessages', search)).toMatchObject({ mailbox: 'inbox' });
  });
});
