// What one partition is told when it is opened. Plain data: it is also sent to a thread of its own.
import type { EngineLimits } from '@grevy/engine';
import type { PartitionDirectories } from '@grevy/log';
import type { ExporterSpec } from '../exporting/exporter-spec.js';
import type { FlowControlSettings } from '../flow-control/flow-control-settings.js';

export interface PartitionSettings {
  readonly partitionId: number;
  readonly partitionCount: number;
  /** Version in records, `major.minor.patch`. */
  readonly brokerVersion: string;
  readonly limits: EngineLimits;
  /** Whether processes that may loop without waiting are refused. */
  readonly refusesStraightThroughLoops: boolean;
  /** IANA zone of `now()` in expressions. */
  readonly zone: string;
  /** Undefined keeps log and state in memory. */
  readonly directories: PartitionDirectories | undefined;
  readonly exporters: readonly ExporterSpec[];
  /** Undefined for no back-pressure. */
  readonly flowControl: FlowControlSettings | undefined;
  readonly checkpointPeriodMs: number;
  /** Size of one file of the log; the log's own default if undefined. */
  readonly segmentBytes: number | undefined;
  /** Whether the clock of the partition can be moved. */
  readonly isClockAdjustable: boolean;
  /** Whether instance and job times are measured. */
  readonly measuresExecutionTimes: boolean;
}
