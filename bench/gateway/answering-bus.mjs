// A bus whose brokers answer at once, so that what is measured is the gateway.
import { VALUE_TYPES, makeKey } from '../../packages/protocol/dist/index.js';

const topology = {
  clusterSize: 1,
  partitionsCount: 1,
  replicationFactor: 1,
  brokers: [
    {
      nodeId: 0,
      host: '0.0.0.0',
      port: 26501,
      version: '8.3.13',
      partitions: [{ partitionId: 1, leader: true, healthy: true }],
    },
  ],
};
const job = VALUE_TYPES.JOB.value.create({
  type: 'work',
  worker: 'bench',
  retries: 3,
  bpmnProcessId: 'order',
});

const accepted = (valueType, intent, value) => ({
  kind: 'accepted',
  record: { valueType, intent, key: makeKey(1, 10), value },
});
const created = accepted(
  'PROCESS_INSTANCE_CREATION',
  'CREATED',
  VALUE_TYPES.PROCESS_INSTANCE_CREATION.value.create({
    bpmnProcessId: 'order',
    processDefinitionKey: makeKey(1, 1),
    version: 1,
    processInstanceKey: makeKey(1, 11),
  }),
);
const completed = accepted('JOB', 'COMPLETED', VALUE_TYPES.JOB.value.create({}));
const batchOf = (keys) =>
  accepted(
    'JOB_BATCH',
    'ACTIVATED',
    VALUE_TYPES.JOB_BATCH.value.create({
      type: 'work',
      jobKeys: keys,
      jobs: keys.map(() => job),
      tenantIds: [],
      variables: [],
    }),
  );

export class AnsweringBus {
  #announce = () => undefined;
  #available = 0;

  topology() {
    return topology;
  }

  onTopologyChange() {
    return () => undefined;
  }

  onJobsAvailable(listener) {
    this.#announce = listener;
    return () => undefined;
  }

  openJobStream() {
    return { close: () => undefined };
  }

  /** One more job, for the next poll that asks. */
  addJob() {
    this.#available += 1;
    this.#announce('work', 1);
  }

  async send({ valueType }) {
    if (valueType === 'JOB') return completed;
    if (valueType !== 'JOB_BATCH') return created;
    if (this.#available === 0) return batchOf([]);
    this.#available -= 1;
    return batchOf([makeKey(1, 14)]);
  }
}
