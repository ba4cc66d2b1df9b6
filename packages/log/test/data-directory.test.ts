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
  const directory = await DataDirectory.open(path);
  await expect(DataDirectory.open(path)).rejects.toMatchObject({ code: 'LOCKED' });
  await directory.close();
  await (await DataDirectory.open(path)).close();
});

test('given a partition, then its directories are laid out below the data directory', async () => {
  const directory = await DataDirectory.open(path);
  expect(await directory.partition(3)).toEqual({
    root: join(path, 'partitions', '3'),
    log: join(path, 'partitions', '3', 'log'),
    state: join(path, 'partitions', '3', 'state'),
  });
  await directory.close();
});

test('given a format newer than this version, then it is refused with what to do and left untouched', async () => {
  await (await DataDirectory.open(path)).close();
  const newer = JSON.stringify({ version: 2, more: true });
  await writeFile(join(path, 'format.json'), newer);

  await expect(DataDirectory.open(path)).rejects.toMatchObject({
    code: 'NEWER_FORMAT',
    message: expect.stringMatching(/has format 2.*reads up to 1.*Start the version that wrote it/),
  });
  expect(await readFile(join(path, 'format.json'), 'utf8')).toBe(newer);
});

test.each(['', 'no json', '{}', '{"version":"1"}', '{"version":0}'])(
  'given the format file %j, then it is refused',
  async (content) => {
    await (await DataDirectory.open(path)).close();
    await writeFile(join(path, 'format.json'), content);
    await expect(DataDirectory.open(path)).rejects.toMatchObject({ code: 'CORRUPT' });
  },
);
