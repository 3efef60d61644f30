/** What a message is beyond its envelope and its bodies, by REST and the same by GraphQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schemas } from '../support/http-api.ts';
import { ADMIN_KEY } from '../support/service-process.ts';
import { startComposedService, type ComposedService } from './composed-service.ts';
import { asRest, createGraphqlClient, everythingOf } from './graphql-client.ts';

let service: ComposedService;
let account: Schemas['Account'];

beforeAll(async () => {
  service = await startComposedService();
  account = await service.connect();
});
afterAll(async () => {
  await service?.close();
});

/** Puts the message into the inbox, reads it by both surfaces, and shows that they say the same. */
async function message(...lines: readonly string[]): Promise<Schemas['Message']> {
  const { body: appended } = await service.rest.call<Schemas['Message']>('appendMessage', {
    path: { account: account.id },
    query: { mailbox: 'inbox' },
    body: lines.join('\r\n'),
    contentType: 'message/rfc822',
  });
  const { data, errors } = await createGraphqlClient(service.url, ADMIN_KEY).ask<{
    account: { message: object };
  }>(`query($a: ID!, $m: ID!) { account(id: $a) { message(id: $m) ${everythingOf('Message')} } }`, {
    a: account.id,
    m: appended.id,
  });
  expect(errors).toEqual([]);
  const told = asRest('Message', data.account.message) as object;
  const { status, body } = await service.rest.call<Schemas['Message']>('getMessage', {
    path: { account: account.id, message: appended.id },
    query: { fields: Object.keys(told).join(',') },
  });
  expect(status).toBe(200);
  expect(told).toEqual(body);
  return body;
}

describe('the header of a message', () => {
  it('tells of its list, its automation and what the own server found of its sender', async () => {
    const domain = account.email.slice(account.email.indexOf('@') + 1);
    const shown = await message(
      `Authentication-Results: mx.${domain}; spf=pass smtp.mailfrom=news@example.org;`,
      '\tdkim=fail (bad; signature) header.d=example.org; dmarc=pass',
      `Authentication-Results: mx.${domain}; dkim=pass`,
      'Auto-Submitted: auto-generated',
      'List-Id: News <news.example.org>',
      'List-Unsubscribe: <https://example.org/leave>,',
      ' <mailto:leave@example.org>',
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
      'From: News <news@example.org>',
      '',
      'Read this.',
    );
    expect(shown).toMatchObject({
      authentication: { authservId: `mx.${domain}`, spf: 'pass', dkim: 'fail', dmarc: 'pass' },
      autoSubmitted: 'auto-generated',
      list: {
        id: 'news.example.org',
        unsubscribe: ['https://example.org/leave', 'mailto:leave@example.org'],
        oneClick: true,
      },
      labels: null,
    });
  });

  it('of an ordinary message tells nothing, and a stranger’s word about the sender is not believed', async () => {
    const shown = await message(
      'Authentication-Results: elsewhere.example; spf=pass; dkim=pass; dmarc=pass',
      'From: Grace <grace@example.org>',
      '',
      'Hello.',
    );
    expect(shown).toMatchObject({ authentication: null, autoSubmitted: null, list: null });
  });
});
