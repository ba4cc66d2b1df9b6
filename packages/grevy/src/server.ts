// The Grevy server: a broker with its partitions, a gateway in front of it, and the management endpoints, in one process.
import { Broker, ManagementServer, type BrokerLogger } from '@grevy/broker';
import { startGateway, type GatewayHandle, type Logger } from '@grevy/gateway';
import { fileURLToPath } from 'node:url';

/** The release of the reference whose protocol and behaviour Grevy has; clients check it. */
export const COMPATIBLE_VERSION = '8.3.13';

/** Of the Prometheus text format. */
const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** How long a clean stop waits for calls that are being answered. */
const STOP_GRACE_MS = 10_000;

export interface ServerOptions {
  readonly host: string;
  /** gRPC port; 0 for any free one. */
  readonly port: number;
  readonly managementPort: number;
  /** Undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined;
  /** Partitions of the broker; several have a thread each. Default: 1. */
  readonly partitionCount?: number;
  /** File to which every record is written as a line of JSON. */
  readonly recordsFile: string | undefined;
  readonly logger: Logger & BrokerLogger;
}

export interface Server {
  readonly gatewayAddress: { readonly host: string; readonly port: number };
  readonly managementAddress: { readonly host: string; readonly port: number };
  /** Answers what is being answered, takes a last checkpoint and frees everything. */
  stop(): Promise<void>;
}

/**
 * Starts everything; it serves when the promise resolves.
 * @throws when a port is taken, or the data directory is locked, damaged or of a newer format
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { host, port, managementPort, logger } = options;
  let broker: Broker | undefined;
  const management = await ManagementServer.start({
    host,
    port: managementPort,
    metrics: {
      contentType: METRICS_CONTENT_TYPE,
      exposition: () => broker?.metrics.exposition() ?? Promise.resolve(''),
    },
    isStarted: () => broker !== undefined,
    isReady: () => broker?.isReady ?? false,
    isHealthy: () => broker?.isHealthy ?? false,
  });
  let gateway: GatewayHandle | undefined;
  try {
    broker = await Broker.start({
      dataDirectory: options.dataDirectory,
      partitionCount: options.partitionCount ?? 1,
      version: COMPATIBLE_VERSION,
      advertisedHost: host,
      advertisedPort: port,
      exporters: options.recordsFile === undefined ? [] : [recordsExporter(options.recordsFile)],
      logger,
    });
    gateway = await startGateway({ bus: broker.bus, host, port, logger });
  } catch (error) {
    await management.close();
    await broker?.close();
    throw error;
  }
  const running = { broker, gateway };
  return {
    gatewayAddress: gateway.address,
    managementAddress: management.address,
    async stop() {
      await running.gateway.close(STOP_GRACE_MS);
      await running.broker.close();
      await management.close();
    },
  };
}

function recordsExporter(file: string) {
  const module = fileURLToPath(import.meta.resolve('@grevy/exporter-jsonl'));
  return { id: 'records', module, args: { path: file } };
}
