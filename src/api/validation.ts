/**
 * Checks input against the schemas of the contract (JSON Schema 2020-12). Bodies are taken as they are: no
 * coercion, nothing removed; parameters are read from text by the grammar of their type. All faults are told
 * at once, as JSON Pointers.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenAPIV3_1 } from 'openapi-types';
import { GatewayError, type InputProblem } from '../domain/errors.ts';
import { isDateTime } from '../domain/time.ts';
import {
  jsonPointer,
  resolve,
  type ContractDocument,
  type Operation,
  type Parameter,
} from './contract-document.ts';

/** A raw value: text, or several where the client repeats a query parameter. */
export type RawParameters = Readonly<Record<string, unknown>>;

export interface ReadParameters {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly header: Readonly<Record<string, unknown>>;
}

export interface OperationValidation {
  /** Defaults filled in. Throws `invalid-request` for unknown query parameters too. */
  parameters(raw: {
    readonly path: RawParameters;
    readonly query: RawParameters;
    readonly header: RawParameters;
  }): ReadParameters;
  /** Fills defaults into `value`. Throws `invalid-request`. `size` in octets bounds how many faults are looked for. */
  body(mediaType: string, value: unknown, size: number): void;
}

const root = 'contract';
const maximumFaults = 20;
/** Above it only the first fault is told: looking for all of them costs as much as the body is long. */
const thoroughBelowBytes = 256 * 1024;

type Schema = OpenAPIV3_1.SchemaObject;

/** Compiles every schema of every operation; throws when one cannot be. */
export function createValidation(contract: ContractDocument): (operation: Operation) => OperationValidation {
  const quick = createAjv(contract, false);
  const thorough = createAjv(contract, true);
  return (operation) => {
    const bodies = new Map(
      (operation.body?.forms ?? [])
        .filter(({ mediaType }) => mediaType.endsWith('json'))
        .map(({ mediaType, schemaPointer }) => {
          const $ref = `${root}#${encodeURI(schemaPointer)}`;
          return [mediaType, { quick: quick.compile({ $ref }), thorough: thorough.compile({ $ref }) }];
        }),
    );
    const readPlace = {
      path: createParameterReader(contract, operation, 'path', thorough),
      query: createParameterReader(contract, operation, 'query', thorough),
      header: createParameterReader(contract, operation, 'header', thorough),
    };
    return {
      parameters: (raw) => ({
        path: readPlace.path(raw.path),
        query: readPlace.query(raw.query),
        header: readPlace.header(raw.header),
      }),
      body(mediaType, value, size) {
        const validators = bodies.get(mediaType);
        if (validators === undefined) return;
        const validate = size < thoroughBelowBytes ? validators.thorough : validators.quick;
        if (!validate(value)) throw refusal('', validate);
      },
    };
  };
}

function createAjv(contract: ContractDocument, allErrors: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors,
    strict: false,
    useDefaults: true,
    coerceTypes: false,
    removeAdditional: false,
    ownProperties: true,
    validateSchema: false,
    discriminator: true,
    formats: { password: true },
  });
  addFormats.default(ajv);
  // The library's takes leap seconds, which no Date can hold, and a blank for the T.
  ajv.addFormat('date-time', isDateTime);
  ajv.addSchema(withoutMappings(contract.document), root);
  return ajv;
}

/** A discriminator says the same to the validator without its mapping, and it takes none. */
function withoutMappings(document: ContractDocument['document']): object {
  const plain = (name: string, value: unknown): unknown =>
    name === 'discriminator'
      ? { propertyName: (value as OpenAPIV3_1.DiscriminatorObject).propertyName }
      : value;
  return JSON.parse(JSON.stringify(document, plain)) as object;
}

