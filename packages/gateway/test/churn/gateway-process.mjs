// A gateway in a process of its own, with brokers that know no jobs. Tells its port to its parent, then what it uses when
// asked. Needs the built packages, and nothing that only newer versions of Node have.
import { startGateway } from '@grevy/gateway';
import { VALUE_TYPES, makeKey } from '@grevy/protocol';

const topology = {
  clusterSize: 1,
  partitionsCount: 1,
  replicationFactor: 1,
  brokers: [
    {
      nodeId: 0,
      host: '127.0.0.1',
      port: 26501,
      version: '8.3.13',
      partitions: [{ partitionId: 1, leader: true, healthy: true }],
    },
  ],
};
const noJobs = {
  kind: 'accepted',
  record: {
    valueType: 'JOB_BATCH',
    intent: 'ACTIVATED',
    key: makeKey(1, 1),
    value: VALUE_TYPES.JOB_BATCH.value.create({ type: 'work' }),
  },
};
const bus = {
  topology: () => topology,
  onTopologyChange: () => () => undefined,
  onJobsAvailable: () => () => undefined,
  openJobStream: () => ({ close: () => undefined }),
  send: () => Promise.resolve(noJobs),
};

const gateway = await startGateway({ bus, host: '127.0.0.1', port: 0 });
process.send({ port: gateway.address.port });
process.on('message', (question) => {
  if (question === 'usage') {
    globalThis.gc?.();
    const { openPolls, openJobStreams } = gateway.load;
    const { heapUsed, external } = process.memoryUsage();
    process.send({ openPolls, openJobStreams, heapBytes: heapUsed + external });
  }
  if (question === 'stop') void gateway.close(0).then(() => process.exit(0));
});
