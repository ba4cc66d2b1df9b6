// What an exporter sees, field by field: the first record of each record type, value type and intent.
// UPDATE_TRANSCRIPTS=1 writes `records.jsonl` anew; read the difference against the specification.
import { VALUE_TYPES } from '@grevy/protocol';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RESOURCES } from './models.js';
import { play } from './scene.js';

const GOLDEN = new URL('./records.jsonl', import.meta.url);
/** A response only, what older versions wrote, what only a backup writes, what only clients of later versions cause. */
const NOT_WRITTEN = [
  'PROCESS_INSTANCE_RESULT',
  'DEPLOYMENT_DISTRIBUTION',
  'CHECKPOINT',
  'PROCESS_INSTANCE_MIGRATION',
];

const directory = mkdtempSync(join(tmpdir(), 'grevy-exported-'));
let lines: readonly string[];

beforeAll(async () => {
  const records = join(directory, 'records-{partition}.jsonl');
  await play(join(directory, 'data'), records);
  const texts = ['1', '2'].map((partition) =>
    readFileSync(records.replace('{partition}', partition), 'utf8'),
  );
  lines = firstOfEachKind(texts.join(''));
  if (process.env['UPDATE_TRANSCRIPTS'] === '1') writeFileSync(GOLDEN, lines.join('\n') + '\n');
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('every value type has its JSON', () => {
  const golden = readFileSync(GOLDEN, 'utf8').trimEnd().split('\n');
  expect(lines.map(exact)).toEqual(golden.map(exact));
});

it('every value type is there', () => {
  const written = new Set(lines.map((line) => exact(line)['valueType']));
  expect(
    Object.keys(VALUE_TYPES).filter((name) => !written.has(name) && !NOT_WRITTEN.includes(name)),
  ).toEqual([]);
});

function firstOfEachKind(text: string): readonly string[] {
  const kinds = new Map<string, string>();
  for (const line of text.trimEnd().split('\n')) {
    const { recordType, valueType, intent } = JSON.parse(line) as Record<string, string>;
    const kind = `${recordType} ${valueType} ${intent}`;
    if (!kinds.has(kind)) kinds.set(kind, normalised(line));
  }
  return [...kinds.values()];
}

/** Times become 1; the bytes of a resource, which must be those that were deployed, become its name. */
function normalised(line: string): string {
  let text = line.replace(/"(timestamp|deadline|dueDate|recurringTime)":\d{13}\b/g, '"$1":1');
  for (const [name, content] of Object.entries(RESOURCES))
    text = text.replaceAll(Buffer.from(content).toString('base64'), name);
  return text;
}

/** The record, with each number as its text: a key does not fit a number. Text in strings stays as it is. */
function exact(line: string): Record<string, unknown> {
  const quoted = line.replace(
    /("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)/g,
    (_all, string?: string, number?: string) => string ?? `"#${String(number)}"`,
  );
  return JSON.parse(quoted) as Record<string, unknown>;
}
