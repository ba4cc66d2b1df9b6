/** A bus whose brokers do what a test says, and that remembers what they were asked. */
import type {
  Bus,
  ClusterTopology,
  CommandOutcome,
  CommandRequest,
  JobStreamSpec,
  PushedJob,
  ValueType,
} from '@grevy/protocol';

export type AnyCommand = { [V in ValueType]: CommandRequest<V> }[ValueType];
export type Script = (command: AnyCommand, timeoutMs: number) => CommandOutcome | Promise<CommandOutcome>;

export interface OpenJobStream {
  readonly spec: JobStreamSpec;
  push(job: PushedJob): Promise<boolean>;
}

/** One broker that leads all partitions. */
export function topologyOf(partitionsCount: number, led: (partitionId: number) => boolean = () => true) {
  const ids = Array.from({ length: partitionsCount }, (_, index) => index + 1);
  return {
    clusterSize: 1,
    partitionsCount,
    replicationFactor: 1,
    brokers: [
      {
        nodeId: 0,
        host: '0.0.0.0',
        port: 26501,
        version: '8.3.13',
        partitions: ids.map((partitionId) => ({
          partitionId,
          leader: led(partitionId),
          health: 'HEALTHY' as const,
        })),
      },
    ],
  } satisfies ClusterTopology;
}

export class ScriptedBus implements Bus {
  readonly commands: AnyCommand[] = [];
  readonly jobStreams = new Set<OpenJobStream>();
  private readonly topologyListeners = new Set<() => void>();
  private readonly jobListeners = new Set<(jobType: string, partitionId: number) => void>();
  private cluster: ClusterTopology | undefined = topologyOf(1);
  script: Script = () => ({ kind: 'failed', code: 'INTERNAL_ERROR', message: 'no script' });

  /** How often somebody looked at the topology. */
  topologyLookups = 0;

  topology(): ClusterTopology | undefined {
    this.topologyLookups += 1;
    return this.cluster;
  }

  setTopology(cluster: ClusterTopology | undefined): void {
    this.cluster = cluster;
    for (const listener of this.topologyListeners) listener();
  }

  onTopologyChange(listener: () => void): () => void {
    this.topologyListeners.add(listener);
    return () => this.topologyListeners.delete(listener);
  }

  async send<V extends ValueType>(request: CommandRequest<V>, timeoutMs: number): Promise<CommandOutcome> {
    const command = request as AnyCommand;
    this.commands.push(command);
    return this.script(command, timeoutMs);
  }

  onJobsAvailable(listener: (jobType: string, partitionId: number) => void): () => void {
    this.jobListeners.add(listener);
    return () => this.jobListeners.delete(listener);
  }

  announceJobs(jobType: string, partitionId = 1): void {
    for (const listener of this.jobListeners) listener(jobType, partitionId);
  }

  openJobStream(spec: JobStreamSpec, push: (job: PushedJob) => Promise<boolean>) {
    const stream = { spec, push };
    this.jobStreams.add(stream);
    return { close: () => void this.jobStreams.delete(stream) };
  }

  /** What was sent, as `partition:VALUE_TYPE#INTENT`. */
  get sent(): string[] {
    return this.commands.map(({ partitionId, valueType, intent }) => `${partitionId}:${valueType}#${intent}`);
  }
}
