import { CheckpointFormatError, CheckpointStore, CheckpointWriteError, type EntityKey } from '@grevy/store';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { encodeHeader, EMPTY_HEADER } from '../src/checkpoint-header.js';
import { HEADER_KEY } from '../src/entry-key.js';
import { openEnvironment } from '../src/environment.js';
import { temporaryDirectory } from './temporary-directory.js';

const MAP_SIZE_BYTES = 2 ** 30;

function open(directory: string): CheckpointStore {
  const store = CheckpointStore.open(directory, { mapSizeBytes: MAP_SIZE_BYTES });
  onTestFinished(() => store.close());
  return store;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(value: Uint8Array | undefined): string | undefined {
  return value === undefined ? undefined : new TextDecoder().decode(value);
}

async function commit(
  store: CheckpointStore,
  position: number,
  tables: Record<string, [EntityKey, string | undefined][]>,
): Promise<void> {
  const writer = store.begin();
  for (const [table, changes] of Object.entries(tables)) {
    const encoded = changes.map(([key, value]) => ({
      key,
      bytes: value === undefined ? undefined : bytes(value),
    }));
    await writer.write(table, encoded);
  }
  await writer.commit(position, bytes(`metadata of ${position}`));
}

function content(store: CheckpointStore, table: string): [EntityKey, string | undefined][] {
  return [...store.scan(table)].map(([key, value]) => [key, text(value)]);
}

describe('a checkpoint store', () => {
  it('is empty at first', () => {
    const store = open(join(temporaryDirectory(), 'state', 'new'));
    expect([store.position, store.metadata.length, store.tables]).toEqual([0, 0, []]);
    expect(store.read('jobs', 1)).toBeUndefined();
    expect([...store.scan('jobs')]).toEqual([]);
  });

  it('shows a checkpoint when it is committed, and after reopening', async () => {
    const directory = temporaryDirectory();
    const store = open(directory);
    await commit(store, 7, {
      jobs: [
        [3, 'c'],
        [1, 'a'],
      ],
      processes: [['order', 'v1']],
    });
    for (const isReopened of [false, true]) {
      const seen = isReopened ? await reopened(store, directory) : store;
      expect(seen.position).toBe(7);
      expect(text(seen.metadata)).toBe('metadata of 7');
      expect(text(seen.read('jobs', 3))).toBe('c');
      expect(seen.read('jobs', 2)).toBeUndefined();
      expect(content(seen, 'processes')).toEqual([['order', 'v1']]);
    }
  });

  it('replaces and deletes, and keeps what did not change', async () => {
    const store = open(temporaryDirectory());
    await commit(store, 1, {
      jobs: [
        [1, 'a'],
        [2, 'b'],
        [3, 'c'],
      ],
    });
    await commit(store, 2, {
      jobs: [
        [2, 'B'],
        [3, undefined],
        [4, undefined],
      ],
    });
    expect(content(store, 'jobs')).toEqual([
      [1, 'a'],
      [2, 'B'],
    ]);
  });

  it('scans numeric keys in ascending order, across 2^32 and up to 2^53 - 1', async () => {
    const store = open(temporaryDirectory());
    const keys = [0, 255, 256, 2 ** 32 - 1, 2 ** 32, 2 ** 45 + 1, 255 * 2 ** 45, Number.MAX_SAFE_INTEGER];
    await commit(store, 1, { jobs: keys.map((key) => [key, String(key)] as [number, string]).reverse() });
    expect(content(store, 'jobs')).toEqual(keys.map((key) => [key, String(key)]));
  });

  it('keeps tables apart whose names begin alike', async () => {
    const store = open(temporaryDirectory());
    await commit(store, 1, { job: [[1, 'a']], jobs: [[1, 'b']], 'job-x': [[1, 'c']] });
    expect(content(store, 'job')).toEqual([[1, 'a']]);
    expect(content(store, 'jobs')).toEqual([[1, 'b']]);
  });

  it('takes every string as a key: empty, long, non-Latin, with half a surrogate pair', async () => {
    const store = open(temporaryDirectory());
    const keys = [
      '',
      'x'.repeat(512),
      'x'.repeat(513),
      `${'x'.repeat(100_000)}1`,
      'Бестеллунг 🦫',
      '\ud800',
      '\udfff',
    ];
    await commit(store, 1, { messages: keys.map((key, n) => [key, `value ${n}`] as [string, string]) });
    keys.forEach((key, n) => expect(text(store.read('messages', key))).toBe(`value ${n}`));
    expect(new Map(content(store, 'messages'))).toEqual(new Map(keys.map((key, n) => [key, `value ${n}`])));
    await commit(store, 2, { messages: keys.map((key) => [key, undefined] as [string, undefined]) });
    expect(content(store, 'messages')).toEqual([]);
  });

  it('takes empty and large values', async () => {
    const store = open(temporaryDirectory());
    const large = 'v'.repeat(20_000_000);
    await commit(store, 1, {
      variables: [
        [1, ''],
        [2, large],
      ],
    });
    expect(text(store.read('variables', 1))).toBe('');
    expect(text(store.read('variables', 2))).toBe(large);
  });

  it('shows nothing of a checkpoint before it is committed, nor after it was aborted', async () => {
    const store = open(temporaryDirectory());
    await commit(store, 1, { jobs: [[1, 'a']] });
    const writer = store.begin();
    await writer.write('jobs', [
      { key: 1, bytes: bytes('b') },
      { key: 2, bytes: bytes('c') },
    ]);
    expect(content(store, 'jobs')).toEqual([[1, 'a']]);
    await writer.abort();
    expect(content(store, 'jobs')).toEqual([[1, 'a']]);
    await commit(store, 2, { jobs: [[3, 'd']] });
    expect(content(store, 'jobs')).toEqual([
      [1, 'a'],
      [3, 'd'],
    ]);
  });

  it('writes one checkpoint at a time, and nothing after its end', async () => {
    const store = open(temporaryDirectory());
    const writer = store.begin();
    expect(() => store.begin()).toThrow(CheckpointWriteError);
    await writer.commit(1, bytes(''));
    await expect(writer.write('jobs', [])).rejects.toThrow('already committed');
  });

  it('keeps the old checkpoint when a new one fails, and can write again', async () => {
    const store = open(temporaryDirectory());
    await commit(store, 1, { jobs: [[1, 'a']] });
    await expect(commit(store, 2, { jobs: [[2, 'b']], '': [] })).rejects.toThrow(CheckpointWriteError);
    expect(store.position).toBe(1);
    await commit(store, 3, { jobs: [[3, 'c']] });
    expect(content(store, 'jobs').map(([key]) => key)).toEqual([1, 3]);
  });

  it.skipIf(process.platform === 'win32')('keeps the old checkpoint when the disk is full', () => {
    // Given a process whose files may not grow beyond 512 kB
    const directory = temporaryDirectory();
    const script = join(import.meta.dirname, 'fill-disk.mjs');
    const command = `ulimit -f 1024; exec '${process.execPath}' '${script}' '${directory}'`;
    // When it commits a small checkpoint, then one of 2 MB, then a small one again
    const child = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    // Then the large one fails alone
    expect(child.stdout.trim().split('\n')).toEqual(['1 committed', '2 CheckpointWriteError', '3 committed']);
    const store = open(directory);
    expect(store.position).toBe(3);
    expect(content(store, 'things')).toEqual([
      [1, 'a'],
      [3, 'c'],
    ]);
  });

  it('lets the writer wait while the thread is behind', async () => {
    const store = open(temporaryDirectory());
    const writer = store.begin();
    const value = new Uint8Array(1_000_000).fill(7);
    for (let key = 0; key < 40; key++) await writer.write('variables', [{ key, bytes: value }]);
    await writer.commit(1, bytes(''));
    expect([...store.scan('variables')].length).toBe(40);
  });

  it('drops a checkpoint that is being written when it is closed', async () => {
    const directory = temporaryDirectory();
    const store = open(directory);
    await store.begin().write('jobs', [{ key: 1, bytes: bytes('a') }]);
    expect((await reopened(store, directory)).position).toBe(0);
  });

  it('refuses keys and table names that cannot be stored', () => {
    const store = open(temporaryDirectory());
    for (const key of [-1, 1.5, NaN, 2 ** 53]) expect(() => store.read('jobs', key)).toThrow(RangeError);
    for (const table of ['', 'a\0b', 'x'.repeat(65)]) expect(() => store.read(table, 1)).toThrow(RangeError);
  });

  it('refuses a checkpoint of a newer format', async () => {
    const directory = temporaryDirectory();
    const environment = openEnvironment(directory, MAP_SIZE_BYTES);
    environment.putSync(HEADER_KEY, encodeHeader({ ...EMPTY_HEADER, formatVersion: 99 }));
    await environment.close();
    expect(() => open(directory)).toThrow(CheckpointFormatError);
    expect(() => open(directory)).toThrow(/format 99; this version reads formats up to 1/);
  });

  it('backs up what can be opened as a store', async () => {
    const store = open(temporaryDirectory());
    await commit(store, 5, {
      jobs: [
        [1, 'a'],
        ['x', 'b'],
      ],
    });
    const target = join(temporaryDirectory(), 'backup');
    await store.backup(target);
    const copy = open(target);
    expect(copy.position).toBe(5);
    expect(content(copy, 'jobs')).toEqual(content(store, 'jobs'));
  });
});

async function reopened(store: CheckpointStore, directory: string): Promise<CheckpointStore> {
  await store.close();
  return open(directory);
}
