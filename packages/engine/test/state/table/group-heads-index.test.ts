import { describe, expect, it } from 'vitest';
import { GroupHeadsIndex } from '../../../src/state/table/group-heads-index.js';
import type { TableCodec } from '../../../src/state/table/table-codec.js';
import { TableSet } from '../../../src/state/table/table-set.js';

interface Waiting {
  readonly group: string;
  readonly subgroup: string;
  readonly order: number;
  readonly present: boolean;
}

const codec: TableCodec<Waiting> = {
  encode: (value) => new TextEncoder().encode(JSON.stringify(value)),
  decode: () => ({ group: '', subgroup: '', order: 0, present: true }),
};

function aTable() {
  const heads = new GroupHeadsIndex<Waiting>((value) => (value.present ? value : undefined));
  const set = new TableSet({ partitionBase: 2 ** 45 });
  const table = set.table('waiting', codec, [heads]);
  const put = (key: number, group: string, subgroup: string, order: number, present = true): void =>
    table.put(key, { group, subgroup, order, present });
  return { heads, set, table, put };
}

describe('the heads of the subgroups of a group', () => {
  it('are the entities of lowest order, in that order', () => {
    const { heads, put } = aTable();
    put(1, 'paid', 'invoice', 30);
    put(2, 'paid', 'order', 20);
    put(3, 'paid', 'order', 10);
    put(4, 'paid', 'invoice', 5);
    put(5, 'sent', 'order', 1);
    expect(heads.headsOf('paid')).toEqual([4, 3]);
    expect(heads.headsOf('sent')).toEqual([5]);
    expect(heads.headsOf('lost')).toEqual([]);
    expect(heads.headOf('paid', 'order')).toBe(3);
    expect(heads.headOf('sent', 'invoice')).toBeUndefined();
  });

  it('give way to the next ones when they go or no longer belong to it, and come back with a rollback', () => {
    const { heads, set, table, put } = aTable();
    put(1, 'paid', 'order', 10);
    put(2, 'paid', 'order', 20);
    put(3, 'paid', 'order', 30);
    set.journal.commit();
    table.delete(1);
    expect(heads.headOf('paid', 'order')).toBe(2);
    put(2, 'paid', 'order', 20, false);
    expect(heads.headsOf('paid')).toEqual([3]);
    set.journal.rollback();
    expect(heads.headsOf('paid')).toEqual([1]);
  });

  it('are followed by the others of their subgroup, also while these come and go', () => {
    const { heads, table, put } = aTable();
    put(1, 'paid', 'order', 20);
    put(2, 'paid', 'order', 10);
    put(3, 'paid', 'order', 20);
    put(4, 'paid', 'invoice', 15);
    put(5, 'sent', 'order', 15);
    expect([...heads.keysOf('paid', 'order')]).toEqual([2, 1, 3]);
    expect([...heads.keysOf('paid', 'offer')]).toEqual([]);
    expect([...heads.keysOf('lost', 'order')]).toEqual([]);

    const visited: number[] = [];
    for (const key of heads.keysOf('paid', 'order')) {
      visited.push(key);
      table.delete(key);
      if (key === 2) table.delete(1);
      if (key === 3) put(6, 'paid', 'order', 30);
    }
    expect(visited).toEqual([2, 3, 6]);
  });
});
