import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExporterDirector, isHealthy } from '@grevy/broker';
import { MemoryLog } from '@grevy/log';
import { describe, expect, test } from 'vitest';
import {
  appendRecords,
  exportingPartition,
  FAST,
  positions,
  RECORDING_EXPORTER,
  storedAt,
  until,
} from './exporting-partition.js';

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('delivery', () => {
  test('given committed records, then every exporter gets all of them in order, and nothing above', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 100);
    const director = await partition.start([partition.exporter('a'), partition.exporter('b')], {
      committedPosition: 48,
    });
    await until(director, storedAt(48));
    expect(await partition.notes('a')).toEqual(['open -1', ...positions(1, 48)]);

    director.notifyCommitted(100);
    await until(director, storedAt(100));

    expect(await partition.notes('a')).toEqual(['open -1', ...positions(1, 100)]);
    expect(await partition.notes('b')).toEqual(['open -1', ...positions(1, 100)]);
    expect(director.status().exported).toEqual({ TIMER: 100 });
  });

  test('given records that are appended while exporting runs, then they follow without a gap', async () => {
    const partition = await exportingPartition();
    const director = await partition.start([partition.exporter('a')]);
    for (let round = 0; round < 30; round++) {
      await appendRecords(partition.log, 7);
      director.notifyCommitted(partition.log.lastPosition);
    }
    await until(director, storedAt(210));
    expect(await partition.notes('a')).toEqual(['open -1', ...positions(1, 210)]);
  });

  test('given a restart in the middle, then exporting goes on behind the stored position with its metadata', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 40);
    const first = await partition.start([partition.exporter('a')], { committedPosition: 21 });
    await until(first, storedAt(21));
    await first.close();

    const second = await partition.start([partition.exporter('a')]);
    await until(second, storedAt(40));

    expect(await partition.notes('a')).toEqual([
      'open -1',
      ...positions(1, 21),
      'close',
      'open 21 after 21',
      ...positions(22, 40),
    ]);
  });

  test('given a log in memory, then it is exported in the same thread', async () => {
    const partition = await exportingPartition();
    const log = new MemoryLog(1);
    await appendRecords(log, 10);
    const director = await partition.start([partition.exporter('a')], {
      log: { kind: 'store', store: log },
      committedPosition: 10,
    });
    await appendRecords(log, 10);
    director.notifyCommitted(20);
    await until(director, storedAt(20));
    expect(await partition.notes('a')).toEqual(['open -1', ...positions(1, 20)]);
  });

  test('given no exporters, then nothing holds the log', async () => {
    const partition = await exportingPartition();
    const director = await partition.start([]);
    expect(director.lowestPosition()).toBe(Infinity);
    expect(director.status().phase).toBe('CLOSED');
  });
});

describe('failure', () => {
  test('given an exporter that fails, then it is tried again, holds the log, and is visible until it recovers', async () => {
    const partition = await exportingPartition();
    const down = join(partition.directory, 'down');
    await writeFile(down, '');
    await appendRecords(partition.log, 200);
    const director = await partition.start([
      partition.exporter('failing', { failWhileExists: down }),
      partition.exporter('behind'),
    ]);

    await until(director, ({ exporters }) => (exporters[0]?.blocked?.attempts ?? 0) >= 3);
    expect(isHealthy(director.status())).toBe(false);
    expect(director.status().exporters[0]?.blocked).toMatchObject({ position: 1, message: 'target is down' });
    expect(partition.logLines[0]).toBe(
      'warn io.camunda.zeebe.broker.exporter.failing Error on exporting record with key 2251799813685249: target is down',
    );
    expect(director.lowestPosition()).toBe(-1);
    await partition.log.trimBefore(director.lowestPosition() + 1);
    expect(partition.log.firstPosition).toBe(1);
    expect(await partition.notes('behind')).toEqual(['open -1']);

    await rm(down);
    await until(director, storedAt(200));
    expect(isHealthy(director.status())).toBe(true);
    const notes = await partition.notes('failing');
    expect(notes.filter((note) => note !== 'failed')).toEqual(['open -1', ...positions(1, 200)]);
    expect(await partition.notes('behind')).toEqual(['open -1', ...positions(1, 200)]);
    await partition.log.trimBefore(director.lowestPosition() + 1);
    expect(partition.log.firstPosition).toBeGreaterThan(1);
  });

  test('given a failing exporter, then closing does not wait for it', async () => {
    const partition = await exportingPartition();
    const down = join(partition.directory, 'down');
    await writeFile(down, '');
    await appendRecords(partition.log, 3);
    const director = await partition.start([partition.exporter('a', { failWhileExists: down })], {
      timing: { ...FAST, retryDelaysMs: [60_000] },
    });
    await until(director, (status) => !isHealthy(status));
    await director.close();
    expect(await partition.notes('a')).toEqual(['open -1', 'failed', 'close']);
  });

  test.each(['directory', 'store'] as const)(
    'given an exporter that hangs (log in a %s), then it is visible, and closing does not wait for it for ever',
    async (kind) => {
      const partition = await exportingPartition();
      const memoryLog = new MemoryLog(1);
      await appendRecords(partition.log, 3);
      await appendRecords(memoryLog, 3);
      const director = await partition.start([partition.exporter('a', { hangs: true })], {
        ...(kind === 'store' ? { log: { kind, store: memoryLog } } : {}),
        timing: { ...FAST, slowExportMs: 5, closeTimeoutMs: 20 },
      });
      await until(director, (status) => !isHealthy(status));
      expect(director.status().exporters[0]?.blocked).toMatchObject({
        position: 1,
        message: 'The exporter has not returned for 5 ms',
      });
      expect(director.lowestPosition()).toBe(-1);
      await director.close();
      expect(director.status().phase).toBe('CLOSED');
    },
  );

  test('given a scheduled task that fails, then exporting stops and says why', async () => {
    const partition = await exportingPartition();
    const director = await partition.start([partition.exporter('a', { taskFails: true })]);
    await until(director, ({ failure }) => failure !== undefined);
    expect(director.status().failure).toContain('task broke');
    expect(isHealthy(director.status())).toBe(false);
  });

  test('given an exporter that breaks its thread, then exporting stops and says why, and the process goes on', async () => {
    const partition = await exportingPartition();
    const director = await partition.start([partition.exporter('a', { throwLate: true })]);
    await appendRecords(partition.log, 1);
    director.notifyCommitted(1);
    await until(director, ({ failure }) => failure !== undefined);
    expect(director.status().failure).toContain('nobody catches this');
    await director.close();
  });

  test('given a damaged log, then exporting stops with the place', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 200);
    const path = join(partition.logDirectory, 'segment-0000000001.log');
    const bytes = await readFile(path);
    bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    const director = await partition.start([partition.exporter('a')]);
    await until(director, ({ failure }) => failure !== undefined);
    expect(director.status().failure).toMatch(/damaged in segment-0000000001\.log at byte \d+, position \d+/);
  });
});

