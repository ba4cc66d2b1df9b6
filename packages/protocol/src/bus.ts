/** The port between gateway and brokers. Types only: its implementations live where the transport lives. */
import type { Key } from './key.js';
import type { ResponseRecord } from './record.js';
import type { RejectionType } from './rejections.js';
import type { CommandIntentOf, ValueOf, ValueType } from './value-types.js';

export interface PartitionTopology {
  readonly partitionId: number;
  /** Role of that broker. */
  readonly leader: boolean;
  /** DEAD after an error that only a restart may cure. */
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'DEAD';
}

export interface BrokerTopology {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly version: string;
  readonly partitions: readonly PartitionTopology[];
}

export interface ClusterTopology {
  readonly clusterSize: number;
  readonly partitionsCount: number;
  readonly replicationFactor: number;
  readonly brokers: readonly BrokerTopology[];
}

/** A command for the leader of a partition. */
export interface CommandRequest<V extends ValueType = ValueType> {
  readonly partitionId: number;
  readonly valueType: V;
  readonly intent: CommandIntentOf<V>;
  readonly key: Key;
  readonly value: ValueOf<V>;
  readonly authorizedTenants: readonly string[];
  /** What the client calls the operation; every record that results from the command has it too. */
  readonly operationReference?: bigint | undefined;
}

/** Why no engine answered. The first three come from a broker. */
export type CommandFailureCode =
  | 'RESOURCE_EXHAUSTED'
  | 'PARTITION_LEADER_MISMATCH'
  | 'MALFORMED_REQUEST'
  | 'INTERNAL_ERROR'
  | 'TIMEOUT'
  | 'CONNECTION';

export type CommandOutcome =
  | { readonly kind: 'accepted'; readonly record: ResponseRecord }
  | {
      readonly kind: 'rejected';
      readonly rejectionType: RejectionType;
      readonly reason: string;
      /** Intent of the refused command. */
      readonly intent: string;
    }
  | { readonly kind: 'failed'; readonly code: CommandFailureCode; readonly message: string };

/** What a worker that streams jobs asks for. */
export interface JobStreamSpec {
  readonly jobType: string;
  readonly worker: string;
  readonly timeoutMs: number;
  readonly fetchVariables: readonly string[];
  readonly tenantIds: readonly string[];
}

export interface PushedJob {
  readonly key: Key;
  readonly job: ValueOf<'JOB'>;
}

export interface JobStreamHandle {
  close(): void;
}

export interface Bus {
  /** Undefined until the cluster is known. */
  topology(): ClusterTopology | undefined;
  /** Returns a function that stops the calls. */
  onTopologyChange(listener: () => void): () => void;
  /** Never rejects: every failure is an outcome. */
  send<V extends ValueType>(request: CommandRequest<V>, timeoutMs: number): Promise<CommandOutcome>;
  /** Returns a function that stops the calls. */
  onJobsAvailable(listener: (jobType: string, partitionId: number) => void): () => void;
  /** `push` resolves to false, or rejects, if nobody took the job. */
  openJobStream(spec: JobStreamSpec, push: (job: PushedJob) => Promise<boolean>): JobStreamHandle;
}
