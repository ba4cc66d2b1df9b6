// Random histories against plain maps: whatever is changed, rolled back, stored, evicted and recovered, the
// tables and their indexes say what the maps say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StringTable } from '../../../src/state/table/string-table.js';
import { TableSet } from '../../../src/state/table/table-set.js';
import type { Table } from '../../../src/state/table/table.js';
import { entity, entityCodec, entityIndexes, type Entity } from './entity.js';

const PARTITION_BASE = 3 * 2 ** 45;
const TYPES = ['a', 'b', 'c'];
const NAMES = ['x', 'y'];

/** Two dense own pages, a far own page and keys of another partition. */
const KEYS = [1, 2, 3, 4, 1022, 1023, 1024, 1025, 5_000_000]
  .map((counter) => PARTITION_BASE + counter)
  .concat([2 ** 45 + 1, 2 ** 45 + 2]);

type Model = Map<string, Map<number | string, Entity>>;

function copy(model: Model): Model {
  return new Map([...model].map(([name, rows]) => [name, new Map(rows)]));
}

interface Row {
  readonly table: string;
  readonly key: number | string;
  readonly bytes: Uint8Array | undefined;
}

/** A checkpoint store that is a map; a failed write leaves it as it was. */
class Store {
  committed = new Map<string, Row>();
  pending = new Map<string, Row>();

  static id(table: string, key: number | string): string {
    return JSON.stringify([table, key]);
  }

  end(succeeded: boolean): void {
    for (const [id, row] of succeeded ? this.pending : []) {
      if (row.bytes === undefined) this.committed.delete(id);
      else this.committed.set(id, row);
    }
    this.pending.clear();
  }
}

class World {
  readonly store: Store;
  readonly set: TableSet;
  readonly things: Table<Entity>;
  readonly labels: StringTable<Entity>;
  readonly indexes = entityIndexes();

  constructor(store: Store) {
    this.store = store;
    this.set = new TableSet({
      partitionBase: PARTITION_BASE,
      tracksChanges: true,
      coldReader: (table, key) => store.committed.get(Store.id(table, key))?.bytes,
      hotLimit: 2,
    });
    const { byType, byParent, byDueDate, byName } = this.indexes;
    this.things = this.set.table('things', entityCodec, [byType, byParent, byDueDate, byName]);
    this.labels = this.set.stringTable('labels', entityCodec);
    for (const { table, key, bytes } of store.committed.values()) {
      if (bytes !== undefined) this.set.load(table, key, bytes);
    }
  }
}

function expectSame(world: World, model: Model): void {
  const things = new Map([...(model.get('things') ?? [])].filter(([key]) => typeof key === 'number'));
  expect(world.things.size).toBe(things.size);
  expect(world.labels.size).toBe(model.get('labels')?.size);
  const keys = [...things.keys()].map(Number).sort((left, right) => left - right);
  for (const key of KEYS) expect(world.things.has(key)).toBe(things.has(key));
  for (const type of TYPES) {
    const members = keys.filter((key) => things.get(key)?.type === type);
    expect([...world.indexes.byType.keysOf(type)]).toEqual(members);
    expect(world.indexes.byType.isEmpty(type)).toBe(members.length === 0);
    expect(world.indexes.byType.first(type, KEYS[4])).toBe(members.find((key) => key >= Number(KEYS[4])));
  }
  for (const parentKey of [-1, 1, 2]) {
    const members = keys.filter((key) => things.get(key)?.parentKey === parentKey);
    expect([...world.indexes.byParent.keysOf(parentKey)]).toEqual(members);
    const named = members.filter((key) => things.get(key)?.name !== undefined);
    expect(world.indexes.byName.keysOf(parentKey)).toEqual(named);
    for (const name of NAMES) {
      const holder = named.find((key) => things.get(key)?.name === name);
      expect(world.indexes.byName.find(parentKey, name)).toBe(holder);
    }
  }
  const due = keys
    .map((key) => ({ key, at: things.get(key)?.dueDateMs ?? Infinity }))
    .filter(({ at }) => at <= 3)
    .sort((left, right) => left.at - right.at || left.key - right.key);
  expect([...world.indexes.byDueDate.dueKeys(3)]).toEqual(due.map(({ key }) => key));
}

function expectSameValues(world: World, model: Model): void {
  const expected = new Map([...model].map(([name, rows]) => [name, sortedRows(rows)]));
  const actual = new Map(
    [...world.set.dump()].map(([name, rows]) => [
      name,
      [...rows].map(([key, bytes]) => [key, entityCodec.decode(bytes)]),
    ]),
  );
  expect(actual).toEqual(expected);
}

