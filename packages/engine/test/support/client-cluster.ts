// What random clients need of partitions, wherever these run.
import type { EngineState } from '../../src/index.js';
import type { EngineDriver } from './engine-driver.js';

/** A partition as clients see it, with its state. */
export interface ClientPartition extends Pick<EngineDriver, 'send' | 'deploy' | 'create'> {
  readonly state: EngineState;
}

/** Partitions, with what may happen to them besides what clients do. */
export interface ClientCluster {
  readonly partitions: readonly ClientPartition[];
  partition(id: number): ClientPartition;
  /** Lets commands between partitions arrive. */
  deliver(): void;
  advance(milliseconds: number): void;
  restart(id: number): void;
  repeatUnanswered(): void;
  repeatDistributions(): void;
}
