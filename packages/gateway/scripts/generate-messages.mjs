// Writes src/grpc/messages.ts: the TypeScript shape of every message and call of the gateway's protobuf contract.
// Run it after a change of gateway.proto; a test fails while the file is stale. `--print` prints instead of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import protobuf from 'protobufjs';

const protoFile = createRequire(import.meta.url).resolve('@grevy/protocol/gateway.proto');
const target = fileURLToPath(new URL('../src/grpc/messages.ts', import.meta.url));

const { root } = protobuf.parse(readFileSync(protoFile, 'utf8'), new protobuf.Root(), { keepCase: true });
root.resolveAll();
const contract = root.lookup('gateway_protocol');

const messages = [];
const enums = [];
const calls = [];
(function collect(namespace) {
  for (const member of namespace.nestedArray) {
    if (member instanceof protobuf.Type) messages.push(member);
    if (member instanceof protobuf.Enum) enums.push(member);
    if (member instanceof protobuf.Service) calls.push(...member.methodsArray);
    if (member instanceof protobuf.Namespace) collect(member);
  }
})(contract);

/** Messages that a client sends: what they hold is decoded, so each field has one exact form. */
const received = new Set();
function markReceived(type) {
  if (received.has(type)) return;
  received.add(type);
  for (const field of type.fieldsArray)
    if (field.resolvedType instanceof protobuf.Type) markReceived(field.resolvedType);
}
for (const call of calls) markReceived(call.resolvedRequestType);

const SCALARS = { string: 'string', bool: 'boolean', bytes: 'Uint8Array', int32: 'number' };

function typeOf(field, owner) {
  if (field.type === 'int64' || field.type === 'uint64')
    return received.has(owner) ? 'Int64' : 'Int64 | number';
  return SCALARS[field.type] ?? field.resolvedType.name;
}

function fieldLine(field, owner) {
  const type = typeOf(field, owner);
  if (field.repeated) return `  readonly ${field.name}: readonly ${type}[];`;
  if (field.partOf !== null && field.partOf !== undefined) return `  readonly ${field.name}?: ${type};`;
  if (field.resolvedType instanceof protobuf.Type) return `  readonly ${field.name}: ${type} | null;`;
  return `  readonly ${field.name}: ${type};`;
}

const lines = [
  '/**',
  ' * The messages and calls of the gateway, as TypeScript types. Generated from gateway.proto of @grevy/protocol by',
  ' * scripts/generate-messages.mjs; never edited by hand.',
  ' *',
  ' * A message that clients send has every field (proto3 defaults are filled in); 64-bit integers are exact.',
  ' */',
  "import type { Int64 } from './int64.js';",
  '',
];
for (const type of enums) {
  lines.push(`export const ${type.name} = {`);
  for (const [name, number] of Object.entries(type.values)) lines.push(`  ${name}: ${number},`);
  lines.push('} as const;');
  lines.push(`export type ${type.name} = (typeof ${type.name})[keyof typeof ${type.name}];`, '');
}
for (const type of messages) {
  if (type.fieldsArray.length === 0) {
    lines.push(`export type ${type.name} = Readonly<Record<never, never>>;`, '');
    continue;
  }
  lines.push(`export interface ${type.name} {`);
  for (const field of type.fieldsArray) lines.push(fieldLine(field, type));
  lines.push('}', '');
}
for (const [kind, streaming] of [
  ['Unary', false],
  ['ServerStreaming', true],
]) {
  lines.push(`/** Request and response of each ${streaming ? 'server-streaming' : 'unary'} call. */`);
  lines.push(`export interface ${kind}Calls {`);
  for (const call of calls.filter((each) => Boolean(each.responseStream) === streaming)) {
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
