// What the gateway counts, under the names that a Zeebe dashboard reads (spec 01 §8.8, spec 15 §12.4).
import {
  statusName,
  type GatewayLoad,
  type GatewayObserver,
  type ObservedCall,
  type StatusCode,
  type UnsentReason,
} from '@grevy/gateway';
import { TalliedCounter } from '@grevy/broker';
import type { Bus } from '@grevy/protocol';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const CALL_BUCKETS = [0.001, 0.005, 0.01, 0.05, 0.075, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const COMMAND_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const CALL_LABELS = ['grpc_type', 'grpc_service', 'grpc_method'] as const;

type Failure = Parameters<GatewayObserver['commandEnded']>[3];

export class GatewayMetrics implements GatewayObserver {
  readonly #started: TalliedCounter;
  readonly #handled: TalliedCounter;
  readonly #latency: Histogram<(typeof CALL_LABELS)[number]>;
  readonly #received: TalliedCounter;
  readonly #sent: TalliedCounter;
  readonly #commands: TalliedCounter;
  readonly #failed: TalliedCounter;
  readonly #pushes: Counter<'status'>;
  readonly #streamClients: Histogram;
  readonly #commandLatency: Histogram<'partition' | 'requestType'>;

  constructor(registry: Registry) {
    const registers = [registry];
    const calls = (name: string, help: string) =>
      new TalliedCounter({ name, help, labelNames: CALL_LABELS, registers });
    this.#started = calls('grpc_server_started_total', 'Number of calls that have begun');
    this.#received = calls('grpc_server_msg_received_total', 'Number of messages received from clients');
    this.#sent = calls('grpc_server_msg_sent_total', 'Number of messages sent to clients');
    this.#handled = new TalliedCounter({
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
    this.#commands = new TalliedCounter({
      name: 'zeebe_gateway_total_requests_total',
      help: 'Number of commands sent to partitions, without those refused for want of capacity',
      labelNames: ['partition', 'requestType'],
      registers,
    });
    this.#failed = new TalliedCounter({
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
    const values = labelValuesOf(call);
    this.#started.inc(values);
    this.#received.inc(values);
  }

  messageSent(call: ObservedCall): void {
    this.#sent.inc(labelValuesOf(call));
  }

  callEnded(call: ObservedCall, code: StatusCode, durationMs: number): void {
    const name = statusName(code);
    this.#handled.inc([...labelValuesOf(call), name, name]);
    this.#latency.observe(labelsOf(call), durationMs / 1_000);
  }

  commandEnded(partitionId: number, requestType: string, durationMs: number, failure: Failure): void {
    if (failure === 'RESOURCE_EXHAUSTED') return;
    const partition = String(partitionId);
    this.#commands.inc([partition, requestType]);
    this.#commandLatency.observe({ partition, requestType }, durationMs / 1_000);
    if (failure !== undefined)
      this.#failed.inc([partition, requestType, failure === 'CONNECTION' ? 'UNKNOWN' : failure]);
  }

  commandNotSent(partitionId: number, requestType: string, reason: UnsentReason): void {
    const partition = String(partitionId);
    this.#commands.inc([partition, requestType]);
    this.#failed.inc([partition, requestType, reason]);
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

function labelValuesOf({ type, service, method }: ObservedCall): readonly string[] {
  return [type, service, method];
}

function labelsOf({ type, service, method }: ObservedCall) {
  return { grpc_type: type, grpc_service: service, grpc_method: method };
}
