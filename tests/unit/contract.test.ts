/** The two contracts are valid, complete, true to the domain's lists, and twins of each other. */
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as ajvFormats from 'ajv-formats';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  validateSchema,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { errorTable } from '../../src/domain/errors.ts';
import { eventTypes } from '../../src/domain/event.ts';
import { messageFields, summaryFields } from '../../src/domain/message.ts';
import { scopes } from '../../src/domain/principal.ts';
import { specialUses } from '../../src/domain/mailbox.ts';
import { submissionStatuses } from '../../src/domain/submission.ts';

type Node = Readonly<Record<string, unknown>>;
type Described = Pick<GraphQLNamedType, 'name' | 'description'>;

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const node = (value: unknown): Node => (isNode(value) ? value : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const document = node(parse(read('openapi.yaml')));
const graphql = buildSchema(read('schema.graphql'));

/** What a local reference names, or undefined. */
function resolve(reference: string): unknown {
  const steps = reference.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>(
    (at, step) => node(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
}

/** The node itself, or what its `$ref` names. */
function followed(value: unknown): Node {
  const reference = node(value)['$ref'];
  return typeof reference === 'string' ? node(resolve(reference)) : node(value);
}

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly spec: Node;
}

function operationsOf(section: string): readonly Operation[] {
  return Object.entries(node(document[section])).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const spec = node(item)[method];
      return isNode(spec) ? [{ id: String(spec['operationId']), method, path, spec }] : [];
    }),
  );
}

const operations = operationsOf('paths');
const notifications = operationsOf('webhooks');
const named = operations.map((operation) => [operation.id, operation] as const);

/** Every media type object that the operation takes or answers, with where it stands. */
function mediaOf({ spec }: Operation): readonly (readonly [string, Node])[] {
  const answers = Object.entries(node(spec['responses'])).map(([status, it]) => [status, it] as const);
  return [['request', spec['requestBody']] as const, ...answers].flatMap(([where, body]) =>
    Object.entries(node(followed(body)['content'])).map(
      ([type, media]) => [`${where} ${type}`, node(media)] as const,
    ),
  );
}

function examplesOf(media: Node): readonly unknown[] {
  const many = Object.values(node(media['examples'])).map((each) => followed(each)['value']);
  return 'example' in media ? [media['example'], ...many] : many;
}

