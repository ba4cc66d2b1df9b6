// Timers of waiting elements and of timer start events (spec 12 §12.11).
import { isKey, VALUE_TYPES, type Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { DueIndex } from './table/due-index.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';

export const timer = object((field) => ({
  key: field.key(),
  value: field.object(VALUE_TYPES.TIMER.value),
}));
export type Timer = Infer<typeof timer>;

export class Timers {
  readonly table: Table<Timer>;
  /** A start timer belongs to its process definition. */
  readonly #byOwner = new GroupIndex<Timer, number>(({ value }) =>
    value.elementInstanceKey > 0 ? value.elementInstanceKey : value.processDefinitionKey,
  );
  readonly dueDates = new DueIndex<Timer>(({ value }) => [value.dueDate, value.elementInstanceKey]);

  constructor(tables: TableSet) {
    this.table = tables.table('timers', entityCodec(timer), [this.#byOwner, this.dueDates]);
  }

  get(key: Key): Timer | undefined {
    return this.table.get(key);
  }

  /** The timers of an element instance, or the start timers of a process definition, ascending by key. */
  *ofOwner(ownerKey: Key): Generator<Timer, void, undefined> {
    for (const key of this.#byOwner.keysOf(ownerKey)) {
      const owned = isKey(key) ? this.table.get(key) : undefined;
      if (owned !== undefined) yield owned;
    }
  }
}
