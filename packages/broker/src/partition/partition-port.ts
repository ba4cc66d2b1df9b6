// A partition as its broker sees it, wherever it runs: in the broker's own thread or in one of its own.
import type { DueCommand, RequestId } from '@grevy/engine';
import type { CommandRequest, ValueType } from '@grevy/protocol';
import type { ExportingStatus } from '../exporting/exporting-status.js';
import type { FlowControlStatus } from '../flow-control/command-limiter.js';
import type { PartitionOperation } from './partition-operation.js';
import type { Respond } from './waiting-requests.js';

/** UNHEALTHY: it is there, but takes no commands for the time being, because the disk is full. */
export type PartitionHealth = 'RECOVERING' | 'HEALTHY' | 'UNHEALTHY' | 'DEAD';

/** What the loop of a partition does, by the names of the reference (spec 15 §11). */
export type ProcessingPhase = 'INITIAL' | 'PROCESSING' | 'PAUSED' | 'FAILED';

/** The newest checkpoint of the state. */
export interface CheckpointStatus {
  readonly position: number;
  /** Position up to which all commands had been processed. */
  readonly processedPosition: number;
  /** Position that all exporters had acknowledged durably then, -1 for none; the processed one without exporters. */
  readonly exportedPosition: number;
}

/** What can be seen of a partition from outside; in a thread of its own it is a little late. */
export interface PartitionStatus {
  readonly health: PartitionHealth;
  /** False while an exporter is blocked or has failed. */
  readonly exportersHealthy: boolean;
  readonly exporting: ExportingStatus;
  readonly phase: ProcessingPhase;
  /** Undefined before the first one. */
  readonly checkpoint: CheckpointStatus | undefined;
  readonly flowControl: FlowControlStatus;
  readonly lastProcessedPosition: number;
  readonly confirmedPosition: number;
  readonly waitingCommands: number;
  readonly openIncidents: number;
  readonly bannedInstances: number;
  /** Published messages that wait to be correlated. */
  readonly bufferedMessages: number;
}

export interface PartitionPort {
  readonly partitionId: number;
  readonly status: PartitionStatus;
  /** Submits a client's command; `respond` is called once. Undefined: it was refused and has been answered. */
  submit<V extends ValueType>(request: CommandRequest<V>, respond: Respond): RequestId | undefined;
  /** The client of a request waits no longer. */
  forget(requestId: RequestId): void;
  /** Writes commands of the engine itself or of other partitions; nobody waits for them. */
  write(commands: readonly DueCommand[]): void;
  /** Takes a checkpoint now, or waits for the one that is being taken. */
  checkpoint(): Promise<void>;
  /** Resolves when the partition acts accordingly. @throws Error when a pause cannot be stored */
  operate(operation: PartitionOperation): Promise<void>;
  /** The metrics that the partition counts, for a registry that adds up several of them. */
  metrics(): Promise<object[]>;
  /** Lets commands in flight end, takes a last checkpoint, and frees everything. */
  close(): Promise<void>;
}
