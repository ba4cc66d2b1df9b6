// What the gateway counts, under the names that a Zeebe dashboard reads (spec 01 §8.8, spec 15 §12.4).
import {
  statusName,
  type GatewayLoad,
  type GatewayObserver,
  type ObservedCall,
  type StatusCode,
  type UnsentReason,
} from '@grevy/gateway';
import type { Bus } from '@grevy/protocol';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const CALL_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const COMMAND_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const CALL_LABELS = ['grpc_type', 'grpc_service', 'grpc_method'] as const;

type Failure = Parameters<GatewayObserver['commandEnded']>[3];

export class GatewayMetrics implements GatewayObserver {
  readonly #started: Counter<(typeof CALL_LABELS)[number]>;
  readonly #handled: Counter<(typeof CALL_LABELS)[number] | 'code' | 'grpc_code'>;
  readonly #latency: Histogram<(typeof CALL_LABELS)[number]>;
  readonly #received: Counter<(typeof CALL_LABELS)[number]>;
  readonly #sent: Counter<(typeof CALL_LABELS)[number]>;
  readonly #commands: Counter<'partition' | 'requestType'>;
  readonly #failed: Counter<'partition' | 'requestType' | 'error'>;
  readonly #pushes: Counter<'status'>;
  readonly #streamClients: Histogram;
  readonly #commandLatency: Histogram<'partition' | 'requestType'>;

  constructor(registry: Registry) {
    const registers = [registry];
    const calls = (name: string, help: string) =>
      new Counter({ name, help, labelNames: CALL_LABELS, registers });
    this.#started = calls('grpc_server_started_total', 'Number of calls that have begun');
    this.#received = calls('grpc_server_msg_received_total', 'Number of messages received from clients');
    this.#sent = calls('grpc_server_msg_sent_total', 'Number of messages sent to clients');
    this.#handled = new Counter({
      name: 'grpc_server_handled_total',
      help: 'Number of calls that have ended, by status',
      labelNames: [...CALL_LABELS, 'code', 'grpc_code'],
      registers,
    });
    this.#latency = new Histogram({
      name: 'grpc_server_handled_latency_seconds',
      help: 'Seconds that calls take',
      labelNames: CALL_LABELS,
      buckets: CALL_BUCKETS,
      registers,
    });
    this.#commands = new Counter({
      name: 'zeebe_gateway_total_requests_total',
      help: 'Number of commands sent to partitions, without those refused for want of capacity',
      labelNames: ['partition', 'requestType'],
      registers,
    });
    this.#failed = new Counter({
      name: 'zeebe_gateway_failed_requests_total',
      help: 'Number of commands that were not accepted, by the reason',
      labelNames: ['partition', 'requestType', 'error'],
      registers,
    });
    this.#pushes = new Counter({
      name: 'zeebe_gateway_job_stream_push_total',
      help: 'Number of jobs pushed to the gateway, by whether a client took them',
      labelNames: ['status'],
      registers,
    });
    for (const status of ['success', 'failure']) this.#pushes.inc({ status }, 0);
    this.#streamClients = new Histogram({
      name: 'zeebe_gateway_job_stream_aggregated_stream_clients',
      help: 'Clients that share a job stream, whenever one joins or leaves',
      buckets: COMMAND_BUCKETS,
      registers,
    });
    this.#commandLatency = new Histogram({
      name: 'zeebe_gateway_request_latency',
      help: 'Seconds from a command to the answer of its partition',
      labelNames: ['partition', 'requestType'],
      buckets: COMMAND_BUCKETS,
      registers,
    });
  }

  callStarted(call: ObservedCall): void {
    this.#started.inc(labelsOf(call));
    this.#received.inc(labelsOf(call));
  }

  messageSent(call: ObservedCall): void {
    this.#sent.inc(labelsOf(call));
  }

  callEnded(call: ObservedCall, code: StatusCode, durationMs: number): void {
    const name = statusName(code);
    this.#handled.inc({ ...labelsOf(call), code: name, grpc_code: name });
    this.#latency.observe(labelsOf(call), durationMs / 1_000);
  }

  commandEnded(partitionId: number, requestType: string, durationMs: number, failure: Failure): void {
    if (failure === 'RESOURCE_EXHAUSTED') return;
    const labels = { partition: String(partitionId), requestType };
    this.#commands.inc(labels);
    this.#commandLatency.observe(labels, durationMs / 1_000);
    if (failure !== undefined)
      this.#failed.inc({ ...labels, error: failure === 'CONNECTION' ? 'UNKNOWN' : failure });
  }

  commandNotSent(partitionId: number, requestType: string, reason: UnsentReason): void {
    const labels = { partition: String(partitionId), requestType };
    this.#commands.inc(labels);
    this.#failed.inc({ ...labels, error: reason });
  }

  jobPushed(taken: boolean): void {
    this.#pushes.inc({ status: taken ? 'success' : 'failure' });
  }

  jobStreamChanged(clients: number): void {
    this.#streamClients.observe(clients);
  }
}

/** Adds what is read when the metrics are: waiting polls, job streams and the leaders that the gateway knows. */
export function registerGatewayLoad(registry: Registry, load: GatewayLoad, bus: Bus): void {
  const registers = [registry];
  new Gauge({
    name: 'zeebe_long_polling_queued_current',
    help: 'Requests that wait for jobs',
    labelNames: ['type'],
    registers,
    collect() {
      this.reset();
      for (const [type, count] of load.waitingPollsByType()) this.set({ type }, count);
    },
  });
  const streams = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  streams('zeebe_gateway_job_stream_clients', 'Clients that stream jobs', () => load.openJobStreams);
  streams(
    'zeebe_gateway_job_stream_streams',
    'Streams of jobs; clients that want exactly the same share one',
    () => load.sharedJobStreams,
  );
  new Gauge({
    name: 'zeebe_gateway_job_stream_servers',
    help: 'Brokers that the gateway streams jobs from',
    registers,
    collect() {
      this.set(bus.topology()?.brokers.length ?? 0);
    },
  });
  new Gauge({
    name: 'zeebe_gateway_topology_partition_roles',
    help: 'Role of each broker in each partition: 3 leads, 0 follows',
    labelNames: ['partition', 'broker'],
    registers,
    collect() {
      this.reset();
      for (const { nodeId, partitions } of bus.topology()?.brokers ?? []) {
        for (const { partitionId, leader } of partitions) {
          this.set({ partition: String(partitionId), broker: String(nodeId) }, leader ? 3 : 0);
        }
      }
    },
  });
}

function labelsOf({ type, service, method }: ObservedCall) {
  return { grpc_type: type, grpc_service: service, grpc_method: method };
}
