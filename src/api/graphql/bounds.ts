/**
 * Bounds on a document that can be told from its text alone, before validation spends time on it: depth,
 * aliases, root fields, directives and how many fields it has once every fragment is spread. Fragments are
 * measured once each, so that a bomb of fragments costs no more than its text.
 */
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../../domain/errors.ts';

export interface DocumentBounds {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** With all fragments spread. */
  readonly fields: number;
  /** Fields and spreads that stand again in the same selection: validation compares each with each. */
  readonly repeats: number;
  /** Of the document, for the same reason. */
  readonly fragments: number;
}

const documentBounds: DocumentBounds = {
  depth: 15,
  aliases: 100,
  rootFields: 20,
  directives: 50,
  fields: 2_000,
  repeats: 60,
  fragments: 50,
};

/** Of the query's text; tokens are bounded by the parser. */
const maximumQueryBytes = 10_240;
export const maximumTokens = 1_000;

type Measured = { -readonly [K in keyof DocumentBounds]: number };

const words: Readonly<Record<keyof DocumentBounds, string>> = {
  depth: 'levels of fields',
  aliases: 'aliases',
  rootFields: 'fields of the root',
  directives: 'directives',
  fields: 'fields',
  repeats: 'fields that stand again beside themselves',
  fragments: 'fragments',
};

function nothing(): Measured {
  return { depth: 0, aliases: 0, rootFields: 0, directives: 0, fields: 0, repeats: 0, fragments: 0 };
}

function add(total: Measured, part: Measured): void {
  total.depth = Math.max(total.depth, part.depth);
  total.aliases += part.aliases;
  total.rootFields += part.rootFields;
  total.directives += part.directives;
  total.fields += part.fields;
  total.repeats += part.repeats;
}

/** What a selection answers under, or which fragment it spreads. */
function nameOf(selection: SelectionNode): string | null {
  switch (selection.kind) {
    case Kind.FIELD:
      return selection.alias?.value ?? selection.name.value;
    case Kind.FRAGMENT_SPREAD:
      return `...${selection.name.value}`;
    case Kind.INLINE_FRAGMENT:
      return null;
  }
}

/** Per operation, the worst of each; cycles of fragments count once and are left to validation. */
export function measure(document: DocumentNode): DocumentBounds {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Measured>();
  const open = new Set<string>();

  const ofFragment = (name: string): Measured => {
    const done = known.get(name);
    const definition = fragments.get(name);
    if (done !== undefined) return done;
    if (definition === undefined || open.has(name)) return nothing();
    open.add(name);
    const measured = ofSelections(definition.selectionSet);
    measured.directives += definition.directives?.length ?? 0;
    open.delete(name);
    known.set(name, measured);
    return measured;
  };

  /** `names` seen so far: an inline fragment is part of the selection that it stands in. */
  const ofSelections = (set: SelectionSetNode, names = new Set<string>()): Measured => {
    const total = nothing();
    for (const selection of set.selections) {
      const name = nameOf(selection);
      if (name !== null && names.has(name)) total.repeats += 1;
      if (name !== null) names.add(name);
      total.directives += selection.directives?.length ?? 0;
      switch (selection.kind) {
        case Kind.FIELD: {
          total.fields += 1;
          total.rootFields += 1;
          total.aliases += selection.alias === undefined ? 0 : 1;
          const inner =
            selection.selectionSet === undefined ? nothing() : ofSelections(selection.selectionSet);
          // Introspection is deep by nature and bounded by a validation rule of its own.
          const depth = selection.name.value.startsWith('__') ? 0 : inner.depth + 1;
          add(total, { ...inner, depth, rootFields: 0 });
          break;
        }
        case Kind.INLINE_FRAGMENT:
          add(total, ofSelections(selection.selectionSet, names));
          break;
        case Kind.FRAGMENT_SPREAD:
          add(total, ofFragment(selection.name.value));
          break;
      }
    }
    return total;
  };

  const worst = { ...nothing(), fragments: fragments.size };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const measured = ofSelections(definition.selectionSet);
    measured.directives += definition.directives?.length ?? 0;
    for (const variable of definition.variableDefinitions ?? []) {
      measured.directives += variable.directives?.length ?? 0;
    }
    for (const key of Object.keys(worst) as (keyof Measured)[])
      worst[key] = Math.max(worst[key], measured[key]);
  }
  return worst;
}

/** Throws `query-too-expensive` and says which bound is exceeded by how much. */
export function requireBounds(document: DocumentNode, bounds: DocumentBounds = documentBounds): void {
  const measured = measure(document);
  for (const key of Object.keys(bounds) as (keyof DocumentBounds)[]) {
    if (measured[key] > bounds[key]) {
      throw new GatewayError(
        'query-too-expensive',
        `The query has ${measured[key]} ${words[key]}; at most ${bounds[key]} are allowed.`,
      );
    }
  }
}

/** Throws `too-large` for a text that is not worth parsing. */
export function requireQueryText(query: string): void {
  const size = Buffer.byteLength(query);
  if (size > maximumQueryBytes) {
    throw new GatewayError(
      'too-large',
      `The query has ${size} octets; at most ${maximumQueryBytes} are allowed. Values belong into variables.`,
    );
  }
}
