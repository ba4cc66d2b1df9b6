// The bus between a gateway and the partitions of the same process.
//
// Invariants:
//  1. Every request is answered once: with its outcome, with a failure of the partition, or with TIMEOUT.
//  2. A request that timed out keeps nothing in memory.
import type {
  Bus,
  ClusterTopology,
  CommandOutcome,
  CommandRequest,
  JobStreamHandle,
  JobStreamSpec,
  PushedJob,
  ValueType,
} from '@grevy/protocol';
import type { JobStreams } from './job-streams.js';
import type { PartitionPort } from './partition/partition-port.js';
import type { Clock, Timer } from './ports/clock.js';

type JobsAvailableListener = (jobType: string, partitionId: number) => void;

export interface LocalBusOptions {
  readonly clock: Clock;
  readonly jobStreams: JobStreams;
  topology(): ClusterTopology | undefined;
}

export class LocalBus implements Bus {
  readonly #partitions = new Map<number, PartitionPort>();
  readonly #topologyListeners = new Set<() => void>();
  readonly #jobsAvailableListeners = new Set<JobsAvailableListener>();

  constructor(private readonly options: LocalBusOptions) {}

  addPartition(partition: PartitionPort): void {
    this.#partitions.set(partition.partitionId, partition);
    this.topologyChanged();
  }

  topologyChanged(): void {
    for (const listener of this.#topologyListeners) listener();
  }

  jobsAvailable(jobType: string, partitionId: number): void {
    for (const listener of this.#jobsAvailableListeners) listener(jobType, partitionId);
  }

  topology(): ClusterTopology | undefined {
    return this.options.topology();
  }

  onTopologyChange(listener: () => void): () => void {
    this.#topologyListeners.add(listener);
    return () => this.#topologyListeners.delete(listener);
  }

  onJobsAvailable(listener: JobsAvailableListener): () => void {
    this.#jobsAvailableListeners.add(listener);
    return () => this.#jobsAvailableListeners.delete(listener);
  }

  send<V extends ValueType>(request: CommandRequest<V>, timeoutMs: number): Promise<CommandOutcome> {
    const partition = this.#partitions.get(request.partitionId);
    if (partition === undefined) {
      const message = `Partition ${request.partitionId} is not led by this broker.`;
      return Promise.resolve({ kind: 'failed', code: 'PARTITION_LEADER_MISMATCH', message });
    }
    return new Promise((resolve) => {
      const waiting: { timer?: Timer } = {};
      const requestId = partition.submit(request, (outcome) => {
        waiting.timer?.cancel();
        resolve(outcome);
      });
      if (requestId === undefined) return;
      waiting.timer = this.options.clock.after(timeoutMs, () => {
        partition.forget(requestId);
        resolve({ kind: 'failed', code: 'TIMEOUT', message: `No answer within ${timeoutMs} ms.` });
      });
    });
  }

  openJobStream(spec: JobStreamSpec, push: (job: PushedJob) => Promise<boolean>): JobStreamHandle {
    return this.options.jobStreams.open(spec, push);
  }
}
