// Message start events of processes, and the instances that they started (spec 12 §12.7).
import { isKey, VALUE_TYPES, type Key } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { compareStoredText } from './storage-order.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';
import { UniqueIndex } from './table/unique-index.js';

export const messageStartEventSubscription = object((field) => ({
  key: field.key(),
  value: field.object(VALUE_TYPES.MESSAGE_START_EVENT_SUBSCRIPTION.value),
}));
export type MessageStartEventSubscription = Infer<typeof messageStartEventSubscription>;

/**
 * A process instance that a message with a correlation key has started; while it lives, no other message with that key
 * starts the same process. Tenants do not tell locks apart, as in the reference.
 */
export const messageStartLock = object((field) => ({
  processInstanceKey: field.key(),
  bpmnProcessId: field.identifier(),
  correlationKey: field.identifier(),
}));
export type MessageStartLock = Infer<typeof messageStartLock>;

export class MessageStartEventSubscriptions {
  readonly table: Table<MessageStartEventSubscription>;
  /** By process instance. */
  readonly locks: Table<MessageStartLock>;
  readonly #byMessageName = new GroupIndex<MessageStartEventSubscription, string>(({ value }) =>
    messageNameText(value.tenantId, value.messageName),
  );
  readonly #byDefinition = new UniqueIndex<MessageStartEventSubscription>(({ value }) => ({
    scopeKey: value.processDefinitionKey,
    name: value.messageName,
  }));
  readonly #locks = new GroupIndex<MessageStartLock, string>(({ bpmnProcessId, correlationKey }) =>
    lockText(bpmnProcessId, correlationKey),
  );

  constructor(tables: TableSet) {
    this.table = tables.table(
      'message-start-event-subscriptions',
      entityCodec(messageStartEventSubscription),
      [this.#byMessageName, this.#byDefinition],
    );
    this.locks = tables.table('message-start-locks', entityCodec(messageStartLock), [this.#locks]);
  }

  find(processDefinitionKey: Key, messageName: string): MessageStartEventSubscription | undefined {
    return this.#get(this.#byDefinition.find(processDefinitionKey, messageName));
  }

  /** The processes that a message of this name starts, ascending by definition. */
  ofMessage(tenantId: string, messageName: string): readonly MessageStartEventSubscription[] {
    return [...this.#byMessageName.keysOf(messageNameText(tenantId, messageName))]
      .flatMap((key) => this.#get(key) ?? [])
      .sort((a, b) => a.value.processDefinitionKey - b.value.processDefinitionKey);
  }

  /** The message start events of a definition, by message name in storage order. */
  ofDefinition(processDefinitionKey: Key): readonly MessageStartEventSubscription[] {
    return this.#byDefinition
      .keysOf(processDefinitionKey)
      .flatMap((key) => this.#get(key) ?? [])
      .sort((a, b) => compareStoredText(a.value.messageName, b.value.messageName));
  }

  isLocked(bpmnProcessId: string, correlationKey: string): boolean {
    return !this.#locks.isEmpty(lockText(bpmnProcessId, correlationKey));
  }

  #get(key: number | undefined): MessageStartEventSubscription | undefined {
    return key !== undefined && isKey(key) ? this.table.get(key) : undefined;
  }
}

function messageNameText(tenantId: string, messageName: string): string {
  return `${tenantId}\u0000${messageName}`;
}

function lockText(bpmnProcessId: string, correlationKey: string): string {
  return `${bpmnProcessId}\u0000${correlationKey}`;
}
