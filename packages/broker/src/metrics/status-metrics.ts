// What the status of a partition says, as metrics: back-pressure and exporting (spec 15 §12.2).
import { Counter, Gauge, type Registry } from 'prom-client';
import type { PartitionStatus } from '../partition/partition-port.js';

type Read = (status: PartitionStatus) => number;

/** Registers metrics that are read from the status whenever they are asked for. */
export function registerStatusMetrics(
  registry: Registry,
  partition: string,
  status: () => PartitionStatus,
): void {
  const registers = [registry];
  const labelNames = ['partition'];
  const gauge = (name: string, help: string, read: Read): void => {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.set({ partition }, read(status()));
      },
    });
  };
  const counter = (name: string, help: string, read: Read): void => {
    new Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        this.inc({ partition }, read(status()));
      },
    });
  };
  counter(
    'zeebe_received_request_count_total',
    'Number of commands from clients, refused ones included',
    ({ flowControl }) => flowControl.received,
  );
  counter(
    'zeebe_dropped_request_count_total',
    'Number of commands that back-pressure has refused',
    ({ flowControl }) => flowControl.refused,
  );
  gauge(
    'zeebe_backpressure_inflight_requests_count',
    'Commands of clients that are accepted and not yet processed',
    ({ flowControl }) => flowControl.inFlight,
  );
  gauge(
    'zeebe_backpressure_requests_limit',
    'Commands of clients that may be in flight',
    ({ flowControl }) => flowControl.limit,
  );
  gauge(
    'grevy_waiting_commands',
    'Commands that wait to be processed, whoever sent them',
    ({ waitingCommands }) => waitingCommands,
  );
  registerExporterMetrics(registry, partition, status);
}

function registerExporterMetrics(registry: Registry, partition: string, status: () => PartitionStatus): void {
  const registers = [registry];
  const perExporter = (
    name: string,
    help: string,
    read: (exporter: PartitionStatus['exporting']['exporters'][number], status: PartitionStatus) => number,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames: ['exporter', 'partition'],
      registers,
      collect() {
        const current = status();
        for (const exporter of current.exporting.exporters) {
          this.set({ exporter: exporter.id, partition }, read(exporter, current));
        }
      },
    });
  };
  perExporter(
    'zeebe_exporter_last_exported_position',
    'Position of the last record that the exporter was given',
    ({ exportedPosition }) => exportedPosition,
  );
  perExporter(
    'zeebe_exporter_last_updated_exported_position',
    'Position that the exporter has acknowledged',
    ({ acknowledgedPosition }) => acknowledgedPosition,
  );
  perExporter(
    'grevy_exporter_lag_records',
    'Durable records that the exporter has not acknowledged',
    ({ acknowledgedPosition }, { confirmedPosition }) =>
      Math.max(confirmedPosition - Math.max(acknowledgedPosition, 0), 0),
  );
  perExporter(
    'grevy_exporter_blocked',
    '1 while the exporter refuses a record again and again, or exporting has failed',
    ({ blocked }, { exporting }) => (blocked === undefined && exporting.failure === undefined ? 0 : 1),
  );
  new Counter({
    name: 'zeebe_exporter_events_total',
    help: 'Number of records that exporters were offered, or that none of them wants',
    labelNames: ['action', 'partition', 'valueType'],
    registers,
    collect() {
      this.reset();
      const { exported, skipped } = status().exporting;
      for (const [action, counts] of Object.entries({ exported, skipped })) {
        for (const [valueType, count] of Object.entries(counts)) {
          this.inc({ action, partition, valueType }, count);
        }
      }
    },
  });
}
