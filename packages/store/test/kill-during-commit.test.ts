// A process killed at any moment leaves a whole checkpoint: the last acknowledged one or a newer one.
import { CheckpointStore } from '@grevy/store';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { temporaryDirectory } from './temporary-directory.js';

const ROUNDS = 8;

it('survives SIGKILL during commits with a whole checkpoint, never older than the last acknowledged one', async () => {
  const directory = temporaryDirectory();
  for (let round = 0; round < ROUNDS; round++) {
    // Given a process that commits one checkpoint after the other
    const child = spawn(process.execPath, [join(import.meta.dirname, 'write-checkpoints.mjs'), directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    const killAfter = 1 + ((round * 7) % 5);
    let count = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      // When it is killed at some moment of the commits that follow
      if (++count === killAfter) setTimeout(() => child.kill('SIGKILL'), (round * 5) % 23);
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    // Then every entity is of the one checkpoint that the position names
    const store = CheckpointStore.open(directory);
    expect(acknowledged).toBeGreaterThan(0);
    expect(store.position).toBeGreaterThanOrEqual(acknowledged);
    for (const table of ['things', 'names']) {
      const generations = new Set([...store.scan(table)].map(([, bytes]) => new TextDecoder().decode(bytes)));
      expect([...generations]).toEqual([`generation ${store.position}`]);
    }
    expect(new TextDecoder().decode(store.metadata)).toBe(`generation ${store.position}`);
    await store.close();
  }
}, 120_000);
