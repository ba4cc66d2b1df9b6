// Speed of exporting from the files of a log through the exporting thread to a JSON lines file.
// Run after `npm run build`: node bench/exporting/export.mjs [directory on the disk to measure]
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExporterDirector } from '../../packages/broker/dist/index.js';
import { encodeRecords, LocalLog } from '../../packages/log/dist/index.js';
import { makeKey, VALUE_TYPES } from '../../packages/protocol/dist/index.js';

const RECORDS = 200_000;
const RECORDS_PER_BATCH = 35;

const directory = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'grevy-bench-export-'));
const logDirectory = join(directory, 'log');
const log = await LocalLog.open({ directory: logDirectory, partitionId: 1 });
const record = (position) => ({
  position,
  sourceRecordPosition: position - 1,
  key: makeKey(1, position),
  timestamp: 1_714_557_600_123,
  recordType: 'EVENT',
  valueType: 'PROCESS_INSTANCE',
  intent: 'ELEMENT_ACTIVATED',
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '8.3.13',
  partitionId: 1,
  authorizedTenants: ['<default>'],
  recordVersion: 1,
  value: VALUE_TYPES.PROCESS_INSTANCE.value.create({
    bpmnProcessId: 'order-process',
    version: 1,
    processDefinitionKey: makeKey(1, 1),
    processInstanceKey: makeKey(1, position),
    elementId: 'charge',
    flowScopeKey: makeKey(1, position),
    bpmnElementType: 'SERVICE_TASK',
    bpmnEventType: 'UNSPECIFIED',
  }),
  processedInBatch: false,
});
for (let firstPosition = 1; firstPosition <= RECORDS; firstPosition += RECORDS_PER_BATCH) {
  const records = Array.from({ length: RECORDS_PER_BATCH }, (_, index) => record(firstPosition + index));
  await log.append({ firstPosition, recordCount: records.length, payload: encodeRecords(records) });
}

const path = join(directory, 'records.jsonl');
const start = performance.now();
const director = await ExporterDirector.open({
  partitionId: 1,
  log: { kind: 'directory', logDirectory, partitionDirectory: directory },
  exporters: [
    {
      id: 'jsonl',
      module: import.meta.resolve('../../packages/exporters/jsonl/dist/index.js'),
      args: { path },
    },
  ],
  committedPosition: log.lastPosition,
  logger: console,
});
const openMs = performance.now() - start;
await new Promise((resolve) => {
  director.onStatusChange(({ exporters }) => {
    if (exporters[0].exportedPosition === log.lastPosition) resolve();
  });
});
const seconds = (performance.now() - start - openMs) / 1000;
await director.close();
const { size } = await stat(path);
await log.close();
await rm(directory, { recursive: true });
console.log(
  JSON.stringify(
    {
      benchmark: 'exporting',
      node: process.version,
      openMs: Math.round(openMs),
      recordsPerSecond: Math.round(log.lastPosition / seconds),
      megabytesPerSecond: Number((size / 1e6 / seconds).toPrecision(4)),
    },
    undefined,
    2,
  ),
);
