// Events that have hit a start event of a process and wait for the instance they start (spec 11 §11.2).
import { isKey, type Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { eventTrigger, type EventTrigger } from './event-scope.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';

export const processStartTrigger = object((field) => ({
  processDefinitionKey: field.key(),
  trigger: field.object(eventTrigger),
}));
export type ProcessStartTrigger = Infer<typeof processStartTrigger>;

export class ProcessStartTriggers {
  /** By trigger key. */
  readonly table: Table<ProcessStartTrigger>;
  readonly #byDefinition = new GroupIndex<ProcessStartTrigger, number>((start) => start.processDefinitionKey);

  constructor(tables: TableSet) {
    this.table = tables.table('process-start-triggers', entityCodec(processStartTrigger), [
      this.#byDefinition,
    ]);
  }

  /**
   * The trigger that starts this instance. The reference looks only at the oldest one of the definition, so an instance
   * that was banned before it took its trigger over keeps all later ones from starting.
   */
  of(processDefinitionKey: Key, processInstanceKey: Key): EventTrigger | undefined {
    for (const key of this.#byDefinition.keysOf(processDefinitionKey)) {
      const trigger = isKey(key) ? this.table.get(key)?.trigger : undefined;
      if (trigger?.processInstanceKey === processInstanceKey) return trigger;
    }
    return undefined;
  }
}
