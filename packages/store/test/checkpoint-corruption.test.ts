// Damage to the files is noticed and named; damaged data is never returned.
import { CheckpointCorruptionError, CheckpointError, CheckpointStore } from '@grevy/store';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from './temporary-directory.js';

const MAP_SIZE_BYTES = 2 ** 26;
const ENTITY_COUNT = 2000;

function value(key: number, generation: number): Uint8Array {
  return new TextEncoder().encode(`entity ${key} of generation ${generation} `.repeat(4));
}

/** A store with two checkpoints; the second one changed every other entity. */
async function writeStore(directory: string): Promise<void> {
  const store = CheckpointStore.open(directory, { mapSizeBytes: MAP_SIZE_BYTES });
  for (const generation of [1, 2]) {
    const writer = store.begin();
    const changes = Array.from({ length: ENTITY_COUNT / generation }, (_, n) => ({
      key: n * generation,
      bytes: value(n * generation, generation),
    }));
    await writer.write('things', changes);
    await writer.commit(generation, new Uint8Array(0));
  }
  await store.close();
}

function open(directory: string): CheckpointStore {
  const store = CheckpointStore.open(directory, { mapSizeBytes: MAP_SIZE_BYTES });
  onTestFinished(() => store.close());
  return store;
}

function flip(directory: string, change: (data: Buffer) => void): void {
  const file = join(directory, 'data.mdb');
  const data = readFileSync(file);
  change(data);
  writeFileSync(file, data);
}

describe('a damaged checkpoint', () => {
  it('with a flipped bit in a value names the table and the key', async () => {
    const directory = temporaryDirectory();
    await writeStore(directory);
    flip(directory, (data) => {
      const text = 'entity 777 of generation 1';
      for (let at = data.indexOf(text); at >= 0; at = data.indexOf(text, at + 1)) data.writeUInt8(0x45, at);
    });
    const store = open(directory);
    expect(() => store.read('things', 777)).toThrow(CheckpointCorruptionError);
    expect(() => [...store.scan('things')]).toThrow(/corrupted in table 'things', key 777/);
    expect(store.read('things', 776)).toEqual(Buffer.from(value(776, 2)));
  });

  it('that was cut off is refused', async () => {
    const directory = temporaryDirectory();
    await writeStore(directory);
    truncateSync(join(directory, 'data.mdb'), 100_000);
    expect(() => open(directory)).toThrow(/data.mdb has 100000 bytes and had/);
    rmSync(join(directory, 'data.mdb'));
    expect(() => open(directory)).toThrow(/data.mdb has 0 bytes and had/);
  });

  it('that is cut off while it is open is noticed before it is read', async () => {
    const directory = temporaryDirectory();
    await writeStore(directory);
    const store = open(directory);
    expect(store.read('things', 776)).toBeDefined();
    truncateSync(join(directory, 'data.mdb'), 16_384);
    expect(() => store.read('things', 776)).toThrow(/the file was cut off at 16384 bytes and had/);
  });

  it('whose file is something else is refused', async () => {
    const directory = temporaryDirectory();
    await writeStore(directory);
    flip(directory, (data) => data.fill(0x5a));
    expect(() => open(directory)).toThrow(CheckpointCorruptionError);
  });

  it('with random damage is noticed or unharmed, even where reading it kills the process', async () => {
    const original = temporaryDirectory();
    await writeStore(original);
    let seed = 12345;
    const random = (bound: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return Math.floor((seed / 0x80000000) * bound);
    };
    const outcomes = new Set<string>();
    for (let round = 0; round < 10; round++) {
      // Given a store in which one 64-byte piece of the second half of the pages is overwritten
      const directory = temporaryDirectory();
      cpSync(original, directory, { recursive: true });
      flip(directory, (data) => {
        const page = 2 + random(data.length / 4096 - 2);
        for (let n = 0; n < 64; n++) data.writeUInt8(random(256), page * 4096 + 8 + n);
      });
      // When a process reads it, and another one does after that
      const first = readInChild(directory);
      const second = readInChild(directory);
      // Then the first one may be killed, but the second one says why; wrong data is never returned
      if (first.startsWith('killed')) expect(second).toMatch(/^refused: .*corrupted/);
      else expect(first).toMatch(/^(intact|refused: .*corrupted)/);
      outcomes.add(first.slice(0, 6));
    }
    expect(outcomes).toContain('refuse');
  }, 120_000);
});

/** Reads a whole store in a process of its own: 'intact', 'refused: <reason>', 'wrong data' or 'killed'. */
function readInChild(directory: string): string {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'read-store.mjs'), directory], {
    encoding: 'utf8',
    env: { ...process.env, MAP_SIZE_BYTES: String(MAP_SIZE_BYTES) },
  });
  return child.signal === null ? child.stdout.trim() : `killed by ${child.signal}`;
}

describe('the errors', () => {
  it('are all of one kind', () => {
    expect(new CheckpointCorruptionError('/data', 'why')).toBeInstanceOf(CheckpointError);
  });
});
