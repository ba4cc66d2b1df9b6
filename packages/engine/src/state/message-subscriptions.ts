// Subscriptions on the partition of their correlation key, where the messages are (spec 12 §12.3).
import { isKey, VALUE_TYPES, type Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { addressText, type MessageAddress } from './buffered-message.js';
import { EndedSubscriptions } from './ended-subscriptions.js';
import { GroupHeadsIndex } from './table/group-heads-index.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';
import { UniqueIndex } from './table/unique-index.js';

export const messageSubscription = object((field) => ({
  key: field.key(),
  /** A message was sent to the element, which has not answered yet. */
  correlating: field.boolean(false),
  value: field.object(VALUE_TYPES.MESSAGE_SUBSCRIPTION.value),
}));
export type MessageSubscription = Infer<typeof messageSubscription>;

/** The one group of the index of subscriptions that wait for an answer. */
const CORRELATING = 1;

export class MessageSubscriptions {
  readonly table: Table<MessageSubscription>;
  readonly ended: EndedSubscriptions;
  readonly #byElement = new UniqueIndex<MessageSubscription>(({ value }) => ({
    scopeKey: value.elementInstanceKey,
    name: value.messageName,
  }));
  readonly #waiting = new GroupHeadsIndex<MessageSubscription>(({ correlating, value }) =>
    correlating
      ? undefined
      : { group: addressText(value), subgroup: value.bpmnProcessId, order: value.elementInstanceKey },
  );
  readonly #correlating = new GroupIndex<MessageSubscription, number>(({ correlating }) =>
    correlating ? CORRELATING : undefined,
  );

  constructor(tables: TableSet, ownPartitionId: number) {
    this.ended = new EndedSubscriptions(ownPartitionId);
    this.table = tables.table('message-subscriptions', entityCodec(messageSubscription), [
      this.#byElement,
      this.#waiting,
      this.#correlating,
    ]);
  }

  find(elementInstanceKey: Key, messageName: string): MessageSubscription | undefined {
    return this.#get(this.#byElement.find(elementInstanceKey, messageName));
  }

  /** Of every process the oldest subscription that waits for such a message, ascending by element instance. */
  firstWaitingOfEachProcess(address: MessageAddress): readonly MessageSubscription[] {
    return this.#waiting.headsOf(addressText(address)).flatMap((key) => this.#get(key) ?? []);
  }

  firstWaitingOf(address: MessageAddress, bpmnProcessId: string): MessageSubscription | undefined {
    return this.#get(this.#waiting.headOf(addressText(address), bpmnProcessId));
  }

  /** The subscriptions whose element has not answered yet, ascending by key. */
  *correlating(): Generator<MessageSubscription, void, undefined> {
    for (const key of this.#correlating.keysOf(CORRELATING)) {
      const subscription = this.#get(key);
      if (subscription !== undefined) yield subscription;
    }
  }

  /** Subscriptions that wait although they had ended before they were opened, perhaps. */
  *doubted(): Generator<MessageSubscription, void, undefined> {
    for (const key of this.ended.doubted((doubted) => this.table.get(doubted)?.correlating === false)) {
      const subscription = this.table.get(key);
      if (subscription !== undefined) yield subscription;
    }
  }

  #get(key: number | undefined): MessageSubscription | undefined {
    return key !== undefined && isKey(key) ? this.table.get(key) : undefined;
  }
}
