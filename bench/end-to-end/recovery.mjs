// Recovery of a large log without a checkpoint: records replayed per second, decoding included.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LIMITS, Engine, EngineState, NO_JOB_STREAMS } from '@grevy/engine';
import { LocalLog } from '@grevy/log';
import { BatchReader, BatchWriter, decodeRecord, encodeRecord, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { machine, print } from '../machine.mjs';
import { MODEL, round } from './workload.mjs';

const MEGABYTES = Number(process.env.MEGABYTES ?? 1_024);
const directory = mkdtempSync(join(tmpdir(), 'grevy-bench-'));
const environment = {
  partitionId: 1,
  partitionCount: 1,
  brokerVersion: '8.3.13',
  limits: DEFAULT_LIMITS,
  jobStreams: NO_JOB_STREAMS,
  zone: 'UTC',
  random: () => 0.5,
};

async function writeLog(log) {
  const engine = new Engine(new EngineState(1), environment);
  const writer = new BatchWriter();
  let position = 0;
  let first = 1;
  let bytes = 0;
  const send = (valueType, intent, key, input) => {
    position += 1;
    const command = {
      position,
      sourceRecordPosition: -1,
      timestamp: Date.now(),
      recordType: 'COMMAND',
      rejectionType: 'NULL_VAL',
      rejectionReason: '',
      brokerVersion: '8.3.13',
      partitionId: 1,
      authorizedTenants: ['<default>'],
      recordVersion: 1,
      processedInBatch: false,
      valueType,
      intent,
      key,
      value: VALUE_TYPES[valueType].value.create(input),
    };
    const { records } = engine.process(command, position + 1, command.timestamp);
    position += records.length;
    encodeRecord(writer, command);
    for (const record of records) encodeRecord(writer, record);
    return records;
  };
  const flush = async () => {
    const payload = writer.bytes().slice();
    writer.reset();
    bytes += payload.length;
    await log.append({ firstPosition: first, recordCount: position - first + 1, payload });
    first = position + 1;
  };
  send('DEPLOYMENT', 'CREATE', NO_KEY, {
    resources: [{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(MODEL) }],
  });
  const filler = 'x'.repeat(200);
  while (bytes < MEGABYTES * 1e6) {
    for (let i = 0; i < 100; i += 1) {
      const created = send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
        bpmnProcessId: 'work',
        variables: `{"a":1,"text":"${filler}"}`,
      });
      const job = created.find((record) => record.valueType === 'JOB');
      send('JOB', 'COMPLETE', job.key, { variables: '{"done":true}' });
    }
    await flush();
  }
  return { records: position, bytes };
}

try {
  const options = { directory, partitionId: 1 };
  const log = await LocalLog.open(options);
  const written = await writeLog(log);
  await log.close();

  const opened = await LocalLog.open(options);
  const engine = new Engine(new EngineState(1), environment);
  const cpu = process.cpuUsage();
  const began = performance.now();
  let records = 0;
  for await (const batch of opened.read(1)) {
    const reader = new BatchReader(batch.payload);
    for (let position = batch.firstPosition; position <= batch.lastPosition; position += 1) {
      engine.replay(decodeRecord(reader));
      records += 1;
    }
  }
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  await opened.close();
  print({
    benchmark: 'recovery by replay',
    machine: machine(),
    megabytes: Math.round(written.bytes / 1e6),
    records,
    seconds: round(seconds),
    recordsPerSecond: Math.round(records / seconds),
    recordsPerCpuSecond: Math.round((records / (user + system)) * 1e6),
  });
} finally {
  rmSync(directory, { recursive: true, force: true });
}