function sortedRows(rows: Map<number | string, Entity>): (readonly [number | string, Entity])[] {
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1));
}

const anEntity = fc.record({
  type: fc.constantFrom(undefined, ...TYPES),
  parentKey: fc.constantFrom(-1, 1, 2),
  dueDateMs: fc.constantFrom(undefined, 1, 2, 3, 4),
  name: fc.constantFrom(undefined, undefined, ...NAMES),
});
const aKey = fc.constantFrom(...KEYS);
const aLabel = fc.constantFrom('p', 'q', 'a label', '');

const aStep = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), key: aKey, value: anEntity }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('delete' as const), key: aKey }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('label' as const), key: aLabel, value: anEntity }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unlabel' as const), key: aLabel }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('get' as const), key: aKey }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rollback' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('begin checkpoint' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('write' as const), maxEntries: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end checkpoint' as const), succeeds: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('evict' as const), maxEntities: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('whole checkpoint' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
);

describe('a set of tables', () => {
  it('agrees with plain maps after any history of batches, checkpoints, evictions and crashes', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 120, size: 'max' }), (steps) => {
        const store = new Store();
        let world = new World(store);
        let model: Model = new Map([
          ['things', new Map()],
          ['labels', new Map()],
        ]);
        let atBatchStart = copy(model);
        let frozen: Model | undefined;
        let stored = copy(model);
        const rows = (name: string): Map<number | string, Entity> => model.get(name) ?? new Map();

        const commit = (): void => {
          world.set.journal.commit();
          atBatchStart = copy(model);
        };

        for (const step of steps) {
          switch (step.do) {
            case 'put': {
              // Given a name that another entity of the scope holds, the entity is put without one.
              const holder = [...rows('things')].find(
                ([key, value]) =>
                  key !== step.key &&
                  value.parentKey === step.value.parentKey &&
                  value.name === step.value.name,
              );
              const value = holder === undefined ? step.value : entity({ ...step.value, name: undefined });
              world.things.put(step.key, value);
              rows('things').set(step.key, value);
              break;
            }
            case 'delete':
              expect(world.things.delete(step.key)).toEqual(rows('things').get(step.key));
              rows('things').delete(step.key);
              break;
            case 'label':
              world.labels.put(step.key, step.value);
              rows('labels').set(step.key, step.value);
              break;
            case 'unlabel':
              expect(world.labels.delete(step.key)).toEqual(rows('labels').get(step.key));
              rows('labels').delete(step.key);
              break;
            case 'get':
              expect(world.things.get(step.key)).toEqual(rows('things').get(step.key));
              break;
            case 'commit':
              commit();
              break;
            case 'rollback':
              world.set.journal.rollback();
              model = copy(atBatchStart);
              break;
            case 'begin checkpoint':
              if (frozen !== undefined) break;
              commit();
              world.set.beginCheckpoint();
              frozen = copy(model);
              break;
            case 'write':
              if (frozen !== undefined) writeNext(world, step.maxEntries);
              break;
            case 'end checkpoint':
              if (frozen === undefined) break;
              while (step.succeeds && writeNext(world, 3));
              store.end(step.succeeds);
              world.set.endCheckpoint(step.succeeds);
              if (step.succeeds) stored = frozen;
              frozen = undefined;
              break;
            case 'whole checkpoint':
              if (frozen !== undefined) break;
              commit();
              world.set.beginCheckpoint();
              while (writeNext(world, 3));
              store.end(true);
              world.set.endCheckpoint(true);
              stored = copy(model);
              break;
            case 'evict':
              world.set.evict(step.maxEntities);
              break;
            case 'crash':
              store.end(false);
              world = new World(store);
              model = copy(stored);
              atBatchStart = copy(model);
              frozen = undefined;
              break;
          }
          expectSame(world, model);
        }
        expectSameValues(world, model);
      }),
      { numRuns: 100 },
    );
  });
});

/** Moves one slice to the store; returns false when there was none. */
function writeNext(world: World, maxEntries: number): boolean {
  const slice = world.set.nextChanges(maxEntries);
  if (slice === undefined) return false;
  const { table, changes } = slice;
  for (const { key, bytes } of changes) world.store.pending.set(Store.id(table, key), { table, key, bytes });
  return true;
}
