import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../../src/failure.js';
import { TableSet } from '../../../src/state/table/table-set.js';
import { entity, entityCodec, entityIndexes } from './entity.js';

function aSet(options: Partial<ConstructorParameters<typeof TableSet>[0]> = {}) {
  const set = new TableSet({ partitionBase: 2 ** 45, ...options });
  const indexes = entityIndexes();
  const things = set.table('things', entityCodec, [
    indexes.byType,
    indexes.byParent,
    indexes.byDueDate,
    indexes.byName,
  ]);
  return { set, things, ...indexes };
}

describe('a table', () => {
  it('refuses to insert under a taken key and to update a missing one', () => {
    const { things } = aSet();
    things.insert(1, entity());
    expect(() => things.insert(1, entity())).toThrow(InvariantError);
    expect(() => things.update(2, (value) => value)).toThrow("Table 'things' holds nothing under key 2");
  });

  it('refuses a second holder of a unique name and is intact after the rollback', () => {
    const { set, things, byName } = aSet();
    things.insert(1, entity({ parentKey: 9, name: 'x', type: 'a' }));
    set.journal.commit();
    expect(() => things.insert(2, entity({ parentKey: 9, name: 'x' }))).toThrow(/held by key 1/);
    set.journal.rollback();
    expect(things.size).toBe(1);
    expect(byName.find(9, 'x')).toBe(1);
    expect(byName.keysOf(9)).toEqual([1]);
  });

  it('lets a walk through a group see additions further on and skip removals', () => {
    const { things, byType } = aSet();
    for (const key of [1, 2, 3]) things.insert(key, entity({ type: 'a' }));
    const seen: number[] = [];
    for (const key of byType.keysOf('a')) {
      seen.push(key);
      if (key === 1) {
        things.delete(2);
        things.insert(4, entity({ type: 'a' }));
      }
    }
    expect(seen).toEqual([1, 3, 4]);
  });

  it('knows when something is due next, and when after that', () => {
    const { things, byDueDate } = aSet();
    expect(byDueDate.earliestAfter(0)).toBeUndefined();
    for (const [key, dueDateMs] of [
      [1, 20],
      [2, 10],
      [3, 10],
    ] as const) {
      things.insert(key, entity({ dueDateMs }));
    }
    expect(byDueDate.earliest).toBe(10);
    expect(byDueDate.earliestAfter(9)).toBe(10);
    expect(byDueDate.earliestAfter(10)).toBe(20);
    expect(byDueDate.earliestAfter(20)).toBeUndefined();
  });

  it('lets a walk through what is due see additions further on and skip removals', () => {
    const { things, byDueDate } = aSet();
    things.insert(1, entity({ dueDateMs: 10 }));
    things.insert(2, entity({ dueDateMs: 20 }));
    things.insert(3, entity({ dueDateMs: 30 }));
    const seen: number[] = [];
    for (const key of byDueDate.dueKeys(25)) {
      seen.push(key);
      if (key === 1) {
        things.delete(2);
        things.insert(4, entity({ dueDateMs: 22 }));
      }
    }
    expect(seen).toEqual([1, 4]);
    expect(byDueDate.earliest).toBe(10);
  });
});

describe('a checkpoint', () => {
  it('never hears of entities that came and went since the last one', () => {
    const { set, things } = aSet({ tracksChanges: true });
    for (let key = 1; key <= 10_000; key++) {
      things.insert(key, entity());
      if (key > 3) things.delete(key);
    }
    set.journal.commit();
    set.beginCheckpoint();
    expect(set.nextChanges(100)?.changes.map(({ key }) => key)).toEqual([1, 2, 3]);
    expect(set.nextChanges(100)).toBeUndefined();
  });

  it('deletes after a failed attempt what it would have deleted before', () => {
    // Given a stored entity whose deletion was encoded but not written
    const { set, things } = aSet({ tracksChanges: true });
    const write = (succeeds: boolean): unknown => {
      set.journal.commit();
      set.beginCheckpoint();
      const slice = set.nextChanges(10);
      set.endCheckpoint(succeeds);
      return slice?.changes.map(({ key, bytes }) => [key, bytes !== undefined]);
    };
    things.insert(1, entity());
    expect(write(true)).toEqual([[1, true]]);
    things.delete(1);
    expect(write(false)).toEqual([[1, false]]);
    // When it comes and goes once more
    things.insert(1, entity());
    things.delete(1);
    // Then the store still hears of the deletion
    expect(write(true)).toEqual([[1, false]]);
  });

  it('is not begun inside a batch', () => {
    const { set, things } = aSet({ tracksChanges: true });
    things.insert(1, entity());
    expect(() => set.beginCheckpoint()).toThrow(InvariantError);
  });
});

describe('eviction', () => {
  it('keeps indexes in memory and asks the store only for entities that are there', () => {
    // Given three entities in a checkpoint, of which none may stay in memory
    const stored = new Map<number | string, Uint8Array>();
    const asked: (number | string)[] = [];
    const { set, things, byType } = aSet({
      tracksChanges: true,
      hotLimit: 0,
      coldReader: (_table, key) => {
        asked.push(key);
        return stored.get(key);
      },
    });
    for (const key of [1, 2, 3]) things.insert(key, entity({ type: 'a' }));
    set.journal.commit();
    for (let checkpoint = 0; checkpoint < 3; checkpoint++) {
      set.beginCheckpoint();
      for (const { key, bytes } of set.nextChanges(10)?.changes ?? []) if (bytes) stored.set(key, bytes);
      set.endCheckpoint(true);
    }
    // When they are evicted
    expect(set.evict(10)).toBe(3);
    // Then the index knows them, and only one that is wanted is read
    expect(things.size).toBe(3);
    expect([...byType.keysOf('a')]).toEqual([1, 2, 3]);
    expect(things.has(2)).toBe(true);
    expect(things.get(7)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(things.get(2)).toEqual(entity({ type: 'a' }));
    expect(asked).toEqual([2]);
  });
});
