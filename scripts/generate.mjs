/**
 * Writes what is made from the two contracts: openapi.yaml -> src/api/rest/contract.gen.ts and
 * src/domain/event-{fields,examples}.gen.ts, schema.graphql -> src/api/graphql/schema.gen.ts. With `--check` it writes nothing and
 * fails when a file is stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typescriptPlugin from '@graphql-codegen/typescript';
import * as resolversPlugin from '@graphql-codegen/typescript-resolvers';
import { buildASTSchema, isEnumType, parse } from 'graphql';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { parse as parseYaml } from 'yaml';
import { eventExamples } from './event-examples.mjs';
import { eventFields } from './event-fields.mjs';

const root = new URL('../', import.meta.url);

const head = (source) => `/* Made from ${source} by scripts/generate.mjs. Do not edit: change the contract. */
/* eslint-disable */
`;

async function restTypes() {
  const ast = await openapiTS(new URL('openapi.yaml', root), {
    immutable: true,
    alphabetize: false,
    // A field with a default is always in an answer, where it is required, and may be left out of a request.
    defaultNonNullable: false,
  });
  return head('openapi.yaml') + astToString(ast);
}

/** Inside the service an enum has the contract's spelling (AUTH_FAILED is `auth-failed`), as src/api/graphql/enums.ts makes it. */
function enumValues(document) {
  const enums = Object.values(buildASTSchema(document).getTypeMap()).filter(isEnumType);
  const valuesOf = (type) =>
    type.getValues().map(({ name }) => [name, name.toLowerCase().replaceAll('_', '-')]);
  return Object.fromEntries(enums.map((type) => [type.name, Object.fromEntries(valuesOf(type))]));
}

async function graphqlTypes() {
  const schema = parse(await readFile(new URL('schema.graphql', root), 'utf8'));
  const body = await codegen({
    filename: 'schema.gen.ts',
    schema,
    documents: [],
    config: {
      strictScalars: true,
      scalars: {
        DateTime: 'string',
        ID: 'string',
        JSON: 'unknown',
        UnsignedInt: 'number',
      },
      enumsAsTypes: true,
      enumValues: enumValues(schema),
      showUnusedMappers: false,
      immutableTypes: true,
      useTypeImports: true,
      // Outputs name every field, inputs may leave nullable ones out.
      avoidOptionals: { field: true, inputValue: false, object: true, defaultValue: false },
      // What a resolver hands on: fields with a resolver of their own are not in it, and of a message only what
      // was selected.
      mappers: {
        Account:
          "Omit<{T}, 'mailboxes' | 'mailbox' | 'messages' | 'message' | 'submissions' | 'suppressions' | 'diagnostics'>",
        Mailbox: "Omit<{T}, 'messages' | 'changes'>",
        Message: "Partial<{T}> & Pick<{T}, 'id'>",
        MessageEvent: "Omit<{T}, 'message'>",
        // An event of an older version has none.
        MailboxReference: "Omit<{T}, 'specialUse'> & Partial<Pick<{T}, 'specialUse'>>",
        Job: "Omit<{T}, 'results'>",
        Template: "Omit<{T}, 'preview'>",
        Webhook: "Omit<{T}, 'deliveries' | 'delivery'>",
      },
      contextType: 'unknown',
      skipTypename: true,
      // Members of a union are told apart by this field at run time.
      resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
    },
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
  });
  return head('schema.graphql') + body;
}

/** What the service itself needs of the contract, as a constant. */
async function constant(name, make) {
  const made = make(parseYaml(await readFile(new URL('openapi.yaml', root), 'utf8')));
  return `${head('openapi.yaml')}export const ${name} = ${JSON.stringify(made)} as const;\n`;
}

const targets = [
  { file: new URL('src/domain/event-fields.gen.ts', root), make: () => constant('eventFields', eventFields) },
  {
    file: new URL('src/domain/event-examples.gen.ts', root),
    make: () => constant('eventExamples', eventExamples),
  },
  { file: new URL('src/api/rest/contract.gen.ts', root), make: restTypes },
  { file: new URL('src/api/graphql/schema.gen.ts', root), make: graphqlTypes },
];

const check = process.argv.includes('--check');
const stale = [];
for (const { file, make } of targets) {
  const path = fileURLToPath(file);
  const options = { ...(await resolveConfig(path)), filepath: path };
  const wanted = await format(await make(), options);
  const found = await readFile(file, 'utf8').catch(() => '');
  if (found === wanted) continue;
  if (check) stale.push(path);
  else await writeFile(file, wanted);
}
if (stale.length > 0) {
  console.error(`Stale, run "npm run generate": ${stale.join(', ')}`);
  process.exitCode = 1;
}
