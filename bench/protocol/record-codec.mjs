// Cost of the binary and the JSON form of the records of one usual batch (start of an instance with a job).
// Run after `npm run build`: node bench/protocol/record-codec.mjs
import {
  BatchReader,
  BatchWriter,
  decodeRecord,
  encodeRecord,
  estimateRecordSize,
  makeKey,
  recordToJson,
  VALUE_TYPES,
} from '../../packages/protocol/dist/index.js';

const ROUNDS = 1_000;
const REPETITIONS = 60;
const shared = {
  bpmnProcessId: 'order-process',
  processDefinitionKey: makeKey(1, 1),
  processInstanceKey: makeKey(1, 3),
};
let position = 100;
const record = (recordType, valueType, intent, counter, value) => ({
  position: position++,
  sourceRecordPosition: 99,
  key: makeKey(1, counter),
  timestamp: 1714557600123,
  recordType,
  valueType,
  intent,
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '8.3.13',
  partitionId: 1,
  authorizedTenants: ['<default>'],
  recordVersion: 1,
  value,
  processedInBatch: recordType === 'COMMAND',
});
const element = (counter, elementId, bpmnElementType) =>
  [
    ['COMMAND', 'ACTIVATE_ELEMENT'],
    ['EVENT', 'ELEMENT_ACTIVATING'],
    ['EVENT', 'ELEMENT_ACTIVATED'],
    ['COMMAND', 'COMPLETE_ELEMENT'],
    ['EVENT', 'ELEMENT_COMPLETING'],
    ['EVENT', 'ELEMENT_COMPLETED'],
  ].map(([recordType, intent]) =>
    record(
      recordType,
      'PROCESS_INSTANCE',
      intent,
      counter,
      VALUE_TYPES.PROCESS_INSTANCE.value.create({
        ...shared,
        version: 1,
        elementId,
        flowScopeKey: makeKey(1, 3),
        bpmnElementType,
        bpmnEventType: 'NONE',
      }),
    ),
  );
const records = [
  ...element(6, 'start', 'START_EVENT'),
  ...element(8, 'charge-card', 'SERVICE_TASK'),
  record(
    'EVENT',
    'JOB',
    'CREATED',
    9,
    VALUE_TYPES.JOB.value.create({
      ...shared,
      type: 'charge-card',
      retries: 3,
      processDefinitionVersion: 1,
      elementId: 'charge-card',
      elementInstanceKey: makeKey(1, 8),
    }),
  ),
  ...['total', 'customer'].map((name, index) =>
    record(
      'EVENT',
      'VARIABLE',
      'CREATED',
      10 + index,
      VALUE_TYPES.VARIABLE.value.create({ ...shared, name, value: '"some text"', scopeKey: makeKey(1, 3) }),
    ),
  ),
];

/** The best of several runs: what the code costs, without what else the machine does. */
function measure(name, run) {
  let best = Infinity;
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const before = performance.now();
    run(ROUNDS);
    best = Math.min(best, performance.now() - before);
  }
  const nanoseconds = (best * 1e6) / (ROUNDS * records.length);
  console.log(
    JSON.stringify({ benchmark: `protocol/${name}`, nanosecondsPerRecord: Math.round(nanoseconds) }),
  );
}

const writer = new BatchWriter();
const encodeAll = () => {
  writer.reset();
  for (const item of records) encodeRecord(writer, item);
};
encodeAll();
const batch = writer.bytes().slice();
console.log(
  JSON.stringify({ records: records.length, bytesPerRecord: Math.round(batch.length / records.length) }),
);
measure('encode', (rounds) => {
  for (let round = 0; round < rounds; round++) encodeAll();
});
measure('decode', (rounds) => {
  for (let round = 0; round < rounds; round++) {
    const reader = new BatchReader(batch);
    while (!reader.atEnd) decodeRecord(reader);
  }
});
measure('json', (rounds) => {
  for (let round = 0; round < rounds; round++) for (const item of records) recordToJson(item);
});
measure('estimateSize', (rounds) => {
  for (let round = 0; round < rounds; round++) for (const item of records) estimateRecordSize(item);
});