describe('positions', () => {
  test('given an exporter that does not acknowledge, then all comes again after a restart', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 5);
    const silent = partition.exporter('silent', { acknowledge: false });
    for (let start = 0; start < 2; start++) {
      const director = await partition.start([silent]);
      await until(director, ({ exporters }) => exporters[0]?.exportedPosition === 5);
      expect(director.lowestPosition()).toBe(-1);
      await director.close();
    }
    const run = ['open -1', ...positions(1, 5), 'close'];
    expect(await partition.notes('silent')).toEqual([...run, ...run]);
  });

  test('given positions that cannot be stored for a while, then exporting goes on and they are stored later', async () => {
    const partition = await exportingPartition();
    const director = await partition.start([partition.exporter('a')]);
    await until(director, ({ phase }) => phase === 'EXPORTING');
    const inTheWay = join(partition.directory, 'exporters.json.tmp');
    await mkdir(inTheWay);
    await appendRecords(partition.log, 3);
    director.notifyCommitted(3);
    await until(director, ({ storeFailure }) => storeFailure !== undefined);
    expect(isHealthy(director.status())).toBe(false);
    await appendRecords(partition.log, 3);
    director.notifyCommitted(6);
    await until(director, ({ exporters }) => exporters[0]?.exportedPosition === 6);
    expect(director.lowestPosition()).toBe(-1);

    await rmdir(inTheWay);
    await until(director, storedAt(6));
    expect(isHealthy(director.status())).toBe(true);
    expect(await partition.notes('a')).toEqual(['open -1', ...positions(1, 6)]);
  });

  test('given an exporter that wants none of the records, then it gets none and does not hold the log', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 5);
    const director = await partition.start([partition.exporter('jobs', { onlyValueType: 'JOB' })]);
    await until(director, storedAt(5));
    expect(await partition.notes('jobs')).toEqual(['open -1']);
    expect(director.status()).toMatchObject({ skipped: { TIMER: 5 }, exported: {} });
  });

  test('given an exporter that is added, then it begins at the oldest record, the others go on', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 5);
    const first = await partition.start([partition.exporter('old')]);
    await until(first, storedAt(5));
    await first.close();
    await appendRecords(partition.log, 1);

    const second = await partition.start([partition.exporter('old'), partition.exporter('new')]);
    await until(second, storedAt(6));

    expect(await partition.notes('new')).toEqual(['open -1', ...positions(1, 6)]);
    expect((await partition.notes('old')).slice(-2)).toEqual(['open 5 after 5', '6']);
  });

  test('given an exporter that is removed and added again, then its position is forgotten', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 5);
    const both = [partition.exporter('stays'), partition.exporter('goes')];
    const first = await partition.start(both);
    await until(first, storedAt(5));
    await first.close();
    const without = await partition.start(both.slice(0, 1));
    await until(without, storedAt(5));
    await without.close();

    const again = await partition.start(both);
    await until(again, storedAt(5));

    expect(partition.logLines).toEqual([
      "info io.camunda.zeebe.broker.exporter.goes The exporter 'goes' is not configured anymore. Its lastExportedPosition is removed from the state.",
    ]);
    expect((await partition.notes('goes')).filter((note) => note.startsWith('open'))).toEqual([
      'open -1',
      'open -1',
    ]);
  });

  test('given a position that the log no longer holds, then the start fails', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 300);
    await partition.log.trimBefore(200);
    await writeFile(join(partition.directory, 'exporters.json'), '{"a":{"position":5}}');
    await expect(partition.start([partition.exporter('a')])).rejects.toThrow(
      "Expected to find event with the snapshot position 5 in log stream, but nothing was found. Failed to recover 'Exporter-1'.",
    );
  });

  test('given a position above the end of the log, then the start fails: records are lost', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 5);
    await writeFile(join(partition.directory, 'exporters.json'), '{"a":{"position":6}}');
    await expect(partition.start([partition.exporter('a')])).rejects.toThrow(
      /position 6, but the log ends at 5/,
    );
    expect(await readFile(join(partition.directory, 'exporters.json'), 'utf8')).toBe('{"a":{"position":6}}');
  });

  test.each(['', '[]', '{"a":1}', '{"a":{"position":"1"}}', '{"a":{"position":1,"metadata":7}}'])(
    'given the position file %j, then the start fails and names the file',
    async (content) => {
      const partition = await exportingPartition();
      await writeFile(join(partition.directory, 'exporters.json'), content);
      await expect(partition.start([partition.exporter('a')])).rejects.toThrow(/exporters\.json is damaged/);
    },
  );
});

