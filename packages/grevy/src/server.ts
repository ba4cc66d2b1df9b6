// The Grevy server: a broker with its partitions, a gateway in front of it, and the management endpoints, in one process.
import {
  Broker,
  managementEndpoints,
  ManagementServer,
  type BrokerLogger,
  type ExporterSpec,
  type GatewayState,
  type Loggers,
} from '@grevy/broker';
import { startGateway, type GatewayHandle, type Logger } from '@grevy/gateway';
import { fileURLToPath } from 'node:url';
import type { ConfiguredBroker } from './configuration/broker-options.js';
import type { ConfiguredGateway } from './configuration/gateway-options.js';
import { StepTimes } from './metrics/step-times.js';
import { GatewayMetrics, registerGatewayLoad } from './metrics/gateway-metrics.js';

/** The release of the reference whose protocol and behaviour Grevy has; clients check it. */
export const COMPATIBLE_VERSION = '8.3.13';

/** Where brokers of the reference take commands. */
const COMMAND_API_PORT = 26501;

/** How long a clean stop waits for calls that are being answered. */
const STOP_GRACE_MS = 10_000;

export interface ServerOptions {
  readonly host: string;
  /** gRPC port; 0 for any free one. */
  readonly port: number;
  /** Host that the topology shows to clients; `host` by default. */
  readonly advertisedHost?: string | undefined;
  /** Port of the broker that the topology shows to clients; nothing listens there. */
  readonly advertisedPort?: number;
  /** `host` by default. */
  readonly managementHost?: string | undefined;
  readonly managementPort: number;
  /** Undefined keeps everything in memory. */
  readonly dataDirectory: string | undefined;
  /** Partitions of the broker; several have a thread each. Default: 1. */
  readonly partitionCount?: number;
  /** File to which every record is written as a line of JSON. */
  readonly recordsFile: string | undefined;
  readonly exporters?: readonly ExporterSpec[];
  readonly broker?: ConfiguredBroker;
  readonly gateway?: ConfiguredGateway;
  /** Whether a management endpoint answers; all do by default. */
  readonly isEndpointEnabled?: (id: string) => boolean;
  readonly logger: Logger & BrokerLogger;
  /** That of the gateway; `logger` by default. */
  readonly gatewayLogger?: Logger;
  /** The loggers whose levels `/actuator/loggers` changes. */
  readonly loggers?: Loggers;
}

export interface Server {
  readonly gatewayAddress: { readonly host: string; readonly port: number };
  readonly managementAddress: { readonly host: string; readonly port: number };
  /** Answers what is being answered, takes a last checkpoint and frees everything. */
  stop(): Promise<void>;
}

/**
 * Starts everything; it serves when the promise resolves. The probes answer from the beginning.
 * @throws when a port is taken, or the data directory is locked, damaged or of a newer format
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const server = new StartingServer(options);
  try {
    return await server.start();
  } catch (error) {
    await server.stop();
    throw error;
  }
}

class StartingServer {
  readonly #steps = new StepTimes();
  #management: ManagementServer | undefined;
  #endpoints: ReturnType<typeof managementEndpoints> | undefined;
  #broker: Broker | undefined;
  #gateway: GatewayHandle | undefined;
  #gatewayState: GatewayState = 'INITIAL';

  constructor(private readonly options: ServerOptions) {}

  async start(): Promise<Server> {
    const steps = this.#steps;
    const management = (this.#management = await steps.starting('management', () => this.#startManagement()));
    const broker = (this.#broker = await steps.starting('broker', () => this.#startBroker()));
    steps.register(broker.metrics.registry);
    this.#gatewayState = 'STARTING';
    const gateway = (this.#gateway = await steps.starting('gateway', () => this.#startGateway(broker)));
    this.#gatewayState = 'RUNNING';
    return {
      gatewayAddress: gateway.address,
      managementAddress: management.address,
      stop: () => this.stop(),
    };
  }

  /** Stops what has been started; the probes answer until the end. */
  async stop(): Promise<void> {
    this.#gatewayState = 'SHUTDOWN';
    const gateway = this.#gateway;
    const broker = this.#broker;
    if (gateway !== undefined) await this.#steps.closing('gateway', () => gateway.close(STOP_GRACE_MS));
    if (broker !== undefined) await this.#steps.closing('broker', () => broker.close());
    this.#endpoints?.close();
    await this.#management?.close();
  }

  #startManagement(): Promise<ManagementServer> {
    const { host, managementHost, managementPort, loggers, isEndpointEnabled } = this.options;
    this.#endpoints = managementEndpoints({
      broker: () => this.#broker,
      gatewayState: () => this.#gatewayState,
      loggers,
      isEnabled: isEndpointEnabled ?? (() => true),
    });
    const { endpoints } = this.#endpoints;
    return ManagementServer.start({ host: managementHost ?? host, port: managementPort, endpoints });
  }

  #startBroker(): Promise<Broker> {
    const { host, advertisedHost, advertisedPort, dataDirectory, partitionCount, recordsFile, exporters } =
      this.options;
    return Broker.start({
      dataDirectory,
      partitionCount: partitionCount ?? 1,
      version: COMPATIBLE_VERSION,
      advertisedHost: advertisedHost ?? host,
      advertisedPort: advertisedPort ?? COMMAND_API_PORT,
      exporters: [...(exporters ?? []), ...(recordsFile === undefined ? [] : [recordsExporter(recordsFile)])],
      logger: this.options.logger,
      ...this.options.broker,
    });
  }

  async #startGateway(broker: Broker): Promise<GatewayHandle> {
    const { host, port, gateway, logger, gatewayLogger } = this.options;
    const { registry } = broker.metrics;
    const observer = new GatewayMetrics(registry);
    const handle = await startGateway({
      bus: broker.bus,
      host,
      port,
      logger: gatewayLogger ?? logger,
      observer,
      ...gateway,
    });
    registerGatewayLoad(registry, handle.load, broker.bus);
    return handle;
  }
}

function recordsExporter(file: string): ExporterSpec {
  const module = fileURLToPath(import.meta.resolve('@grevy/exporter-jsonl'));
  return { id: 'records', module, args: { path: file } };
}
