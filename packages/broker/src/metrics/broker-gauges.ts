// What the broker itself knows besides its partitions: job streams and the disk (spec 15 §12.2).
import { Counter, Gauge, type Registry } from 'prom-client';
import type { JobStreams } from '../job-streams.js';

export interface ObservedBroker {
  readonly jobStreams: JobStreams;
  readonly freeDiskBytes: number | undefined;
}

export function registerBrokerGauges(registry: Registry, broker: () => ObservedBroker): void {
  const registers = [registry];
  new Gauge({
    name: 'zeebe_broker_open_job_stream_count',
    help: 'Open job streams',
    registers,
    collect() {
      this.set(broker().jobStreams.count);
    },
  });
  const counter = (name: string, help: string, read: (jobStreams: JobStreams) => number): void => {
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read(broker().jobStreams));
      },
    });
  };
  counter(
    'zeebe_broker_jobs_pushed_count_total',
    'Number of jobs that a stream has taken',
    ({ pushed }) => pushed,
  );
  counter(
    'zeebe_broker_jobs_push_fail_count_total',
    'Number of jobs that no stream has taken after all',
    ({ notTaken }) => notTaken,
  );
  new Gauge({
    name: 'grevy_disk_free_bytes',
    help: 'Free bytes of the disk with the data, while it is watched',
    registers,
    collect() {
      const { freeDiskBytes } = broker();
      if (freeDiskBytes !== undefined) this.set(freeDiskBytes);
    },
  });
}
