// `/actuator/health` and its groups: health as a JSON tree (spec 01 §8.7).
import { getHeapStatistics } from 'node:v8';
import { HEALTH_SAMPLE_PERIOD_MS, MAX_FORGIVEN_DOWNTIME_MS } from '../../limits.js';
import type { Broker } from '../../broker.js';
import { json, NOT_FOUND, type Endpoint, type ManagementResponse } from '../endpoint.js';
import { aggregated, upOrDown, type ComponentHealth, type HealthCheck } from '../health-component.js';
import { SampledHealth } from '../sampled-health.js';

export type GatewayState = 'INITIAL' | 'STARTING' | 'RUNNING' | 'SHUTDOWN';

export interface ObservedServer {
  broker(): Broker | undefined;
  gatewayState(): GatewayState;
}

/** Free share of the heap below which memory counts as down. */
const LITTLE_MEMORY = 0.1;
const HARDLY_ANY_MEMORY = 0.01;

export interface ActuatorHealth {
  readonly endpoint: Endpoint;
  /** Ends the sampling. */
  close(): void;
}

export function actuatorHealth(server: ObservedServer): ActuatorHealth {
  const checks = checksOf(server);
  const sampled = Object.entries({
    gatewayClusterAwareness: checks.gatewayClusterAwareness,
    gatewayPartitionLeaderAwareness: checks.gatewayPartitionLeaderAwareness,
    memory: () => memory(HARDLY_ANY_MEMORY),
  }).map(
    ([name, check]) =>
      [livenessName(name), new SampledHealth(name, check, MAX_FORGIVEN_DOWNTIME_MS, now)] as const,
  );
  const sampleAll = (): void => {
    for (const [, health] of sampled) health.sample();
  };
  const timer = setInterval(sampleAll, HEALTH_SAMPLE_PERIOD_MS);
  timer.unref();
  const liveness = () => Object.fromEntries(sampled.map(([name, health]) => [name, health.health()]));
  const all = () => ({
    ...Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check()])),
    ...liveness(),
  });
  const answer = (group: string): ManagementResponse => {
    switch (group) {
      case '':
        return shown(all(), { groups: ['liveness', 'readiness', 'startup'] });
      case 'startup':
        return shownStatus([checks.gatewayStarted(), checks.brokerStartup()]);
      case 'readiness':
        return shownStatus([checks.gatewayStarted(), checks.brokerReady()]);
      case 'liveness':
        return shown(liveness(), {});
      default:
        return NOT_FOUND;
    }
  };
  return {
    endpoint: {
      id: 'health',
      path: '/actuator/health',
      methods: ['GET'],
      answer: ({ below }) => answer(below.join('/')),
    },
    close: () => clearInterval(timer),
  };
}

function checksOf({ broker, gatewayState }: ObservedServer) {
  return {
    gatewayStarted: () => gatewayHealth(gatewayState()),
    gatewayClusterAwareness: () => upOrDown((broker()?.bus.topology()?.brokers.length ?? 0) > 0),
    gatewayPartitionLeaderAwareness: () =>
      upOrDown(
        broker()
          ?.bus.topology()
          ?.brokers.some(({ partitions }) => partitions.some(({ leader }) => leader)) ?? false,
      ),
    memory: () => memory(LITTLE_MEMORY),
    brokerStartup: () => upOrDown(broker() !== undefined),
    brokerReady: () => upOrDown(broker()?.isReady ?? false),
    brokerStatus: () => upOrDown(broker()?.isHealthy ?? false),
  } satisfies Readonly<Record<string, HealthCheck>>;
}

function gatewayHealth(state: GatewayState): ComponentHealth {
  switch (state) {
    case 'INITIAL':
    case 'STARTING':
      return { status: 'DOWN' };
    case 'RUNNING':
      return { status: 'UP' };
    case 'SHUTDOWN':
      return { status: 'OUT_OF_SERVICE' };
  }
}

function memory(threshold: number): ComponentHealth {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return { ...upOrDown(1 - used / limit >= threshold), details: { threshold } };
}

function shown(components: Readonly<Record<string, ComponentHealth>>, rest: object): ManagementResponse {
  const status = aggregated(Object.values(components));
  return json({ status, components, ...rest }, statusCode(status));
}

function shownStatus(components: readonly ComponentHealth[]): ManagementResponse {
  const status = aggregated(components);
  return json({ status }, statusCode(status));
}

function statusCode(status: string): number {
  return status === 'UP' || status === 'UNKNOWN' ? 200 : 503;
}

function livenessName(name: string): string {
  return `liveness${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function now(): number {
  return performance.now();
}
