// Published messages that wait for their time to live to end, and the processes that have got them already
// (spec 12 §12.2).
import { isKey, VALUE_TYPES, type Key, type ValueOf } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { entityCodec } from './entity-codec.js';
import { DueIndex } from './table/due-index.js';
import { GroupHeadsIndex } from './table/group-heads-index.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';

export const bufferedMessage = object((field) => ({
  value: field.object(VALUE_TYPES.MESSAGE.value),
  /** Ids of the processes that the message was correlated to: each gets it once. */
  correlatedProcessIds: field.identifiers(),
}));
export type BufferedMessage = Infer<typeof bufferedMessage>;

/** What a subscription and a message must have in common. */
export interface MessageAddress {
  readonly tenantId: string;
  readonly messageName: string;
  readonly correlationKey: string;
}

/** An address as one text. The length keeps names and keys apart whatever characters they have. */
export function addressText({ tenantId, messageName, correlationKey }: MessageAddress): string {
  return `${tenantId}\u0000${messageName.length}\u0000${messageName}${correlationKey}`;
}

export function addressOf({ tenantId, name, correlationKey }: ValueOf<'MESSAGE'>): MessageAddress {
  return { tenantId, messageName: name, correlationKey };
}

export class Messages {
  readonly table: Table<BufferedMessage>;
  /** Of every address the messages that the same processes have got, oldest first: what a process has is passed by. */
  readonly #byAddress = new GroupHeadsIndex<BufferedMessage>((message) => ({
    group: addressText(addressOf(message.value)),
    subgroup: marksText(message),
    order: 0,
  }));
  readonly #byId = new GroupIndex<BufferedMessage, string>(({ value }) =>
    value.messageId === '' ? undefined : messageIdText(value),
  );
  /** All messages, by the time at which their life ends. */
  readonly deadlines = new DueIndex<BufferedMessage>(({ value }) => [value.deadline]);

  constructor(tables: TableSet) {
    this.table = tables.table('messages', entityCodec(bufferedMessage), [
      this.#byAddress,
      this.#byId,
      this.deadlines,
    ]);
  }

  /** Whether a message of this name, correlation key, id and tenant is stored. */
  hasId(value: ValueOf<'MESSAGE'>): boolean {
    return !this.#byId.isEmpty(messageIdText(value));
  }

  /**
   * The oldest message that is still alive and that the process has not got yet. However many it has got already, that
   * costs as much as there are different sets of processes; messages that only wait for their expiry are looked at.
   */
  firstFor(
    address: MessageAddress,
    bpmnProcessId: string,
    now: number,
  ): { readonly key: Key; readonly value: ValueOf<'MESSAGE'> } | undefined {
    const group = addressText(address);
    let oldest: { readonly key: Key; readonly value: ValueOf<'MESSAGE'> } | undefined;
    for (const head of this.#byAddress.headsOf(group)) {
      if (oldest !== undefined && head > oldest.key) break;
      const message = this.table.get(head);
      if (message === undefined || message.correlatedProcessIds.includes(bpmnProcessId)) continue;
      for (const key of this.#byAddress.keysOf(group, marksText(message))) {
        if (oldest !== undefined && key > oldest.key) break;
        const value = this.table.get(key)?.value;
        if (value === undefined || value.deadline <= now || !isKey(key)) continue;
        oldest = { key, value };
        break;
      }
    }
    return oldest;
  }

  /** The process has got the message. */
  mark(messageKey: Key, bpmnProcessId: string): void {
    const message = this.table.get(messageKey);
    if (message === undefined || message.correlatedProcessIds.includes(bpmnProcessId)) return;
    const correlatedProcessIds = [...message.correlatedProcessIds, bpmnProcessId];
    this.table.put(messageKey, { ...message, correlatedProcessIds });
  }

  /** The process has refused the message, so it may get it again. */
  unmark(messageKey: Key, bpmnProcessId: string): void {
    const message = this.table.get(messageKey);
    if (message === undefined) return;
    const correlatedProcessIds = message.correlatedProcessIds.filter((id) => id !== bpmnProcessId);
    this.table.put(messageKey, { ...message, correlatedProcessIds });
  }
}

/** The set of processes that a message was correlated to, as one text. */
function marksText({ correlatedProcessIds }: BufferedMessage): string {
  return correlatedProcessIds.length < 2
    ? (correlatedProcessIds[0] ?? '')
    : [...correlatedProcessIds].sort().join('\u0000');
}

function messageIdText(value: ValueOf<'MESSAGE'>): string {
  return `${addressText(addressOf(value))}\u0000${value.correlationKey.length}\u0000${value.messageId}`;
}
