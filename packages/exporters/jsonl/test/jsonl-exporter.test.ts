import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ExportedRecord,
  ExporterConfiguration,
  type ExporterController,
  type RecordFilter,
} from '@grevy/exporter-api';
import { makeKey, NO_KEY, type AnyRecord } from '@grevy/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { JsonlExporter } from '../src/jsonl-exporter.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grevy-jsonl-'));
});
afterEach(() => rm(directory, { recursive: true }));

function record(position: number): AnyRecord {
  return {
    position,
    sourceRecordPosition: -1,
    key: makeKey(5, position),
    timestamp: 1,
    recordType: 'EVENT',
    valueType: 'TIMER',
    intent: 'CREATED',
    rejectionType: 'NULL_VAL',
    rejectionReason: '',
    brokerVersion: '8.3.13',
    partitionId: 5,
    authorizedTenants: ['<default>'],
    recordVersion: 1,
    value: {
      elementInstanceKey: NO_KEY,
      processInstanceKey: NO_KEY,
      dueDate: position,
      targetElementId: 'wait\nfor it',
      repetitions: 1,
      processDefinitionKey: makeKey(5, 1),
      tenantId: '<default>',
    },
    processedInBatch: false,
    operationReference: undefined,
  };
}

/** A controller that keeps the acknowledgements and runs scheduled tasks when told. */
function controllerByHand() {
  const state = { acknowledged: [] as number[], tasks: [] as (() => void | Promise<void>)[] };
  const controller: ExporterController = {
    updateLastExportedRecordPosition: (position) => state.acknowledged.push(position),
    getLastExportedRecordPosition: () => -1,
    readMetadata: () => undefined,
    scheduleCancellableTask: (_delayMs, task) => {
      state.tasks.push(task);
      return { cancel: () => undefined };
    },
  };
  return { controller, state, runTask: async () => state.tasks.shift()?.() };
}

async function start(args: Record<string, unknown> = {}) {
  const exporter = new JsonlExporter();
  const warnings: string[] = [];
  const ignore = () => undefined;
  exporter.configure({
    logger: { debug: ignore, info: ignore, warn: (message) => warnings.push(message), error: ignore },
    configuration: new ExporterConfiguration('jsonl', {
      path: join(directory, 'records-{partition}.jsonl'),
      ...args,
    }),
    partitionId: 5,
    setFilter: (_filter: RecordFilter) => undefined,
  });
  const byHand = controllerByHand();
  await exporter.open(byHand.controller);
  return { exporter, warnings, ...byHand };
}

const file = () => join(directory, 'records-5.jsonl');
const linesOf = async (path: string) => (await readFile(path, 'utf8')).split('\n').slice(0, -1);

describe('writing', () => {
  test('given records, then each is one line of JSON with exact keys, acknowledged once it is synced', async () => {
    const { exporter, state, runTask } = await start();
    for (const position of [1, 2, 3]) await exporter.export(new ExportedRecord(record(position)));
    expect(state.acknowledged).toEqual([]);

    await runTask();

    expect(state.acknowledged).toEqual([3]);
    const lines = await linesOf(file());
    expect(lines).toEqual([1, 2, 3].map((position) => new ExportedRecord(record(position)).toJson()));
    expect(lines[0]).toContain('"key":11258999068426241');
    await exporter.close();
  });

  test('given records that wait, when closing, then they are written and acknowledged', async () => {
    const { exporter, state } = await start();
    await exporter.export(new ExportedRecord(record(1)));
    await exporter.close();
    expect(await linesOf(file())).toHaveLength(1);
    expect(state.acknowledged).toEqual([1]);
  });

  test('given a line that a killed process left unfinished, then it is cut before the next is written', async () => {
    await writeFile(file(), '{"position":1}\n{"posi');
    const { exporter } = await start();
    await exporter.export(new ExportedRecord(record(2)));
    await exporter.close();
    const lines = await linesOf(file());
    expect(lines.map((line) => JSON.parse(line).position)).toEqual([1, 2]);
  });

  test('given rotating that fails, then export fails, and all is written once when it works again', async () => {
    const { exporter, warnings, runTask, state } = await start({ maxFileBytes: 1024 });
    await exporter.export(new ExportedRecord(record(1)));
    await runTask();
    await rename(directory, `${directory}-away`);
    let position = 2;
    const exportUntilRefused = async () => {
      for (;;) await exporter.export(new ExportedRecord(record(position++)));
    };
    await expect(exportUntilRefused()).rejects.toThrow(/ENOENT/);
    const refused = position - 1;
    await runTask();
    expect(warnings).toEqual([expect.stringContaining('Error on writing records')]);
    expect(state.acknowledged).toEqual([1]);

    await rename(`${directory}-away`, directory);
    await exporter.export(new ExportedRecord(record(refused)));
    await exporter.close();

    expect((await linesOf(file())).map((line) => JSON.parse(line).position)).toEqual(
      Array.from({ length: refused - 1 }, (_, index) => index + 2),
    );
    expect(state.acknowledged.at(-1)).toBe(refused);
  });
});

