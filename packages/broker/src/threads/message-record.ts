// Commands and responses as records, so that they can travel in bundles with the codec that the log has.
import type { DueCommand } from '@grevy/engine';
import {
  NO_KEY,
  type AnyRecord,
  type CommandRequest,
  type RecordType,
  type ResponseRecord,
} from '@grevy/protocol';

const ENVELOPE = {
  position: 0,
  sourceRecordPosition: -1,
  key: NO_KEY,
  timestamp: 0,
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '',
  partitionId: 0,
  recordVersion: 1,
  processedInBatch: false,
  operationReference: undefined,
} as const;

type Content = Pick<AnyRecord, 'valueType' | 'intent' | 'key' | 'value'>;

export function commandRecord(
  command: DueCommand | CommandRequest,
  authorizedTenants: readonly string[],
  operationReference?: bigint,
): AnyRecord {
  return { ...recordOf('COMMAND', command, authorizedTenants), operationReference };
}

export function responseRecord(response: ResponseRecord): AnyRecord {
  return recordOf('EVENT', response, []);
}

function recordOf(recordType: RecordType, content: Content, authorizedTenants: readonly string[]): AnyRecord {
  const { valueType, intent, key, value } = content;
  return { ...ENVELOPE, recordType, valueType, intent, key, value, authorizedTenants } as AnyRecord;
}

export function commandOf({ valueType, intent, key, value }: AnyRecord): DueCommand {
  return { valueType, intent, key, value } as DueCommand;
}

export function responseOf({ valueType, intent, key, value }: AnyRecord): ResponseRecord {
  return { valueType, intent, key, value } as ResponseRecord;
}
