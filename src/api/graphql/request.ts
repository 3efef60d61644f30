/** The parameters of a GraphQL request, from JSON or from a query string (GraphQL over HTTP, "Request"). */
import { invalid } from '../../domain/errors.ts';
import { requireShallow } from '../json-depth.ts';

export interface RequestParameters {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws `invalid-request` for anything that is not well-formed; `extensions` is checked and not used. */
export function readRequest(body: unknown): RequestParameters {
  if (Array.isArray(body)) throw invalid('', 'Batches are not taken: send one operation per request.');
  if (!isRecord(body)) throw invalid('', 'A GraphQL request is an object with "query".');
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || query === '')
    throw invalid('/query', 'query is the text of a GraphQL document.');
  if (operationName !== null && typeof operationName !== 'string') {
    throw invalid('/operationName', 'operationName is text.');
  }
  if (variables !== null && !isRecord(variables)) throw invalid('/variables', 'variables is an object.');
  requireShallow(variables, '/variables');
  if (extensions !== null && !isRecord(extensions)) throw invalid('/extensions', 'extensions is an object.');
  return { query, operationName: operationName === '' ? null : operationName, variables: variables ?? {} };
}

/** The same from a query string, where `variables` and `extensions` are JSON. */
export function readQueryString(parameters: unknown): RequestParameters {
  if (!isRecord(parameters)) throw invalid('/query', 'query is the text of a GraphQL document.');
  const json = (name: 'variables' | 'extensions'): unknown => {
    const text = parameters[name];
    if (typeof text !== 'string' || text === '') return null;
    try {
      return JSON.parse(text);
    } catch {
      throw invalid(`/${name}`, `${name} is not JSON.`);
    }
  };
  return readRequest({ ...parameters, variables: json('variables'), extensions: json('extensions') });
}
