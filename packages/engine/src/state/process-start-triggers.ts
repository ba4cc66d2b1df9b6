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

  /** The oldest trigger of a definition, which belongs to the instance that is started next. */
  first(processDefinitionKey: Key): EventTrigger | undefined {
    const key = this.#byDefinition.first(processDefinitionKey);
    return key !== undefined && isKey(key) ? this.table.get(key)?.trigger : undefined;
  }
}