function walk(value: unknown, visit: (at: Node, path: string) => void, path = '#'): void {
  if (!isNode(value)) return;
  visit(value, path);
  for (const [key, child] of Object.entries(value)) walk(child, visit, `${path}/${key}`);
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajvFormats.default.default(ajv);
ajv.addSchema(document, 'contract');

/** Where the schema at `path` (a JSON Pointer) refuses the value. */
function faults(schema: unknown, value: unknown): readonly string[] {
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"contract#/')) as object;
  const check = ajv.compile(local);
  if (check(value)) return [];
  return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

/** Operations whose content has no place in GraphQL: byte streams, health, the contract itself. */
const withoutTwin = [
  'createBlob',
  'getMessageRaw',
  'getAttachment',
  'getAttachmentsZip',
  'getLiveness',
  'getReadiness',
  'getMetrics',
  'getOpenapiYaml',
  'getOpenapiJson',
];

/** What they are about decides which of its scopes is needed. */
const ofEveryJob = ['getJob', 'cancelJob'];

const twinsOf = ({ spec }: Operation): readonly string[] => [spec['x-graphql']].flat().map(String);

describe('openapi.yaml', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(structuredClone({ ...document }));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('names only things that exist', () => {
    const missing: string[] = [];
    walk(document, (at, path) => {
      const reference = at['$ref'];
      if (typeof reference === 'string' && resolve(reference) === undefined)
        missing.push(`${path}: ${reference}`);
    });
    expect(missing).toEqual([]);
  });

  it('uses every component that it declares', () => {
    const used = new Set<unknown>();
    walk(document, (at) => used.add(at['$ref']));
    const declared = Object.entries(node(document['components']))
      .filter(([kind]) => kind !== 'securitySchemes')
      .flatMap(([kind, members]) => Object.keys(node(members)).map((name) => `#/components/${kind}/${name}`));
    expect(declared.filter((name) => !used.has(name))).toEqual([]);
  });

  it('gives every operation a name of its own', () => {
    const ids = [...operations, ...notifications].map((operation) => operation.id);
    expect(ids.filter((id) => !/^[a-z]+[A-Za-z]+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(named)('%s says what it does, in words and examples', (_id, operation) => {
    expect(operation.spec['summary']).toMatch(/\S/);
    expect(operation.spec['description']).toMatch(/\S/);
    expect(list(operation.spec['tags'])).toHaveLength(1);
    for (const [where, media] of mediaOf(operation)) expect(examplesOf(media), where).not.toEqual([]);
  });

  it.each(named)('%s declares who may call it and what it refuses', (id, { method, path, spec }) => {
    const asked = list(spec['x-scopes']);
    expect(asked.filter((scope) => !scopes.some((known) => known === scope))).toEqual([]);
    const open = list(spec['security']).length === 0;
    expect(asked.length).toBe(open ? 0 : ofEveryJob.includes(id) ? 3 : 1);
    const statuses = Object.keys(node(spec['responses']));
    if (open) return;
    const always = ['400', '401', '403', '429', '500', '503'];
    const byBody = 'requestBody' in spec ? ['413', '415'] : [];
    const byPath = path.includes('{') ? ['404'] : [];
    const byKey = method === 'post' && spec['x-query'] !== true ? ['409', '422'] : [];
    expect(statuses).toEqual(expect.arrayContaining([...always, ...byBody, ...byPath, ...byKey]));
  });

  it('takes an Idempotency-Key on every POST but searches, and nowhere else', () => {
    const takesKey = (spec: Node): boolean =>
      list(spec['parameters']).some((each) => followed(each)['name'] === 'Idempotency-Key');
    const wrong = operations.filter(
      ({ method, spec }) => takesKey(spec) !== (method === 'post' && spec['x-query'] !== true),
    );
    expect(wrong.map((operation) => operation.id)).toEqual([]);
  });

  it('declares every placeholder of a path as a parameter', () => {
    const wrong = operations.filter(({ path, spec }) => {
      const declared = [
        ...list(node(node(document['paths'])[path])['parameters']),
        ...list(spec['parameters']),
      ]
        .map(followed)
        .filter((parameter) => parameter['in'] === 'path')
        .map((parameter) => `{${String(parameter['name'])}}`);
      return declared.sort().join() !== (path.match(/\{\w+\}/g) ?? []).sort().join();
    });
    expect(wrong.map((operation) => operation.id)).toEqual([]);
  });

  it('closes every object, so that nothing undeclared is taken or told', () => {
    const open: string[] = [];
    walk(node(node(document['components'])['schemas']), (at, path) => {
      if (at['type'] === 'object' && isNode(at['properties']) && at['additionalProperties'] !== false)
        open.push(path);
    });
    expect(open).toEqual([]);
  });

  it('requires only properties that are declared', () => {
    const wrong: string[] = [];
    walk(node(node(document['components'])['schemas']), (at, path) => {
      const declared = at['properties'];
      if (!isNode(declared)) return;
      for (const name of list(at['required']))
        if (!(String(name) in declared)) wrong.push(`${path}: ${String(name)}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each([...named, ...notifications.map((each) => [each.id, each] as const)])(
    '%s gives examples that its schemas accept',
    (_id, operation) => {
      for (const [where, media] of mediaOf(operation)) {
        for (const example of examplesOf(media)) expect(faults(media['schema'], example), where).toEqual([]);
      }
    },
  );

  it('gives examples of parameters and headers that their schemas accept', () => {
    walk(document, (at, path) => {
      if ('schema' in at && 'example' in at) expect(faults(at['schema'], at['example']), path).toEqual([]);
    });
  });

  it('tells of every event type by a webhook with a signature', () => {
    expect(notifications.map((operation) => operation.path).sort()).toEqual([...eventTypes].sort());
    for (const { spec } of notifications) {
      const headers = list(spec['parameters']).map((each) => followed(each)['name']);
      expect(headers).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature', 'traceparent']);
    }
  });
});

describe('The lists of the contract', () => {
  const enumOf = (name: string): readonly unknown[] =>
    list(node(node(node(document['components'])['schemas'])[name])['enum']);

  it.each([
    ['ErrorCode', Object.keys(errorTable)],
    ['EventType', eventTypes],
    ['Scope', scopes],
    ['MessageField', messageFields],
    ['SpecialUse', specialUses],
    ['SubmissionStatus', submissionStatuses],
  ])('%s are those of the domain', (name, known) => {
    expect([...enumOf(name)].sort()).toEqual([...known].sort());
  });

  it('lets events be asked for by type, by family and all at once', () => {
    const families = eventTypes.map((type) => `${type.split('.')[0] ?? ''}.*`);
    expect([...enumOf('EventTypeFilter')].sort()).toEqual(
      [...new Set(['*', ...families, ...eventTypes])].sort(),
    );
  });

  it('has a property for every field of a message, and tells the default ones', () => {
    const schema = node(resolve('#/components/schemas/Message'));
    expect(Object.keys(node(schema['properties'])).sort()).toEqual([...messageFields].sort());
    const words = String(node(resolve('#/components/parameters/Fields'))['description']);
    expect(words.replaceAll(/\s+/g, ' ')).toContain(`Without it: ${summaryFields.join(', ')}.`);
  });

  it('shows each problem with the status and title of its code', () => {
    const responses = Object.values(node(node(document['components'])['responses'])).map(node);
    const examples = responses.flatMap((response) =>
      Object.values(node(response['content'])).flatMap((media) => examplesOf(node(media))),
    );
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples.map(node)) {
      const entry = Object.entries(errorTable).find(([code]) => code === example['code'])?.[1];
      expect(example).toMatchObject({ ...entry });
    }
  });

  it('are the enumerations of schema.graphql under the mapped names', () => {
    const mapped = (value: unknown): string => String(value).toUpperCase().replaceAll('-', '_');
    const rest = new Set<string>();
    walk(document, (at) => {
      if (Array.isArray(at['enum']))
        rest.add(
          at['enum']
            .filter((each) => each !== null)
            .map(mapped)
            .sort()
            .join(),
        );
      if ('const' in at) rest.add(mapped(at['const']));
    });
    const strange = Object.values(graphql.getTypeMap())
      .filter((type) => isEnumType(type) && !type.name.startsWith('__'))
      .filter(
        (type) =>
          isEnumType(type) &&
          !rest.has(
            type
              .getValues()
              .map((each) => each.name)
              .sort()
              .join(),
          ),
      )
      .map((type) => type.name);
    expect(strange).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  it('has one entry for every code, with its status', () => {
    const entries = read('docs/errors.md').split(/^## /m).slice(1);
    const told = entries.map((entry) => /^(\S+)\n\nStatus (\d+)/.exec(entry)?.slice(1) ?? [entry]);
    expect(told).toEqual(Object.entries(errorTable).map(([code, { status }]) => [code, String(status)]));
  });
});

describe('schema.graphql', () => {
  const types = Object.values(graphql.getTypeMap()).filter((type) => !type.name.startsWith('__'));

  it('is a valid schema', () => {
    expect(validateSchema(graphql)).toEqual([]);
  });

  it('describes every type and every field', () => {
    const builtIn = ['String', 'Int', 'Float', 'Boolean', 'ID'];
    const silent = types
      .filter((type) => !builtIn.includes(type.name))
      .flatMap((type) => {
        const members: readonly Described[] = 'getFields' in type ? Object.values(type.getFields()) : [];
        return [type, ...members]
          .filter((each) => !each.description)
          .map((each) => `${type.name} ${each.name}`);
      });
    expect(silent).toEqual([]);
  });

  it.each(named)('%s names its twin, or none for a reason', (id, operation) => {
    const twins = twinsOf(operation);
    if (twins.includes('none')) {
      expect(withoutTwin).toContain(id);
      return;
    }
    for (const twin of twins) {
      const [typeName = '', field = ''] = twin.split('.');
      const type = graphql.getType(typeName);
      expect(isObjectType(type) && field in type.getFields(), twin).toBe(true);
    }
  });

  it('offers nothing at its root that REST lacks, but node', () => {
    const twins = new Set(operations.flatMap(twinsOf));
    const roots = [graphql.getQueryType(), graphql.getMutationType(), graphql.getSubscriptionType()];
    const alone = roots.flatMap((root) =>
      Object.keys(root?.getFields() ?? {})
        .map((field) => `${root?.name ?? ''}.${field}`)
        .filter((field) => !twins.has(field)),
    );
    expect(alone).toEqual(['Query.node']);
  });

  it('answers every mutation with its payload, the general refusal, or a refusal of its own', () => {
    const refusal = graphql.getType('Refusal');
    for (const field of Object.values(graphql.getMutationType()?.getFields() ?? {})) {
      const name = field.type.toString().replace(/Result!$/, '');
      const type = graphql.getType(`${name}Result`);
      const members = isUnionType(type) ? type.getTypes() : [];
      expect(members.map((member) => member.name)).toEqual(
        expect.arrayContaining([`${name}Payload`, 'RequestRefused']),
      );
      const others = members.filter((member) => member.name !== `${name}Payload`);
      expect(
        others.every((other) => isInterfaceType(refusal) && other.getInterfaces().includes(refusal)),
        field.name,
      ).toBe(true);
    }
  });

  it('names a refusal after a code that is one', () => {
    const refusal = graphql.getType('Refusal');
    const kinds = isInterfaceType(refusal) ? graphql.getPossibleTypes(refusal).map((type) => type.name) : [];
    const codes = Object.entries(errorTable)
      .filter(([, { status }]) => [409, 410, 412, 422].includes(status))
      .map(([code]) => code.replaceAll(/(?:^|-)([a-z])/g, (_all, letter: string) => letter.toUpperCase()));
    expect(kinds.filter((kind) => kind !== 'RequestRefused' && !codes.includes(kind))).toEqual([]);
  });

  it('gives the nouns of both surfaces the same fields', () => {
    const operated = new Set(operations.flatMap(twinsOf));
    const only: string[] = [];
    for (const noun of [
      'Account',
      'Mailbox',
      'Message',
      'Attachment',
      'Submission',
      'Webhook',
      'Key',
      'Delivery',
    ]) {
      const type = graphql.getType(noun);
      const rest = Object.keys(node(node(resolve(`#/components/schemas/${noun}`))['properties']));
      const plain = isObjectType(type)
        ? Object.values(type.getFields()).filter(
            // Arguments of values say in which form they are shown, others which of many.
            ({ args, type: shown }) => args.length === 0 || isLeafType(getNamedType(shown)),
          )
        : [];
      // What has an operation of its own in REST is no property there.
      const names = plain.map((field) => field.name).filter((name) => !operated.has(`${noun}.${name}`));
      only.push(...rest.filter((name) => !names.includes(name)).map((name) => `REST ${noun}.${name}`));
      only.push(...names.filter((name) => !rest.includes(name)).map((name) => `GraphQL ${noun}.${name}`));
    }
    expect(only).toEqual([]);
  });

  it('searches by the same conditions as REST', () => {
    const input = graphql.getType('MessageFilter');
    const rest = node(node(resolve('#/components/schemas/MessageFilter'))['properties']);
    const here = input !== undefined && 'getFields' in input ? Object.keys(input.getFields()) : [];
    expect(here).toEqual(Object.keys(rest));
  });
});
