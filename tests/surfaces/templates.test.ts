/** Messages by a template, sent and kept as drafts, by both surfaces. */
import { expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import type { Schemas } from '../support/http-api.ts';
import type { ComposedService } from './composed-service.ts';
import { connectedAccounts } from './connected-accounts.ts';
import type { GraphqlClient } from './graphql-client.ts';
import { only } from './only.ts';

let service: ComposedService;
let graphql: GraphqlClient;
let account: Schemas['Account'];

connectedAccounts((connected) => {
  ({ service, graphql, account } = connected);
});

const grace = { address: 'grace@elsewhere.example', name: 'Grace' };

async function template(source: object): Promise<string> {
  const body = { name: 'order', ...source };
  return (await service.rest.call<Schemas['Template']>('createTemplate', { body })).body.id;
}

async function sent(subject: string): Promise<string> {
  return await eventually(() => {
    const letters = service.submission.accepted.map(({ raw }) => raw.toString());
    return Promise.resolve(only(letters.filter((each) => each.includes(`Subject: ${subject}\r\n`))));
  });
}

it('a template writes what the message leaves open', async () => {
  const id = await template({
    subject: 'Your order {{order.no}}',
    text: 'Dear {{name}},\n{{#each order.items}}\n- {{.}}\n{{/each}}\n',
    html: '<p>Dear {{name}},</p>',
  });
  const path = { account: account.id };
  const data = { name: 'A & B', order: { no: 7, items: ['tea', null] } };
  const body = { to: [grace], template: { id, data } };
  const refused = await service.rest.call('createSubmission', { path, body });
  expect(refused.body).toMatchObject({
    status: 422,
    code: 'template-error',
    detail: 'text, line 3, column 3: `.` has no value.',
    errors: [{ pointer: '/template/data/order/items/1' }],
  });
  const inGraphql = { accountId: account.id, ...body };
  expect((await graphql.change('createSubmission', inGraphql)).data).toMatchObject({
    __typename: 'TemplateError',
    code: 'template-error',
    message: refused.body['detail'],
  });

  data.order.items[1] = 'milk';
  expect((await service.rest.call('createSubmission', { path, body })).status).toBe(202);
  const letter = await sent('Your order 7');
  expect(letter).toContain('Dear A & B,\r\n- tea\r\n- milk\r\n');
  expect(letter).toContain('<p>Dear A &amp; B,</p>');

  const own = { ...inGraphql, subject: 'My own words' };
  expect((await graphql.change('createSubmission', own)).data).toMatchObject({
    submission: { subject: 'My own words' },
  });
  expect(await sent('My own words')).toContain('<p>Dear A &amp; B,</p>');

  await service.rest.call('deleteTemplate', { path: { template: id } });
  expect((await service.rest.call('createSubmission', { path, body })).body).toMatchObject({
    status: 404,
    code: 'not-found',
  });
});

it('a template changes from one message to the next', async () => {
  const id = await template({ subject: 'Before', text: 'x' });
  const path = { account: account.id };
  const body = { to: [grace], template: { id } };
  await service.rest.call('createSubmission', { path, body });
  await sent('Before');
  await service.rest.call('updateTemplate', { path: { template: id }, body: { subject: 'After' } });
  await service.rest.call('createSubmission', { path, body });
  await sent('After');
});

it('a template writes drafts, for who may read it', async () => {
  const id = await template({ subject: 'A draft for {{name}}', text: 'Dear {{name}},' });
  const path = { account: account.id };
  const body = { mailbox: 'drafts', to: [grace], template: { id, data: { name: 'Grace' } } };
  const kept = await service.rest.call<Schemas['Message']>('appendMessage', { path, body });
  expect(kept.body.subject).toBe('A draft for Grace');
  const version = { id: kept.body.id, template: { id, data: { name: 'Ada' } } };
  expect((await graphql.change('replaceDraft', version)).data).toMatchObject({
    replacement: { subject: 'A draft for Ada' },
  });
  const writer = await service.keyFor(['messages:write']);
  expect((await writer.call('appendMessage', { path, body })).body).toMatchObject({ code: 'forbidden' });
});
