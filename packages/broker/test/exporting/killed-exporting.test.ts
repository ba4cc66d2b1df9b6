import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ExporterDirector } from '@grevy/broker';
import { LocalLog } from '@grevy/log';
import { expect, test } from 'vitest';
import { storedAt, until } from './exporting-partition.js';

const WRITER = fileURLToPath(new URL('children/exporting-writer.mjs', import.meta.url));

async function runAndKill(directory: string, lines: number): Promise<void> {
  const child = spawn(process.execPath, [WRITER, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let seen = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    seen += 1;
    if (seen === lines) break;
  }
  expect(seen).toBe(lines);
  child.kill('SIGKILL');
  await ended;
}

/** Positions in all files, in the order in which they were written. */
async function exportedPositions(directory: string): Promise<readonly number[]> {
  const rotated = (await readdir(directory))
    .filter((name) => /^records\.jsonl\.\d+$/.test(name))
    .sort((a, b) => Number(a.split('.').at(-1)) - Number(b.split('.').at(-1)));
  const texts = await Promise.all(
    [...rotated, 'records.jsonl'].map((name) => readFile(join(directory, name), 'utf8')),
  );
  return texts
    .join('')
    .trimEnd()
    .split('\n')
    .map((line) => Number(JSON.parse(line).position));
}

test('given a process killed again and again, then no record is missing in the export, whatever was trimmed', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'grevy-killed-'));
  for (let round = 0; round < 6; round++) await runAndKill(directory, 150 + ((round * 97) % 250));

  const log = await LocalLog.open({
    directory: join(directory, 'log'),
    partitionId: 1,
    segmentBytes: 16 * 1024,
  });
  const director = await ExporterDirector.open({
    partitionId: 1,
    log: { kind: 'directory', logDirectory: join(directory, 'log'), partitionDirectory: directory },
    exporters: [
      {
        id: 'jsonl',
        module: import.meta.resolve('@grevy/exporter-jsonl'),
        args: { path: join(directory, 'records.jsonl'), maxFileBytes: 64 * 1024, flushIntervalMs: 5 },
      },
    ],
    committedPosition: log.lastPosition,
    logger: console,
    timing: { storePositionsIntervalMs: 10 },
  });
  await until(director, storedAt(log.lastPosition));
  await director.close();
  await log.close();

  const exported = await exportedPositions(directory);
  expect(log.firstPosition).toBeGreaterThan(1);
  expect([...new Set(exported)].sort((a, b) => a - b)).toEqual(
    Array.from({ length: log.lastPosition }, (_, index) => index + 1),
  );
  // Each start repeats at most what had not been stored: between two starts the order holds.
  const stepsBack = exported.filter((position, index) => position <= (exported[index - 1] ?? 0));
  expect(stepsBack.length).toBeLessThanOrEqual(6);
  await rm(directory, { recursive: true });
});
