/**
 * openapi.yaml as data: read once at start, its operations with their parameters resolved. What is made of
 * them (routes, validators) is in contract.ts and validation.ts.
 */
import type { OpenAPIV3_1 } from 'openapi-types';
import { parse } from 'yaml';
import { scopes, type Scope } from '../domain/principal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type ParameterPlace = 'path' | 'query' | 'header';

export interface Parameter {
  readonly name: string;
  readonly place: ParameterPlace;
  readonly required: boolean;
  /** With references still in it, relative to the document. */
  readonly schema: OpenAPIV3_1.SchemaObject;
}

export interface BodyForm {
  /** Lower case, without parameters. */
  readonly mediaType: string;
  /** JSON Pointer to the schema, for validation.ts. */
  readonly schemaPointer: string;
}

export interface Operation {
  readonly id: string;
  readonly method: Method;
  /** As in the contract: `/v1/accounts/{account}`. */
  readonly path: string;
  readonly isPublic: boolean;
  /** Whether a link's token (the security scheme `link`) serves instead of a key. */
  readonly takesLink: boolean;
  /** One of them is needed; which one of several, what the request is about decides. */
  readonly scopes: readonly Scope[];
  readonly parameters: readonly Parameter[];
  readonly body: { readonly required: boolean; readonly forms: readonly BodyForm[] } | null;
  readonly statuses: readonly string[];
  /** Media types of the successes. */
  readonly produces: readonly string[];
  /** Whether the method QUERY is an alias (`x-query`). */
  readonly hasQueryAlias: boolean;
}

export interface ContractDocument {
  readonly yaml: string;
  readonly document: OpenAPIV3_1.Document;
  readonly operations: readonly Operation[];
}

type Extended = OpenAPIV3_1.OperationObject & { readonly 'x-scopes'?: unknown; readonly 'x-query'?: unknown };

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly Method[];

/** Throws when the document is not one that this service can run by. */
export function readContract(yaml: string): ContractDocument {
  const document = parse(yaml) as OpenAPIV3_1.Document;
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item?.[method.toLowerCase() as Lowercase<Method>] as Extended | undefined;
      if (operation !== undefined)
        operations.push(readOperation(document, path, method, operation, item?.parameters));
    }
  }
  return { yaml, document, operations };
}

function readOperation(
  document: OpenAPIV3_1.Document,
  path: string,
  method: Method,
  operation: Extended,
  shared: OpenAPIV3_1.PathItemObject['parameters'] = [],
): Operation {
  const id = operation.operationId;
  if (id === undefined) throw new Error(`openapi.yaml: ${method} ${path} has no operationId`);
  const responses = Object.entries(operation.responses ?? {});
  const security = operation.security ?? document.security ?? [];
  return {
    id,
    method,
    path,
    isPublic: security.length === 0,
    takesLink: security.some((scheme) => 'link' in scheme),
    scopes: readScopes(id, operation['x-scopes']),
    parameters: [...shared, ...(operation.parameters ?? [])].map((each) =>
      readParameter(resolve(document, each)),
    ),
    body: readBody(document, path, method, operation.requestBody),
    statuses: responses.map(([status]) => status),
    produces: responses
      .filter(([status]) => status.startsWith('2'))
      .flatMap(([, response]) =>
        Object.keys(resolve<OpenAPIV3_1.ResponseObject>(document, response).content ?? {}),
      ),
    hasQueryAlias: operation['x-query'] === true,
  };
}

function readScopes(id: string, value: unknown): readonly Scope[] {
  const named = Array.isArray(value) ? value : [];
  const known = scopes.filter((scope) => named.includes(scope));
  if (known.length !== named.length) throw new Error(`openapi.yaml: ${id} names an unknown scope`);
  return known;
}

function readParameter(parameter: OpenAPIV3_1.ParameterObject): Parameter {
  const { name, in: place, required = false, schema } = parameter;
  if (place !== 'path' && place !== 'query' && place !== 'header') {
    throw new Error(`openapi.yaml: the parameter ${name} is in "${place}", which is not served`);
  }
  return { name, place, required, schema: (schema ?? {}) as OpenAPIV3_1.SchemaObject };
}

function readBody(
  document: OpenAPIV3_1.Document,
  path: string,
  method: Method,
  requestBody: OpenAPIV3_1.OperationObject['requestBody'],
): Operation['body'] {
  if (requestBody === undefined) return null;
  if ('$ref' in requestBody) throw new Error(`openapi.yaml: ${method} ${path} shares its body by reference`);
  const { required = false, content } = resolve<OpenAPIV3_1.RequestBodyObject>(document, requestBody);
  const place = ['paths', path, method.toLowerCase(), 'requestBody', 'content'];
  return {
    required,
    forms: Object.keys(content).map((mediaType) => ({
      mediaType: mediaType.toLowerCase(),
      schemaPointer: jsonPointer([...place, mediaType, 'schema']),
    })),
  };
}

/** Follows `$ref` within the document. */
export function resolve<T extends object>(
  document: OpenAPIV3_1.Document,
  node: T | OpenAPIV3_1.ReferenceObject,
): T {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as T;
  const target = node.$ref
    .replace(/^#\//, '')
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
  if (typeof target !== 'object' || target === null)
    throw new Error(`openapi.yaml: ${node.$ref} leads nowhere`);
  return resolve(document, target as T);
}

/** RFC 6901. */
export function jsonPointer(parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
