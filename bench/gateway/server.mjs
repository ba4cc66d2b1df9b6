// A gateway in front of a bus that answers at once: what is left is the cost of the gateway itself. Started by
// gateway.mjs; tells its port, and its CPU time when asked.
import { VALUE_TYPES, makeKey } from '@grevy/protocol';
import { startGateway } from '@grevy/gateway';

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
const created = {
  kind: 'accepted',
  record: {
    valueType: 'PROCESS_INSTANCE_CREATION',
    intent: 'CREATED',
    key: makeKey(1, 10),
    value: VALUE_TYPES.PROCESS_INSTANCE_CREATION.value.create({
      bpmnProcessId: 'order',
      processDefinitionKey: makeKey(1, 1),
      version: 1,
      processInstanceKey: makeKey(1, 11),
    }),
  },
};
const completed = {
  kind: 'accepted',
  record: {
    valueType: 'JOB',
    intent: 'COMPLETED',
    key: makeKey(1, 12),
    value: VALUE_TYPES.JOB.value.create({}),
  },
};
const job = VALUE_TYPES.JOB.value.create({
  type: 'work',
  worker: 'bench',
  retries: 3,
  bpmnProcessId: 'order',
});
let announce = () => undefined;
/** Jobs that the next polls find. */
let available = 0;

const batchOf = (keys) => ({
  kind: 'accepted',
  record: {
    valueType: 'JOB_BATCH',
    intent: 'ACTIVATED',
    key: makeKey(1, 13),
    value: VALUE_TYPES.JOB_BATCH.value.create({
      type: 'work',
      jobKeys: keys,
      jobs: keys.map(() => job),
      tenantIds: [],
      variables: [],
    }),
  },
});

const bus = {
  topology: () => topology,
  onTopologyChange: () => () => undefined,
  onJobsAvailable(listener) {
    announce = listener;
    return () => undefined;
  },
  openJobStream: () => ({ close: () => undefined }),
  async send({ valueType }) {
    if (valueType === 'JOB_BATCH') {
      if (available === 0) return batchOf([]);
      available -= 1;
      return batchOf([makeKey(1, 14)]);
    }
    return valueType === 'JOB' ? completed : created;
  },
};

const gateway = await startGateway({ bus, host: '127.0.0.1', port: 0 });
process.send({ port: gateway.address.port });
process.on('message', ({ ask }) => {
  if (ask === 'usage') {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    process.send({
      cpuMicros: user + system,
      rssBytes: process.memoryUsage().rss,
      openPolls: gateway.load.openPolls,
    });
  }
  if (ask === 'job') {
    available += 1;
    announce('work', 1);
  }
  if (ask === 'stop') gateway.close(0).then(() => process.exit(0));
});
