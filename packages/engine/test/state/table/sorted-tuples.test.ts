import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_TUPLE,
  SortedTuples,
  type TuplePosition,
  type TupleWidth,
} from '../../../src/state/table/sorted-tuples.js';

type Tuple = readonly [number, number, number, number];

function tuples(set: SortedTuples, width: TupleWidth): number[][] {
  const all: number[][] = [];
  for (let position = set.first(); position !== NO_TUPLE; position = set.next(position)) {
    all.push(tupleAt(set, width, position) ?? []);
  }
  return all;
}

function tupleAt(set: SortedTuples, width: TupleWidth, position: TuplePosition): number[] | undefined {
  if (position === NO_TUPLE) return undefined;
  return Array.from({ length: width }, (_, component) => set.at(position, component));
}

function compare(left: Tuple, right: Tuple): number {
  for (const component of [0, 1, 2, 3] as const) {
    if (left[component] !== right[component]) return left[component] - right[component];
  }
  return 0;
}

describe('sorted tuples', () => {
  it.each([2, 3, 4] as const)('keep %i numbers in order through many splits and merges', (width) => {
    const small = fc.integer({ min: 0, max: 12 });
    const operation = fc.tuple(fc.boolean(), small, small, small, small);
    fc.assert(
      fc.property(
        fc.array(operation, { minLength: 2000, maxLength: 6000, size: 'max' }),
        fc.constantFrom<Tuple>([5, 0, 0, 0], [3, 4, 5, 6]),
        (operations, sought) => {
          const set = new SortedTuples(width);
          const model = new Map<string, Tuple>();
          const phases = [operations, operations.map(([, ...rest]) => [false, ...rest] as const)];
          for (const phase of phases) {
            // Given a phase that mostly grows the set and one that empties it again
            for (const [isAdd, ...numbers] of phase) {
              const tuple = numbers.map((n, component) => (component < width ? n : 0));
              const [a = 0, b = 0, c = 0, d = 0] = tuple;
              const id = JSON.stringify(tuple);
              if (isAdd) {
                expect(set.add(a, b, c, d)).toBe(!model.has(id));
                model.set(id, [a, b, c, d]);
              } else {
                expect(set.remove(a, b, c, d)).toBe(model.delete(id));
              }
            }
            const sorted = [...model.values()].sort(compare);
            expect(set.size).toBe(sorted.length);
            expect(tuples(set, width)).toEqual(sorted.map((tuple) => tuple.slice(0, width)));
            const bound = sought.map((n, component) => (component < width ? n : 0));
            const [a = 0, b = 0, c = 0, d = 0] = bound;
            const found = sorted.find((tuple) => compare(tuple, [a, b, c, d]) >= 0);
            expect(tupleAt(set, width, set.seek(a, b, c, d))).toEqual(found?.slice(0, width));
          }
        },
      ),
      { numRuns: 6 },
    );
  });

  it('append without moving what is there, and find everything among 100,000', () => {
    const set = new SortedTuples(2);
    for (let n = 0; n < 100_000; n++) set.add(n % 7, n);
    for (let n = 0; n < 100_000; n += 997) expect(set.at(set.seek(n % 7, n), 1)).toBe(n);
    for (let n = 0; n < 100_000; n += 2) expect(set.remove(n % 7, n)).toBe(true);
    expect(set.size).toBe(50_000);
    expect(set.seek(6, 100_000)).toBe(NO_TUPLE);
  });
});
