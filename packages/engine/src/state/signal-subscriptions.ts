// Events of elements and of processes that wait for a signal (spec 12 §12.13).
import { isKey, VALUE_TYPES, type Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { compareStoredText } from './storage-order.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';
import { UniqueIndex } from './table/unique-index.js';

export const signalSubscription = object((field) => ({
  key: field.key(),
  value: field.object(VALUE_TYPES.SIGNAL_SUBSCRIPTION.value),
}));
export type SignalSubscription = Infer<typeof signalSubscription>;

/** The element instance that waits, or the process definition that the signal starts. */
export function subscriberOf({ value }: SignalSubscription): Key {
  return value.catchEventInstanceKey > 0 ? value.catchEventInstanceKey : value.processDefinitionKey;
}

export class SignalSubscriptions {
  readonly table: Table<SignalSubscription>;
  readonly #bySignalName = new GroupIndex<SignalSubscription, string>(({ value }) => value.signalName);
  readonly #bySubscriber = new UniqueIndex<SignalSubscription>((subscription) => ({
    scopeKey: subscriberOf(subscription),
    name: subscription.value.signalName,
  }));

  constructor(tables: TableSet) {
    this.table = tables.table('signal-subscriptions', entityCodec(signalSubscription), [
      this.#bySignalName,
      this.#bySubscriber,
    ]);
  }

  find(subscriberKey: Key, signalName: string): SignalSubscription | undefined {
    return this.#get(this.#bySubscriber.find(subscriberKey, signalName));
  }

  /** Who waits for the signal, ascending by subscriber. A copy: the table may change meanwhile. */
  ofSignal(signalName: string): readonly SignalSubscription[] {
    return [...this.#bySignalName.keysOf(signalName)]
      .flatMap((key) => this.#get(key) ?? [])
      .sort((a, b) => subscriberOf(a) - subscriberOf(b));
  }

  /** What an element instance or a process definition waits for, by signal name in storage order. */
  ofSubscriber(subscriberKey: Key): readonly SignalSubscription[] {
    if (!this.#bySubscriber.hasAny(subscriberKey)) return [];
    return this.#bySubscriber
      .keysOf(subscriberKey)
      .flatMap((key) => this.#get(key) ?? [])
      .sort((a, b) => compareStoredText(a.value.signalName, b.value.signalName));
  }

  #get(key: number | undefined): SignalSubscription | undefined {
    return key !== undefined && isKey(key) ? this.table.get(key) : undefined;
  }
}
