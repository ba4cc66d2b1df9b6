// A broker in small: appends records, exports them to a JSON lines file, trims the log, until it is killed.
// Prints each position once it is durable.
import { join } from 'node:path';
import { ExporterDirector } from '@grevy/broker';
import { encodeRecords, LocalLog } from '@grevy/log';

const [directory] = process.argv.slice(2);
const logDirectory = join(directory, 'log');
const log = await LocalLog.open({ directory: logDirectory, partitionId: 1, segmentBytes: 16 * 1024 });
const director = await ExporterDirector.open({
  partitionId: 1,
  log: { kind: 'directory', logDirectory, partitionDirectory: directory },
  exporters: [
    {
      id: 'jsonl',
      module: import.meta.resolve('@grevy/exporter-jsonl'),
      args: { path: join(directory, 'records.jsonl'), maxFileBytes: 64 * 1024, flushIntervalMs: 5 },
    },
  ],
  committedPosition: log.lastPosition,
  logger: console,
  timing: { storePositionsIntervalMs: 10 },
});
const record = (position) => ({
  position,
  sourceRecordPosition: -1,
  key: -1,
  timestamp: position,
  recordType: 'EVENT',
  valueType: 'TIMER',
  intent: 'CREATED',
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '8.3.13',
  partitionId: 1,
  authorizedTenants: ['<default>'],
  recordVersion: 1,
  value: {
    elementInstanceKey: -1,
    processInstanceKey: -1,
    dueDate: position,
    targetElementId: 'wait'.padEnd(position % 300, '.'),
    repetitions: 1,
    processDefinitionKey: -1,
    tenantId: '<default>',
  },
  processedInBatch: false,
});
for (;;) {
  const firstPosition = log.lastPosition + 1;
  const records = Array.from({ length: 5 }, (_, index) => record(firstPosition + index));
  await log.append({ firstPosition, recordCount: records.length, payload: encodeRecords(records) });
  director.notifyCommitted(log.lastPosition);
  process.stdout.write(`${log.lastPosition}\n`);
  if (director.status().failure !== undefined) throw new Error(director.status().failure);
  await log.trimBefore(Math.max(director.lowestPosition() + 1, 0));
}
