// The engine without log or network: start → service task → end, from creation to completion, and the cost per record.
// CPU time is what is shown: it is steady on a shared machine.
import { BatchReader, BatchWriter, decodeRecord, encodeRecord, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { DEFAULT_LIMITS, Engine, EngineState, NO_JOB_STREAMS } from '@grevy/engine';
import { machine, print } from '../machine.mjs';

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="work" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" />
    <bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

function environment() {
  return {
    partitionId: 1,
    partitionCount: 1,
    brokerVersion: '8.3.13',
    limits: DEFAULT_LIMITS,
    jobStreams: NO_JOB_STREAMS,
    zone: 'UTC',
    random: () => 0.5,
  };
}

class Bench {
  engine = new Engine(new EngineState(1, { tracksChanges: true }), environment());
  position = 0;
  now = 1_714_564_800_000;
  encoded = [];

  send(valueType, intent, key, input) {
    this.position += 1;
    const command = {
      position: this.position,
      sourceRecordPosition: -1,
      timestamp: this.now,
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
    const result = this.engine.process(command, this.position + 1, this.now);
    this.position += result.records.length;
    return { command, records: result.records };
  }

  instance(sink) {
    const created = this.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
      bpmnProcessId: 'p',
      variables: '{"a":1}',
    });
    const job = created.records.find((record) => record.valueType === 'JOB');
    const activated = this.send('JOB_BATCH', 'ACTIVATE', NO_KEY, {
      type: 'work',
      worker: 'w',
      timeout: 60_000,
      maxJobsToActivate: 1,
    });
    const completed = this.send('JOB', 'COMPLETE', job.key, { variables: '{"r":1}' });
    sink?.(created, activated, completed);
  }
}

function cpuMs(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

const INSTANCES = Number(process.env.INSTANCES ?? 30_000);
const bench = new Bench();
bench.send('DEPLOYMENT', 'CREATE', NO_KEY, {
  resources: [{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(MODEL) }],
});
for (let i = 0; i < 5_000; i += 1) bench.instance();

const from = bench.position;
const processing = cpuMs(() => {
  for (let i = 0; i < INSTANCES; i += 1) bench.instance();
});
const records = bench.position - from;

const sample = [];
for (let i = 0; i < 200; i += 1) {
  bench.instance((...steps) =>
    steps.forEach(({ command, records: written }) => sample.push(command, ...written)),
  );
}
const writer = new BatchWriter();
let payload;
const ROUNDS = 200;
const encoding = cpuMs(() => {
  for (let round = 0; round < ROUNDS; round += 1) {
    writer.reset();
    for (const record of sample) encodeRecord(writer, record);
    payload = writer.bytes().slice();
  }
});
const decoding = cpuMs(() => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const reader = new BatchReader(payload);
    for (let i = 0; i < sample.length; i += 1) decodeRecord(reader);
  }
});
const replaying = (() => {
  const fresh = new Bench();
  const log = [];
  const keep = ({ command, records: written }) => log.push(command, ...written);
  keep(
    fresh.send('DEPLOYMENT', 'CREATE', NO_KEY, {
      resources: [{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(MODEL) }],
    }),
  );
  for (let i = 0; i < 10_000; i += 1) fresh.instance((...steps) => steps.forEach(keep));
  const engine = new Engine(new EngineState(1, { tracksChanges: true }), environment());
  const ms = cpuMs(() => log.forEach((record) => engine.replay(record)));
  return { records: log.length, ms };
})();

print({
  benchmark: 'engine alone',
  machine: machine(),
  instances: INSTANCES,
  recordsPerInstance: records / INSTANCES,
  cpuMicrosecondsPerRecord: (processing * 1_000) / records,
  recordsPerCpuSecond: Math.round((records / processing) * 1_000),
  instancesPerCpuSecond: Math.round((INSTANCES / processing) * 1_000),
  encodeNanosecondsPerRecord: Math.round((encoding * 1e6) / (sample.length * ROUNDS)),
  decodeNanosecondsPerRecord: Math.round((decoding * 1e6) / (sample.length * ROUNDS)),
  bytesPerRecord: Math.round(payload.length / sample.length),
  replayRecordsPerCpuSecond: Math.round((replaying.records / replaying.ms) * 1_000),
});
