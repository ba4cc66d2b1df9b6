// One multi-instance activity over many items: does its cost stay linear, and does any batch block the loop?
// Every batch is encoded as for the log, because the records of the output collection are long: n records of n items.
// A command of another instance waits for the commands that are in the log before it: at most for what one
// PROCESS_INSTANCE_BATCH has written, `longestWaitCpuMs`.
// ITEMS sets the largest number of items; the run with half of them shows how the cost grows.
import { BatchWriter, encodeRecord, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { DEFAULT_LIMITS, Engine, EngineState, NO_JOB_STREAMS } from '@grevy/engine';
import { machine, print } from '../machine.mjs';

const ITEMS = Number(process.env.ITEMS ?? 20_000);

const ACTIVITIES = {
  serviceTask: '<zeebe:taskDefinition type="work" />',
  scriptTask: '<zeebe:script expression="=item * 2" resultVariable="result" />',
};

function model(activity, { isSequential, output }) {
  const collects = output ? ' outputCollection="results" outputElement="=result"' : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:${activity} id="work">
      <bpmn:extensionElements>${ACTIVITIES[activity]}</bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}"><bpmn:extensionElements>
        <zeebe:loopCharacteristics inputCollection="=items" inputElement="item"${collects} />
      </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
    </bpmn:${activity}>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
  </bpmn:process>
</bpmn:definitions>`;
}

/** Processor time of the whole process: it is steady on a shared machine, and includes the garbage collector's. */
function cpuMsSince(before) {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

class Partition {
  engine = new Engine(new EngineState(1, { tracksChanges: true }), {
    partitionId: 1,
    partitionCount: 1,
    brokerVersion: '8.3.13',
    limits: DEFAULT_LIMITS,
    jobStreams: NO_JOB_STREAMS,
    feelRuntimeAt: (nowMs) => ({ nowMs, zone: 'UTC', random: () => 0.5 }),
  });
  writer = new BatchWriter();
  position = 0;
  records = 0;
  logBytes = 0;
  longestBatchCpuMs = 0;
  longestWaitCpuMs = 0;
  jobs = [];

  send(valueType, intent, key, input) {
    const value = VALUE_TYPES[valueType].value.create(input);
    this.position += 1;
    const queue = [{ ...ENVELOPE, position: this.position, valueType, intent, key, value }];
    let sincePrevious = process.cpuUsage();
    for (let head = 0; head < queue.length; head += 1) {
      if (queue[head].valueType === 'PROCESS_INSTANCE_BATCH') {
        this.longestWaitCpuMs = Math.max(this.longestWaitCpuMs, cpuMsSince(sincePrevious));
        sincePrevious = process.cpuUsage();
      }
      // The clock of processor time is slow: only batches that may be long are measured.
      const before = MEASURED.has(queue[head].valueType) ? process.cpuUsage() : undefined;
      const result = this.engine.process(queue[head], this.position + 1, ENVELOPE.timestamp);
      this.writer.reset();
      for (const record of result.records) encodeRecord(this.writer, record);
      this.logBytes += this.writer.bytes().length;
      if (before !== undefined) {
        this.longestBatchCpuMs = Math.max(this.longestBatchCpuMs, cpuMsSince(before));
      }
      this.position += result.records.length;
      this.records += result.records.length;
      for (const record of result.records) {
        if (record.recordType === 'COMMAND' && !record.processedInBatch) queue.push(record);
        if (record.valueType === 'JOB' && record.intent === 'CREATED') this.jobs.push(record.key);
      }
    }
  }
}

const MEASURED = new Set(['PROCESS_INSTANCE_BATCH', 'PROCESS_INSTANCE_CREATION']);

const ENVELOPE = {
  sourceRecordPosition: -1,
  timestamp: 1_714_564_800_000,
  recordType: 'COMMAND',
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '8.3.13',
  partitionId: 1,
  authorizedTenants: ['<default>'],
  recordVersion: 1,
  processedInBatch: false,
};

function run(activity, options, items) {
  const partition = new Partition();
  partition.send('DEPLOYMENT', 'CREATE', NO_KEY, {
    resources: [{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(model(activity, options)) }],
  });
  const before = process.cpuUsage();
  partition.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, {
    bpmnProcessId: 'p',
    variables: `{"items":[${Array.from({ length: items }, (_, index) => index).join(',')}]}`,
  });
  for (let next = 0; next < partition.jobs.length; next += 1) {
    partition.send('JOB', 'COMPLETE', partition.jobs[next], { variables: `{"result":${next}}` });
  }
  const cpuSeconds = cpuMsSince(before) / 1_000;
  if (partition.engine.state.elementInstances.size > 0) throw new Error('Expected the instance to complete');
  return {
    items,
    records: partition.records,
    cpuSeconds: Number(cpuSeconds.toFixed(2)),
    cpuMicrosecondsPerRecord: Number(((cpuSeconds * 1e6) / partition.records).toFixed(2)),
    logMegabytes: Math.round(partition.logBytes / 1e6),
    longestBatchCpuMs: Math.round(partition.longestBatchCpuMs),
    longestWaitCpuMs: Math.round(partition.longestWaitCpuMs),
  };
}

const cases = [
  ['parallel service task', 'serviceTask', { isSequential: false, output: false }],
  ['parallel service task with output', 'serviceTask', { isSequential: false, output: true }],
  ['sequential service task with output', 'serviceTask', { isSequential: true, output: true }],
  ['parallel script task', 'scriptTask', { isSequential: false, output: false }],
];

print({
  benchmark: 'multi-instance',
  machine: machine(),
  results: cases.map(([name, activity, options]) => ({
    name,
    runs: [ITEMS / 2, ITEMS].map((items) => run(activity, options, items)),
  })),
});
