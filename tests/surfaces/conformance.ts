/** Holds an answer of the service against openapi.yaml: its status, media type, headers and body must be declared there. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIV3_1 } from 'openapi-types';
import { expect } from 'vitest';
import { jsonPointer, readContract, resolve, type Operation } from '../../src/api/contract-document.ts';

export const contract = readContract(readFileSync('openapi.yaml', 'utf8'));

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  validateSchema: false,
  formats: { password: true },
});
addFormats.default(ajv);
ajv.addSchema(contract.document, 'contract');
const compiled = new Map<string, ValidateFunction>();

/** What the service answers to every path, declared or not: they need no line in each operation. */
const everywhere = new Set([405, 406, 414]);

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where the media type is JSON, else octets. */
  readonly body: unknown;
}

export function operationOf(id: string): Operation {
  const operation = contract.operations.find((each) => each.id === id);
  if (operation === undefined) throw new Error(`openapi.yaml has no operation ${id}`);
  return operation;
}

/** Fails the test, with the place, when the answer is not as the contract says. */
export function expectConforming(
  operation: Operation,
  answer: Answer,
  method: string = operation.method,
): void {
  const { status, headers } = answer;
  const where = `${operation.id} → ${status}`;
  expect(headers.get('x-request-id'), `${where}: X-Request-Id`).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
  expect(headers.get('x-content-type-options'), `${where}: X-Content-Type-Options`).toBe('nosniff');
  if (everywhere.has(status)) {
    expectValid(`${where}: body`, ['components', 'schemas', 'Problem'], answer.body);
    return;
  }
  const place = ['paths', operation.path, operation.method.toLowerCase(), 'responses', String(status)];
  const declared = responseAt(place);
  if (declared === null) expect.fail(`${where} is not declared: ${JSON.stringify(answer.body)}`);
  const { response, pointer } = declared;

  for (const [name, header] of Object.entries(response.headers ?? {})) {
    const value = headers.get(name);
    if (value === null) continue;
    const { schema } = resolve<OpenAPIV3_1.HeaderObject>(contract.document, header);
    const isNumber = (schema as OpenAPIV3_1.SchemaObject | undefined)?.type === 'integer';
    const validate = ajv.compile(schema ?? {});
    expect(validate(isNumber ? Number(value) : value), `${where}: ${name}: ${value}`).toBe(true);
  }
  for (const name of ['location', 'link', 'retry-after', 'www-authenticate', 'etag', 'idempotent-replayed']) {
    const isDeclared = Object.keys(response.headers ?? {}).some((each) => each.toLowerCase() === name);
    if (headers.has(name)) expect(isDeclared, `${where}: the header ${name} is not declared`).toBe(true);
  }

  const content = Object.keys(response.content ?? {});
  if (content.length === 0) {
    expect(headers.get('content-length') ?? '0', `${where} has no body`).toBe('0');
    return;
  }
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  const mediaType = content.find((each) => each === type || each === '*/*');
  if (mediaType === undefined) expect.fail(`${where}: the type ${type} is not declared`);
  if (method !== 'HEAD' && mediaType.endsWith('json')) {
    expectValid(`${where}: body`, [...pointer, 'content', mediaType, 'schema'], answer.body);
  }
}

function responseAt(
  place: readonly string[],
): { readonly response: OpenAPIV3_1.ResponseObject; readonly pointer: readonly string[] } | null {
  const node = place.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    contract.document,
  ) as OpenAPIV3_1.ResponseObject | OpenAPIV3_1.ReferenceObject | undefined;
  if (node === undefined) return null;
  if ('$ref' in node && typeof node.$ref === 'string') {
    return {
      response: resolve<OpenAPIV3_1.ResponseObject>(contract.document, node),
      pointer: node.$ref.replace(/^#\//, '').split('/'),
    };
  }
  return { response: node as OpenAPIV3_1.ResponseObject, pointer: place };
}

function expectValid(where: string, pointer: readonly string[], value: unknown): void {
  const $ref = `contract#${encodeURI(jsonPointer(pointer))}`;
  const validate = compiled.get($ref) ?? ajv.compile({ $ref });
  compiled.set($ref, validate);
  if (!validate(value)) {
    expect.fail(`${where}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value, null, 2)}`);
  }
}