describe('rotation', () => {
  test('given a size, then full files are kept in the order of time and no record is lost', async () => {
    const { exporter, runTask } = await start({ maxFileBytes: '2048' });
    for (let position = 1; position <= 50; position++) {
      await exporter.export(new ExportedRecord(record(position)));
      await runTask();
    }
    await exporter.close();

    const names = (await readdir(directory)).filter((name) => name !== 'records-5.jsonl');
    const numbers = names.map((name) => Number(name.split('.').at(-1))).sort((a, b) => a - b);
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    const lines = [];
    for (const number of numbers) lines.push(...(await linesOf(`${file()}.${number}`)));
    lines.push(...(await linesOf(file())));
    expect(lines.map((line) => JSON.parse(line).position)).toEqual(
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
    for (const number of numbers) {
      expect((await readFile(`${file()}.${number}`)).length).toBeLessThanOrEqual(2048);
    }
  });

  test('given a file that was moved away when the next could not be begun, then the next is begun later', async () => {
    const { exporter, state, runTask } = await start({ maxFileBytes: 1024 });
    const moved = join(directory, 'moved');
    await rename(file(), moved);
    for (let position = 1; position <= 5; position++) {
      await exporter.export(new ExportedRecord(record(position)));
      await runTask();
    }
    await exporter.close();
    const lines = [...(await linesOf(moved))];
    for (const name of (await readdir(directory)).sort().reverse()) {
      if (name !== 'moved') lines.push(...(await linesOf(join(directory, name))));
    }
    expect(lines.map((line) => JSON.parse(line).position).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(state.acknowledged.at(-1)).toBe(5);
  });

  test('given a number of files, then only the newest are kept', async () => {
    const { exporter, runTask } = await start({ maxFileBytes: 1024, maxFiles: 2 });
    for (let position = 1; position <= 30; position++) {
      await exporter.export(new ExportedRecord(record(position)));
      await runTask();
    }
    await exporter.close();
    expect(await readdir(directory)).toHaveLength(3);
    expect(JSON.parse((await linesOf(file())).at(-1) ?? '{}').position).toBe(30);
  });
});

describe('configuration', () => {
  test.each([
    [{ path: '' }, /'path' to name the file/],
    [{ maxFileBytes: 10 }, /'maxFileBytes' to be a whole number of at least 1024, but was 10/],
    [{ maxFiles: -1 }, /'maxFiles'/],
    [{ flushIntervalMs: 0.5 }, /'flushIntervalMs'/],
    [{ maxfilebytes: 'much' }, /'maxFileBytes'.*a number.*"much"/],
  ])('given %j, then it is refused with the name of the argument', async (args, message) => {
    await expect(start(args)).rejects.toThrow(message);
  });
});
