/**
 * Inputs of mutations, in the shape of the REST body that says the same, so that one set of schemas checks
 * both surfaces: what GraphQL cannot express (lengths, patterns, numbers of items) is refused with the same
 * code and the same pointers.
 */
import { invalid } from '../../domain/errors.ts';
import type { ContractDocument } from '../contract-document.ts';
import type { Body, OperationId } from '../operations.ts';
import { createValidation, type OperationValidation } from '../validation.ts';

type JsonOf<B> = B extends { readonly value: infer V } ? V : never;
/** The JSON body of an operation. */
export type JsonBody<Id extends OperationId> = JsonOf<Body<Id>>;

/** Fills in the contract's defaults. Throws `invalid-request`. */
export type CheckInput = <Id extends OperationId>(operationId: Id, input: object) => JsonBody<Id>;

/** An operation's schemas are compiled when they are needed first; that they can be is shown by REST at start. */
export function createInputCheck(contract: ContractDocument): CheckInput {
  const compile = createValidation(contract);
  const known = new Map<string, OperationValidation>();

  function validationOf(operationId: string): OperationValidation {
    const operation = contract.operations.find(({ id }) => id === operationId);
    if (operation === undefined) throw new Error(`The contract has no operation ${operationId}`);
    const validation = known.get(operationId) ?? compile(operation);
    known.set(operationId, validation);
    return validation;
  }

  return <Id extends OperationId>(operationId: Id, input: object) => {
    validationOf(operationId).body('application/json', input, 0);
    return input as JsonBody<Id>;
  };
}

/** The input but for what is no part of the body. */
export function without<T extends object, K extends keyof T>(input: T, ...keys: readonly K[]): Omit<T, K> {
  const names: readonly PropertyKey[] = keys;
  return Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name))) as Omit<T, K>;
}

/** What is null was left out: for inputs that make something. Values of type JSON (`metadata`, `data`) are handed on as they are. */
export function withoutNulls<T extends object>(input: T): T {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== null && each !== undefined)
        .map(([key, each]) => [key, key === 'metadata' || key === 'data' ? each : clean(each)]),
    );
  };
  return clean(input) as T;
}

/** `all` or a list, from the two forms of a selection input. Throws `invalid-request` for `all: false`. */
export function selectionOf(
  pointer: string,
  input: {
    readonly all?: boolean | null;
    readonly ids?: readonly string[] | null;
    readonly names?: readonly string[] | null;
  },
): 'all' | readonly string[] {
  if (input.all === true) return 'all';
  const chosen = input.ids ?? input.names;
  if (chosen === undefined || chosen === null)
    throw invalid(`${pointer}/all`, 'all is true, or some are named.');
  return chosen;
}

/** A decimal MODSEQ, null without one. Throws `invalid-request`. */
export function modseqOf(pointer: string, text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  if (!/^\d{1,19}$/.test(text)) throw invalid(pointer, 'A MODSEQ is a decimal number.');
  return text;
}
