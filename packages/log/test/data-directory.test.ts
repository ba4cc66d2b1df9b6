import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectory } from '../src/data-directory.js';
import { startChild } from './child.js';

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'grevy-data-')), 'data');
});
afterEach(() => rm(join(path, '..'), { recursive: true }));

test('given a process that uses the directory, then a second one is refused, until the first is killed', async () => {
  const holder = startChild('directory-holder.mjs', path);
  expect(await holder.lines.next()).toMatchObject({ value: 'open' });

  const second = startChild('directory-holder.mjs', path);
  const { value: refusal } = await second.lines.next();
  expect(refusal).toMatch(/^LOCKED /);
  expect(refusal).toContain(path);
  expect(refusal).toContain(`process ${holder.pid}`);
  await second.kill();
  await holder.kill();

  const third = startChild('directory-holder.mjs', path);
  expect(await third.lines.next()).toMatchObject({ value: 'open' });
  await third.kill();
});

test('given one process, then it cannot open the directory twice, but again after a close', async () => {
  const directory = await DataDirectory.open(path, 1);
  await expect(DataDirectory.open(path, 1)).rejects.toMatchObject({ code: 'LOCKED' });
  await directory.close();
  await (await DataDirectory.open(path, 1)).close();
});

test('given a partition, then its directories are laid out below the data directory', async () => {
  const directory = await DataDirectory.open(path, 1);
  expect(await directory.partition(3)).toEqual({
    root: join(path, 'partitions', '3'),
    log: join(path, 'partitions', '3', 'log'),
    state: join(path, 'partitions', '3', 'state'),
  });
  await directory.close();
});

test.each([1, 4])(
  'given a directory of 3 partitions, then it is refused to a server with %i',
  async (count) => {
    await (await DataDirectory.open(path, 3)).close();
    await expect(DataDirectory.open(path, count)).rejects.toMatchObject({
      code: 'OTHER_PARTITION_COUNT',
      message: expect.stringMatching(/created with 3 partition.*Start with 3/),
    });
    await (await DataDirectory.open(path, 3)).close();
  },
);

test('given a directory that does not say how many partitions it has, then those that are there count', async () => {
  const directory = await DataDirectory.open(path, 2);
  for (const partitionId of [1, 2]) await directory.partition(partitionId);
  await directory.close();
  await writeFile(join(path, 'format.json'), '{"version":1}');

  await expect(DataDirectory.open(path, 1)).rejects.toMatchObject({ code: 'OTHER_PARTITION_COUNT' });
  await (await DataDirectory.open(path, 2)).close();
  expect(JSON.parse(await readFile(join(path, 'format.json'), 'utf8'))).toEqual({
    version: 1,
    partitionsCount: 2,
  });
});

test('given a format newer than this version, then it is refused with what to do and left untouched', async () => {
  await (await DataDirectory.open(path, 1)).close();
  const newer = JSON.stringify({ version: 2, more: true });
  await writeFile(join(path, 'format.json'), newer);

  await expect(DataDirectory.open(path, 1)).rejects.toMatchObject({
    code: 'NEWER_FORMAT',
    message: expect.stringMatching(/has format 2.*reads up to 1.*Start the version that wrote it/),
  });
  expect(await readFile(join(path, 'format.json'), 'utf8')).toBe(newer);
});

test.each(['', 'no json', '{}', '{"version":"1"}', '{"version":0}', '{"version":1,"partitionsCount":0}'])(
  'given the format file %j, then it is refused',
  async (content) => {
    await (await DataDirectory.open(path, 1)).close();
    await writeFile(join(path, 'format.json'), content);
    await expect(DataDirectory.open(path, 1)).rejects.toMatchObject({ code: 'CORRUPT' });
  },
);
