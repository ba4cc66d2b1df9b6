// Reads a form: a JSON object with an `id`; nothing else of it matters to the engine (spec 14 §2.1, §13).
import { canonicalJson, decodeUtf8, documentEntries, JSON_NULL, type JsonDocument } from '@grevy/protocol';
import {
  RefusedResource,
  type FormResource,
  type ReadContext,
  type ResourceFile,
} from './deployed-resource.js';

const BLANK = /^\s*$/;

export function readFormResource(file: ResourceFile, context: ReadContext): FormResource | RefusedResource {
  const { resourceName } = file;
  const form = readForm(file.resource);
  if (!form.ok) return unreadable(resourceName, form.reason);
  const id = documentEntries(form.document).findLast(([name]) => name === 'id')?.[1] ?? JSON_NULL;
  if (id === JSON_NULL) {
    return new RefusedResource('Expected the form id to be present, but none given');
  }
  const formId: unknown = JSON.parse(id);
  if (typeof formId !== 'string') {
    return unreadable(resourceName, "Expected the property 'id' to be a string");
  }
  if (BLANK.test(formId)) {
    return new RefusedResource('Expected the form id to be filled, but it is blank');
  }
  for (const earlier of context.earlier) {
    if (earlier.kind === 'form' && earlier.formId === formId) {
      return new RefusedResource(
        `Expected the form ids to be unique within a deployment but found a duplicated id '${formId}' ` +
          `in the resources '${earlier.resourceName}' and '${resourceName}'.`,
      );
    }
  }
  return { kind: 'form', ...file, formId };
}

function unreadable(resourceName: string, reason: string): RefusedResource {
  return new RefusedResource(`Failed to parse formId from form JSON. '${resourceName}': ${reason}`);
}

type ReadForm =
  { readonly ok: true; readonly document: JsonDocument } | { readonly ok: false; readonly reason: string };

function readForm(bytes: Uint8Array): ReadForm {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { ok: false, reason: 'Expected the file to be encoded in UTF-8' };
  const json = canonicalJson(text);
  switch (json.kind) {
    case 'value':
      return json.type === 'OBJECT'
        ? { ok: true, document: json.text as JsonDocument }
        : { ok: false, reason: `Expected the file to contain a JSON object, but was '${json.type}'` };
    case 'empty':
      return { ok: false, reason: 'Expected the file to contain a JSON object, but it is empty' };
    case 'malformed':
      return { ok: false, reason: `Malformed JSON at ${lineAndColumn(text, json.offset)}` };
    case 'integerOutOfRange':
      return { ok: false, reason: 'Expected integers from -2^63 to 2^64-1, but found another one' };
  }
}

function lineAndColumn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
