// Subscriptions on the partition of their process instance: what an element waits for (spec 12 §12.3).
import { isKey, VALUE_TYPES, type Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { compareStoredText } from './storage-order.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';
import { UniqueIndex } from './table/unique-index.js';

/** Opening and closing wait for the partition of the correlation key to agree. */
const SUBSCRIPTION_STATES = ['OPENING', 'OPENED', 'CLOSING'] as const;

export const processMessageSubscription = object((field) => ({
  key: field.key(),
  state: field.enumeration(SUBSCRIPTION_STATES),
  value: field.object(VALUE_TYPES.PROCESS_MESSAGE_SUBSCRIPTION.value),
}));
export type ProcessMessageSubscription = Infer<typeof processMessageSubscription>;

/** The one group of the index of subscriptions that wait for the other partition. */
const PENDING = 1;

export class ProcessMessageSubscriptions {
  readonly table: Table<ProcessMessageSubscription>;
  readonly #byElement = new UniqueIndex<ProcessMessageSubscription>(({ value }) => ({
    scopeKey: value.elementInstanceKey,
    name: value.messageName,
  }));
  readonly #pending = new GroupIndex<ProcessMessageSubscription, number>(({ state }) =>
    state === 'OPENED' ? undefined : PENDING,
  );

  constructor(tables: TableSet) {
    this.table = tables.table('process-message-subscriptions', entityCodec(processMessageSubscription), [
      this.#byElement,
      this.#pending,
    ]);
  }

  find(elementInstanceKey: Key, messageName: string): ProcessMessageSubscription | undefined {
    return this.#get(this.#byElement.find(elementInstanceKey, messageName));
  }

  /** All subscriptions of an element instance, by message name in storage order. */
  ofElement(elementInstanceKey: Key): readonly ProcessMessageSubscription[] {
    if (!this.#byElement.hasAny(elementInstanceKey)) return [];
    return this.#byElement
      .keysOf(elementInstanceKey)
      .flatMap((key) => this.#get(key) ?? [])
      .sort((a, b) => compareStoredText(a.value.messageName, b.value.messageName));
  }

  /** The subscriptions that are opening or closing, ascending by key. */
  *pending(): Generator<ProcessMessageSubscription, void, undefined> {
    for (const key of this.#pending.keysOf(PENDING)) {
      const subscription = this.#get(key);
      if (subscription !== undefined) yield subscription;
    }
  }

  #get(key: number | undefined): ProcessMessageSubscription | undefined {
    return key !== undefined && isKey(key) ? this.table.get(key) : undefined;
  }
}
