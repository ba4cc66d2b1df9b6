// Writes src/gateway-messages: the messages and calls of gateway.proto as TypeScript types, as each side sees them.
// Run it after a change of gateway.proto; a test fails while a file is stale. `--print client` and `--print server`
// print one instead of writing both.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import protobuf from 'protobufjs';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

const { root } = protobuf.parse(readFileSync(pathOf('../proto/gateway.proto'), 'utf8'), new protobuf.Root(), {
  keepCase: true,
  alternateCommentMode: true,
});
root.resolveAll();

const types = [];
const enums = [];
const calls = [];
(function collect(namespace) {
  for (const member of namespace.nestedArray) {
    if (member instanceof protobuf.Type) types.push(member);
    if (member instanceof protobuf.Enum) enums.push(member);
    if (member instanceof protobuf.Service) calls.push(...member.methodsArray);
    if (member instanceof protobuf.Namespace) collect(member);
  }
})(root.lookup('gateway_protocol'));

/** The types of requests, and of what they hold. */
const requests = new Set();
(function mark(marked) {
  for (const type of marked) {
    if (!(type instanceof protobuf.Type) || requests.has(type)) continue;
    requests.add(type);
    mark(type.fieldsArray.map(({ resolvedType }) => resolvedType));
  }
})(calls.map(({ resolvedRequestType }) => resolvedRequestType));

const SCALARS = { string: 'string', bool: 'boolean', bytes: 'Uint8Array', int32: 'number' };
const isInt64 = ({ type }) => type === 'int64' || type === 'uint64';
const isMessage = ({ resolvedType }) => resolvedType instanceof protobuf.Type;
/** Of alternatives, only the one that was sent is there. */
const isAlternative = ({ partOf }) => partOf !== null && partOf !== undefined;

const client = {
  target: pathOf('../src/gateway-messages/client-messages.ts'),
  about: [
    'The messages and calls of the gateway as a client sees them.',
    'Of a request any field may be left out; an answer has them all. 64-bit integers arrive as decimal text.',
  ],
  int64: 'Int64Input',
  enumLines: ({ name, values }) => [
    `export type ${name} = ${Object.keys(values)
      .map((value) => `'${value}'`)
      .join(' | ')};`,
  ],
  int64Type: (isRequest) => (isRequest ? 'Int64Input' : 'string'),
  isOptional: (field, isRequest) => isRequest || isAlternative(field),
  isNullable: () => false,
};

const server = {
  target: pathOf('../src/gateway-messages/server-messages.ts'),
  about: [
    'The messages and calls of the gateway as it sees them itself.',
    'A request has every field (proto3 defaults are filled in); 64-bit integers are exact.',
  ],
  int64: 'Int64',
  enumLines: ({ name, values }) => [
    `export const ${name} = {`,
    ...Object.entries(values).map(([value, number]) => `  ${value}: ${number},`),
    '} as const;',
    `export type ${name} = (typeof ${name})[keyof typeof ${name}];`,
  ],
  int64Type: (isRequest) => (isRequest ? 'Int64' : 'Int64 | number'),
  isOptional: isAlternative,
  isNullable: (field) => isMessage(field) && !field.repeated && !isAlternative(field),
};

function fieldLines(view, field, isRequest) {
  const type = isInt64(field) ? view.int64Type(isRequest) : (SCALARS[field.type] ?? field.resolvedType.name);
  const value = field.repeated ? `readonly ${type}[]` : view.isNullable(field) ? `${type} | null` : type;
  const comment = field.comment === null ? [] : [`  /** ${field.comment.replaceAll('\n', ' ')} */`];
  return [...comment, `  readonly ${field.name}${view.isOptional(field, isRequest) ? '?' : ''}: ${value};`];
}

function messageLines(view, type) {
  if (type.fieldsArray.length === 0)
    return [`export type ${type.name} = Readonly<Record<never, never>>;`, ''];
  const fields = type.fieldsArray.flatMap((field) => fieldLines(view, field, requests.has(type)));
  return [`export interface ${type.name} {`, ...fields, '}', ''];
}

function callLines(kind, isStream) {
  const members = calls
    .filter(({ responseStream }) => Boolean(responseStream) === isStream)
    .map(
      ({ name, resolvedRequestType, resolvedResponseType }) =>
        `  readonly ${name}: { readonly request: ${resolvedRequestType.name}; readonly response: ${resolvedResponseType.name} };`,
    );
  return [
    `/** Request and response of each ${isStream ? 'server-streaming' : 'unary'} call. */`,
    `export interface ${kind}Calls {`,
    ...members,
    '}',
    '',
  ];
}

async function sourceOf(view) {
  const lines = [
    '/**',
    ` * ${view.about[0]} Generated from gateway.proto by`,
    ' * scripts/generate-gateway-messages.mjs; never edited by hand.',
    ' *',
    ` * ${view.about[1]}`,
    ' */',
    `import type { ${view.int64} } from './int64.js';`,
    '',
    `export type { ${view.int64} };`,
    '',
    ...enums.flatMap((type) => [...view.enumLines(type), '']),
    ...types.flatMap((type) => messageLines(view, type)),
    ...callLines('Unary', false),
    ...callLines('ServerStreaming', true),
  ];
  return prettier.format(lines.join('\n'), {
    ...(await prettier.resolveConfig(view.target)),
    parser: 'typescript',
  });
}

const [flag, printed] = process.argv.slice(2);
if (flag === '--print') process.stdout.write(await sourceOf(printed === 'client' ? client : server));
else for (const view of [client, server]) writeFileSync(view.target, await sourceOf(view));
