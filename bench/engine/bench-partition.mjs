// One engine as a partition of a benchmark runs it: commands get positions, follow-ups that do not fit a batch are
// processed behind it, and every batch is encoded as for the log.
import { BatchWriter, encodeRecord, NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { DEFAULT_LIMITS, Engine, EngineState, NO_JOB_STREAMS } from '@grevy/engine';

export const START_TIME = 1_714_564_800_000;

export class BenchPartition {
  engine = new Engine(new EngineState(1, { tracksChanges: true }), {
    partitionId: 1,
    partitionCount: 1,
    brokerVersion: '8.3.13',
    limits: DEFAULT_LIMITS,
    jobStreams: NO_JOB_STREAMS,
    zone: 'UTC',
    random: () => 0.5,
  });
  now = START_TIME;
  records = 0;
  /** Keys of the jobs that were created, in order. */
  jobs = [];
  #writer = new BatchWriter();
  #position = 0;

  get state() {
    return this.engine.state;
  }

  deploy(name, xml) {
    this.send('DEPLOYMENT', 'CREATE', NO_KEY, {
      resources: [{ resourceName: name, resource: new TextEncoder().encode(xml) }],
    });
  }

  create(bpmnProcessId, variables = '{}') {
    this.send('PROCESS_INSTANCE_CREATION', 'CREATE', NO_KEY, { bpmnProcessId, variables });
  }

  send(valueType, intent, key, input) {
    this.receive([{ valueType, intent, key, value: VALUE_TYPES[valueType].value.create(input) }]);
  }

  /** Commands with whole values, as the checks for what is due give them. */
  receive(commands) {
    const queue = commands.map((command) => {
      this.#position += 1;
      return { ...ENVELOPE, timestamp: this.now, position: this.#position, ...command };
    });
    for (let head = 0; head < queue.length; head += 1) {
      const result = this.engine.process(queue[head], this.#position + 1, this.now);
      this.#writer.reset();
      for (const record of result.records) encodeRecord(this.#writer, record);
      this.#position += result.records.length;
      this.records += result.records.length + (queue[head].sourceRecordPosition === -1 ? 1 : 0);
      for (const record of result.records) {
        if (record.recordType === 'COMMAND' && !record.processedInBatch) queue.push(record);
        if (record.valueType === 'JOB' && record.intent === 'CREATED') this.jobs.push(record.key);
      }
    }
  }
}

const ENVELOPE = {
  sourceRecordPosition: -1,
  recordType: 'COMMAND',
  rejectionType: 'NULL_VAL',
  rejectionReason: '',
  brokerVersion: '8.3.13',
  partitionId: 1,
  authorizedTenants: ['<default>'],
  recordVersion: 1,
  processedInBatch: false,
};
