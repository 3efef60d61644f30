/**
 * The fields of events, taken from the schemas of openapi.yaml: what a webhook's filter may name, and how the values there
 * are compared.
 */

/** Fields by their path, such as `data.message.from.address`, with their kinds; elements of arrays have the array's path. */
export function eventFields({ components: { schemas } }) {
  const kinds = new Map();
  const note = (path, kind) => {
    if (path === '') return;
    if ((kinds.get(path) ?? kind) !== kind) throw new Error(`${path} is ${kinds.get(path)} and ${kind}`);
    kinds.set(path, kind);
  };
  const walk = (path, schema) => {
    const { $ref, ...beside } = schema;
    if ($ref !== undefined) {
      const name = $ref.split('/').at(-1);
      if (name === 'Address') note(path, 'address');
      return walk(path, { ...schemas[name], ...beside, ...(name === 'Address' ? { isAddress: true } : {}) });
    }
    if (schema.oneOf !== undefined) return schema.oneOf.forEach((each) => walk(path, each));
    const type = [schema.type].flat().find((each) => each !== 'null');
    if (type === 'array') return walk(path, schema.items);
    if (type !== 'object') return type === undefined ? undefined : note(path, scalarKind(path, type, schema));
    if (schema.isAddress !== true) note(path, schema.properties === undefined ? 'map' : 'object');
    for (const [name, each] of Object.entries(schema.properties ?? {}))
      walk(path === '' ? name : `${path}.${name}`, each);
  };
  walk('', schemas.Event);
  // The cursor is another for every reader, and a test is told whatever the filter says.
  kinds.delete('cursor');
  kinds.delete('test');
  return Object.fromEntries([...kinds].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function scalarKind(path, type, { format }) {
  if (type !== 'string') return type === 'integer' ? 'number' : type;
  if (format === 'date-time') return 'time';
  return /(^|\.)id$|Ids?$/.test(path) ? 'id' : 'text';
}
