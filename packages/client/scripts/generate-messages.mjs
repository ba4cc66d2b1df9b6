// Writes src/messages.ts: the messages and calls of the gateway's protobuf contract as a client sees them.
// Run it after a change of gateway.proto; a test fails while the file is stale. `--print` prints instead of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import protobuf from 'protobufjs';

const protoFile = createRequire(import.meta.url).resolve('@grevy/protocol/gateway.proto');
const target = fileURLToPath(new URL('../src/messages.ts', import.meta.url));

const { root } = protobuf.parse(readFileSync(protoFile, 'utf8'), new protobuf.Root(), {
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

const sent = new Set();
function markSent(type) {
  if (sent.has(type)) return;
  sent.add(type);
  for (const field of type.fieldsArray)
    if (field.resolvedType instanceof protobuf.Type) markSent(field.resolvedType);
}
for (const call of calls) markSent(call.resolvedRequestType);

const SCALARS = { string: 'string', bool: 'boolean', bytes: 'Uint8Array', int32: 'number' };

function typeOf(field, owner) {
  if (field.type === 'int64' || field.type === 'uint64') return sent.has(owner) ? 'Int64Input' : 'string';
  return SCALARS[field.type] ?? field.resolvedType.name;
}

/** Clients may leave out any field of a request; the gateway then sees its default. Answers have every field. */
function fieldLines(field, owner) {
  const type = typeOf(field, owner);
  const isOptional = sent.has(owner) || (field.partOf !== null && field.partOf !== undefined);
  const comment = field.comment === null ? [] : [`  /** ${field.comment.replaceAll('\n', ' ')} */`];
  return [
    ...comment,
    `  readonly ${field.name}${isOptional ? '?' : ''}: ${field.repeated ? 'readonly ' : ''}${type}${field.repeated ? '[]' : ''};`,
  ];
}

const lines = [
  '/**',
  ' * The messages and calls of the gateway as a client sees them. Generated from gateway.proto of @grevy/protocol by',
  ' * scripts/generate-messages.mjs; never edited by hand.',
  ' *',
  ' * Of a request any field may be left out; an answer has them all. 64-bit integers arrive as decimal text.',
  ' */',
  "import type { Int64Input } from './int64.js';",
  '',
];
for (const type of enums) {
  const names = Object.keys(type.values).map((name) => `'${name}'`);
  lines.push(`export type ${type.name} = ${names.join(' | ')};`, '');
}
for (const type of types) {
  if (type.fieldsArray.length === 0) {
    lines.push(`export type ${type.name} = Readonly<Record<never, never>>;`, '');
    continue;
  }
  lines.push(`export interface ${type.name} {`);
  for (const field of type.fieldsArray) lines.push(...fieldLines(field, type));
  lines.push('}', '');
}
for (const [kind, isStream] of [
  ['Unary', false],
  ['ServerStreaming', true],
]) {
  lines.push(`/** Request and response of each ${isStream ? 'server-streaming' : 'unary'} call. */`);
  lines.push(`export interface ${kind}Calls {`);
  for (const call of calls.filter((each) => Boolean(each.responseStream) === isStream)) {
    lines.push(
      `  readonly ${call.name}: { readonly request: ${call.resolvedRequestType.name}; readonly response: ${call.resolvedResponseType.name} };`,
    );
  }
  lines.push('}', '');
}
const source = await prettier.format(lines.join('\n'), {
  ...(await prettier.resolveConfig(target)),
  parser: 'typescript',
});

if (process.argv.includes('--print')) process.stdout.write(source);
else writeFileSync(target, source);