describe('pausing', () => {
  test('given a pause, then no record is read, not even after a restart, until it is resumed', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 3);
    const first = await partition.start([partition.exporter('a')]);
    await until(first, storedAt(3));
    await first.pause();
    await until(first, ({ phase }) => phase === 'PAUSED');
    await appendRecords(partition.log, 3);
    first.notifyCommitted(6);
    await first.close();

    const second = await partition.start([partition.exporter('a')]);
    expect(second.status().phase).toBe('PAUSED');
    expect(await partition.notes('a')).toEqual(['open -1', '1', '2', '3', 'close', 'open 3 after 3']);

    await second.resume();
    await until(second, storedAt(6));
    expect(second.status().phase).toBe('EXPORTING');
  });

  test('given a soft pause, then records are exported, but positions stay until it is resumed', async () => {
    const partition = await exportingPartition();
    await appendRecords(partition.log, 3);
    const director = await partition.start([partition.exporter('a')]);
    await until(director, storedAt(3));
    await director.softPause();
    await until(director, ({ phase }) => phase === 'SOFT_PAUSED');

    await appendRecords(partition.log, 3);
    director.notifyCommitted(6);
    await until(director, ({ exporters }) => exporters[0]?.exportedPosition === 6);
    expect(director.status().exporters[0]).toMatchObject({ acknowledgedPosition: 3, storedPosition: 3 });
    expect(await readFile(join(partition.directory, '.exporterPaused'), 'utf8')).toBe('SOFT_PAUSED');

    await director.resume();
    await until(director, storedAt(6));
    expect(await partition.notes('a')).toEqual(['open -1', ...positions(1, 6)]);
  });

  test('given an empty pause file, then exporting is paused', async () => {
    const partition = await exportingPartition();
    await writeFile(join(partition.directory, '.exporterPaused'), '');
    const director = await partition.start([partition.exporter('a')]);
    expect(director.status().phase).toBe('PAUSED');
  });
});

describe('loading', () => {
  test.each([
    ['a Java archive', { module: '/exporters/hazelcast.jar' }, /is a Java archive/],
    ['a missing file', { module: '/does/not/exist.mjs' }, /Cannot load exporter \[x\]: .* is not readable/],
    ['a missing export', { exportName: 'Missing' }, /cannot load specified class/],
    ['an export that is no function', { exportName: 'constant' }, /cannot load specified class/],
    ['something that is no exporter', { exportName: 'notAnExporter' }, /cannot load specified class/],
    ['a factory that throws', { exportName: 'broken' }, /Cannot instantiate exporter \[x\]: no instance/],
    [
      'a refused configuration',
      { args: { refuse: 'bad url' } },
      /Cannot load exporter \[x\]: failed validation: bad url/,
    ],
    [
      'an argument of the wrong kind',
      { args: { acknowledge: 'perhaps' } },
      /argument 'acknowledge'.*true or false/,
    ],
  ])('given %s, then the start fails with the reason', async (_, spec, message) => {
    const partition = await exportingPartition();
    await expect(partition.start([{ id: 'x', module: RECORDING_EXPORTER, ...spec }])).rejects.toThrow(
      message,
    );
  });

  test('given an exporter that cannot be loaded, then a director for a log in memory fails as well', async () => {
    await expect(
      ExporterDirector.open({
        partitionId: 1,
        log: { kind: 'store', store: new MemoryLog(1) },
        exporters: [{ id: 'x', module: '/does/not/exist.mjs' }],
        committedPosition: 0,
        logger: SILENT,
      }),
    ).rejects.toThrow(/Cannot load exporter \[x\]/);
  });
});
