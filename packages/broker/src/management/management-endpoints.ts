// All endpoints of the management server.
import type { Broker } from '../broker.js';
import { actuatorHealth, type GatewayState } from './endpoints/actuator-health.js';
import { backups } from './endpoints/backups.js';
import { banning } from './endpoints/banning.js';
import { clock } from './endpoints/clock.js';
import { exporting } from './endpoints/exporting.js';
import { jobStreams } from './endpoints/job-streams.js';
import { loggers, type Loggers } from './endpoints/loggers.js';
import { partitions } from './endpoints/partitions.js';
import { probe } from './endpoints/probe.js';
import { prometheus } from './endpoints/prometheus.js';
import { rebalance } from './endpoints/rebalance.js';
import type { Endpoint } from './endpoint.js';

export interface ManagedServer {
  /** Undefined until it has started. */
  broker(): Broker | undefined;
  gatewayState(): GatewayState;
  /** Undefined when levels cannot be changed. */
  readonly loggers: Loggers | undefined;
  /** Whether the settings leave an endpoint on; probes are always. */
  isEnabled(id: string): boolean;
}

export interface ManagementEndpoints {
  readonly endpoints: readonly Endpoint[];
  /** Frees what they do in the background. */
  close(): void;
}

export function managementEndpoints(server: ManagedServer): ManagementEndpoints {
  const { broker, gatewayState } = server;
  // The gateway is one of the broker's steps: without it nobody is served.
  const isServing = () => gatewayState() === 'RUNNING';
  const exposition = () => broker()?.metrics.exposition() ?? Promise.resolve('');
  const health = actuatorHealth(server);
  const endpoints: readonly Endpoint[] = [
    probe('/startup', () => isServing() || gatewayState() === 'SHUTDOWN'),
    probe('/ready', () => isServing() && broker()?.isReady === true),
    probe('/health', () => isServing() && broker()?.isHealthy === true),
    prometheus(exposition),
    health.endpoint,
    ...(server.loggers === undefined ? [] : [loggers(server.loggers)]),
    partitions(broker),
    exporting(broker),
    banning(broker),
    jobStreams(broker),
    clock(broker),
    rebalance,
    backups,
  ];
  return {
    endpoints: endpoints.filter(({ id }) => id === undefined || server.isEnabled(id)),
    close: () => health.close(),
  };
}
