// The loop of a partition: appends in flight, and commands on their way (spec 15 §12.1 to §12.3).
import { Counter, Gauge, type Registry } from 'prom-client';
import { APPENDS_IN_FLIGHT } from '../limits.js';
import type { LoopStatus } from '../partition/loop-status.js';
import { PARTITION_GROUP } from './log-metrics.js';

/** Registers metrics that are read from the loop whenever they are asked for. */
export function registerLoopMetrics(registry: Registry, partition: string, loop: () => LoopStatus): void {
  const registers = [registry];
  const gauge = (
    name: string,
    help: string,
    read: (status: LoopStatus) => number,
    labels: Readonly<Record<string, string>> = {},
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: [...Object.keys(labels), 'partition'],
      registers,
      collect() {
        this.set({ ...labels, partition }, read(loop()));
      },
    });
  };
  const counter = (name: string, help: string, read: (status: LoopStatus) => number): void => {
    new Counter({
      name,
      help,
      labelNames: ['partition'],
      registers,
      collect() {
        this.reset();
        this.inc({ partition }, read(loop()));
      },
    });
  };
  const group = { partitionGroupName: PARTITION_GROUP };
  const appended = ({ appendedPosition }: LoopStatus): number => appendedPosition;
  gauge(
    'zeebe_log_appender_last_appended_position',
    'Position of the last record given to the log',
    appended,
  );
  gauge(
    'atomix_partition_raft_append_index',
    'Position of the last record given to the log',
    appended,
    group,
  );
  gauge(
    'atomix_non_committed_entries',
    'Appends that are not durable yet',
    ({ appendsInFlight }) => appendsInFlight,
    group,
  );
  counter('zeebe_try_to_append_total', 'Number of appends', ({ triedAppends }) => triedAppends);
  counter(
    'zeebe_deferred_append_count_total',
    'Number of times that the partition had to wait for the appends before',
    ({ deferredAppends }) => deferredAppends,
  );
  gauge(
    'zeebe_backpressure_inflight_append_count',
    'Appends that are not durable yet',
    ({ appendsInFlight }) => appendsInFlight,
  );
  gauge('zeebe_backpressure_append_limit', 'Appends that may be in flight', () => APPENDS_IN_FLIGHT);
  gauge(
    'zeebe_sequencer_queue_size',
    'Commands that are not on the log yet',
    ({ incomingCommands }) => incomingCommands,
  );
  new Gauge({
    name: 'zeebe_stream_processor_scheduled_command_cache_size',
    help: 'Commands of the checks for what is due that are on the log and not yet processed',
    labelNames: ['partitionId', 'intent'],
    registers,
    collect() {
      for (const [intent, count] of Object.entries(loop().scheduledCommands)) {
        this.set({ partitionId: partition, intent }, count);
      }
    },
  });
}
