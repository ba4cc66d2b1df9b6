// Published messages that wait for their time to live to end, and the processes that have got them already
// (spec 12 §12.2).
import { isKey, type Key, type ValueOf } from '@grevy/protocol';
import {
  addressOf,
  addressText,
  bufferedMessage,
  type BufferedMessage,
  type MessageAddress,
} from './buffered-message.js';
import { entityCodec } from './entity-codec.js';
import { MessagesByAddress } from './messages-by-address.js';
import { DueIndex } from './table/due-index.js';
import { GroupIndex } from './table/group-index.js';
import type { Table } from './table/table.js';
import type { TableSet } from './table/table-set.js';

export class Messages {
  readonly table: Table<BufferedMessage>;
  readonly #byAddress = new MessagesByAddress();
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
   * The oldest message that is still alive and that the process has not got yet. It costs as much as there are different
   * sets of processes that have got messages of the address.
   */
  firstFor(
    address: MessageAddress,
    bpmnProcessId: string,
    now: number,
  ): { readonly key: Key; readonly value: ValueOf<'MESSAGE'> } | undefined {
    const deadlineOf = (key: number) => this.table.get(key)?.value.deadline ?? -Infinity;
    let key: number | undefined;
    for (const head of this.#byAddress.headsOf(addressText(address))) {
      if (key !== undefined && head > key) break;
      const message = this.table.get(head);
      if (message === undefined || message.correlatedProcessIds.includes(bpmnProcessId)) continue;
      key = this.#byAddress.firstAlive(message, now, key, deadlineOf) ?? key;
    }
    const value = key === undefined ? undefined : this.table.get(key)?.value;
    return value !== undefined && key !== undefined && isKey(key) ? { key, value } : undefined;
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

function messageIdText(value: ValueOf<'MESSAGE'>): string {
  return `${addressText(addressOf(value))}\u0000${value.correlationKey.length}\u0000${value.messageId}`;
}
