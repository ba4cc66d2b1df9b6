// The fields that every record of a process instance repeats, and that the lines of a transcript leave out: they are
// those of the instance. What a migration changes is shown in its own transcripts.
import { isDeepStrictEqual } from 'node:util';
import type { AnyRecord, Key } from '@grevy/protocol';
import { recordLine, showsAllFields } from './transcript-lines.js';

type Fields = Readonly<Record<string, unknown>>;

/** Fields that name the element instance that a record belongs to, where a value has them. */
const OWNER_FIELDS = [
  'elementInstanceKey',
  'catchEventInstanceKey',
  'batchElementInstanceKey',
  'scopeKey',
  'flowScopeKey',
];

/** @throws Error for a record whose instance, process or tenant is not that of its element instance */
export function assertInstanceFields(records: readonly AnyRecord[]): void {
  const instances = new InstanceFields(records);
  for (const record of records) {
    if (
      record.recordType === 'COMMAND_REJECTION' ||
      record.sourceRecordPosition === -1 ||
      showsAllFields(record)
    )
      continue;
    instances.check(record, record.value);
    if (record.valueType === 'JOB_BATCH') for (const job of record.value.jobs) instances.check(record, job);
  }
}

class InstanceFields {
  readonly #ofInstance = new Map<Key, Fields>();
  readonly #instanceOf = new Map<unknown, Key>();

  constructor(records: readonly AnyRecord[]) {
    for (const { valueType, intent, key, value } of records) {
      if (valueType !== 'PROCESS_INSTANCE') continue;
      const { bpmnProcessId, version, processDefinitionKey, processInstanceKey, tenantId } = value;
      const fields = {
        bpmnProcessId,
        version,
        processDefinitionVersion: version,
        processDefinitionKey,
        processInstanceKey,
        tenantId,
      };
      if (intent === 'ELEMENT_MIGRATED')
        this.#ofInstance.set(processInstanceKey, { processInstanceKey, tenantId });
      if (intent !== 'ELEMENT_ACTIVATING') continue;
      this.#instanceOf.set(key, processInstanceKey);
      if (value.bpmnElementType === 'PROCESS') this.#ofInstance.set(key, fields);
    }
  }

  check(record: AnyRecord, value: object): void {
    const written = new Map<string, unknown>(Object.entries(value));
    const instance = this.#instanceOfOwner(record, written);
    if (instance === undefined) return;
    for (const [name, expected] of Object.entries(this.#ofInstance.get(instance) ?? {})) {
      if (!written.has(name) || isDeepStrictEqual(written.get(name), expected)) continue;
      throw new Error(
        `Expected ${name} ${String(expected)}, but was ${String(written.get(name))}: ${recordLine(record)}`,
      );
    }
  }

  #instanceOfOwner({ valueType, key }: AnyRecord, written: ReadonlyMap<string, unknown>): Key | undefined {
    if (valueType === 'PROCESS_INSTANCE') {
      const own = this.#instanceOf.get(key);
      if (own !== undefined) return own;
    }
    const owner = OWNER_FIELDS.map((name) => written.get(name)).find((ownerKey) =>
      this.#instanceOf.has(ownerKey),
    );
    return this.#instanceOf.get(owner);
  }
}