function createParameterReader(
  contract: ContractDocument,
  operation: Operation,
  place: Parameter['place'],
  ajv: Ajv2020,
): (raw: RawParameters) => Readonly<Record<string, unknown>> {
  const parameters = operation.parameters.filter((each) => each.place === place);
  const schemas = parameters.map(({ schema }) => flatten(contract, schema));
  const validate = ajv.compile({
    type: 'object',
    properties: Object.fromEntries(parameters.map(({ name }, index) => [name, schemas[index]])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    // Headers that the contract does not name are the transport's affair.
    additionalProperties: place === 'header',
  });
  const pointer = place === 'header' ? '/headers' : `/${place}`;
  return (raw) => {
    const known = parameters.flatMap(({ name }, index) => {
      const value = raw[place === 'header' ? name.toLowerCase() : name];
      if (value === undefined) return [];
      if (typeof value !== 'string') throw repeated(pointer, name);
      return [[name, readText(schemas[index], value)] as const];
    });
    const names = new Set(parameters.map(({ name }) => name));
    const unknown = place === 'header' ? [] : Object.entries(raw).filter(([name]) => !names.has(name));
    // Made from entries, so that a parameter called __proto__ is one like any other.
    const values: Record<string, unknown> = Object.fromEntries([...known, ...unknown]);
    if (!validate(values)) throw refusal(pointer, validate);
    return values;
  };
}

function repeated(pointer: string, name: string): GatewayError {
  const message = 'is given more than once';
  return new GatewayError('invalid-request', `The parameter ${name} ${message}.`, {
    errors: [{ pointer: pointer + jsonPointer([name]), message }],
  });
}

/** The schema with its outermost references followed, so that defaults and types stand where they are looked for. */
function flatten(contract: ContractDocument, schema: Schema): Schema {
  const { $ref, ...siblings } = schema as Schema & { readonly $ref?: string };
  const target = $ref === undefined ? {} : flatten(contract, resolve<Schema>(contract.document, { $ref }));
  return absolute({ ...target, ...siblings }) as Schema;
}

function absolute(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(absolute);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#')
        ? [key, root + value]
        : [key, absolute(value)],
    ),
  );
}

/** Text that is not of the schema's type stays text, and the schema then says what is wrong. */
function readText(schema: Schema | undefined, text: string): unknown {
  switch (schema?.type) {
    case 'integer':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'array':
      return text.split(',');
    default:
      return text;
  }
}

function refusal(prefix: string, validate: ValidateFunction): GatewayError {
  const faults = faultsOf(prefix, validate.errors ?? []);
  const [first, ...others] = faults;
  const place = first === undefined || first.pointer === '' ? 'The body' : first.pointer;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new GatewayError('invalid-request', `${place} ${first?.message ?? 'is not valid'}${more}.`, {
    errors: faults,
  });
}

function faultsOf(prefix: string, errors: readonly ErrorObject[]): readonly InputProblem[] {
  const faults = new Map<string, InputProblem>();
  const explained = errors.filter(isExplanation);
  for (const error of explained.length > 0 ? explained : errors) {
    const fault = faultOf(prefix, error);
    faults.set(JSON.stringify(fault), fault);
    if (faults.size === maximumFaults) break;
  }
  return [...faults.values()];
}

/** Leaves out that none of several alternatives fits, where it is told why each does not; "null" is no advice. */
function isExplanation({ keyword, params }: ErrorObject): boolean {
  if (keyword === 'oneOf' || keyword === 'anyOf' || keyword === 'propertyNames') return false;
  return !(keyword === 'type' && (params as { type: unknown }).type === 'null');
}

function faultOf(prefix: string, { instancePath, keyword, params, message }: ErrorObject): InputProblem {
  const at = (name: unknown): string => prefix + instancePath + jsonPointer([String(name)]);
  const details = params as Readonly<Record<string, unknown>>;
  switch (keyword) {
    case 'required':
      return { pointer: at(details['missingProperty']), message: 'is missing' };
    case 'additionalProperties':
      return { pointer: at(details['additionalProperty']), message: 'is not known here' };
    case 'enum':
      return {
        pointer: prefix + instancePath,
        message: `must be one of ${(details['allowedValues'] as readonly unknown[]).join(', ')}`,
      };
    case 'const':
      return { pointer: prefix + instancePath, message: `must be ${String(details['allowedValue'])}` };
    case 'discriminator':
      return { pointer: at(details['tag']), message: 'is none of those that are known here' };
    case 'not':
      return { pointer: prefix + instancePath, message: 'combines fields that exclude each other' };
    default:
      return { pointer: prefix + instancePath, message: message ?? 'is not valid' };
  }
}
