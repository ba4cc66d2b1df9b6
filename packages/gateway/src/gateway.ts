/** Starts and stops a gateway. */
import type { Bus } from '@grevy/protocol';
import { authenticationOf } from './auth/authentication.js';
import type { Authenticate } from './caller.js';
import { type GatewayServices, gatewayMethods } from './gateway-service.js';
import { GATEWAY_SERVICE } from './grpc/contract.js';
import { startHttp2Transport } from './grpc/http2-transport.js';
import { HealthService } from './grpc/health-service.js';
import { observedMethod } from './grpc/observed-method.js';
import { HandBack } from './jobs/hand-back.js';
import { JobStreams } from './jobs/job-streams.js';
import { LongPolling } from './jobs/long-polling.js';
import { type Logger, SILENT } from './logger.js';
import { observedBus } from './observed-bus.js';
import type { GatewayObserver } from './observer.js';
import { CommandSender } from './routing/command-sender.js';
import { Partitions } from './routing/partitions.js';
import { DEFAULT_SETTINGS, type GatewaySettings, checkSettings } from './settings.js';
import { Tenants } from './tenants.js';
import type { TlsKeys, TlsSettings } from './tls.js';
import { followTlsFiles } from './tls-reload.js';

export interface GatewayOptions {
  /** The way to the brokers. */
  readonly bus: Bus;
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** What differs from `DEFAULT_SETTINGS`. */
  readonly settings?: Partial<GatewaySettings>;
  /** Encrypted connections only, with these keys. */
  readonly tls?: TlsKeys;
  /** The files that `tls` was read from: they are followed, so that renewed certificates need no restart. */
  readonly tlsFiles?: TlsSettings;
  /** Checks every call of the gateway service, instead of what `settings.authentication` says. */
  readonly authenticate?: Authenticate;
  readonly logger?: Logger;
  /** Is told about calls and commands, for metrics. */
  readonly observer?: GatewayObserver;
}

export interface GatewayHandle {
  /** Where it listens, with the real port. */
  readonly address: { readonly host: string; readonly port: number };
  /** New connections get these keys, for certificates that are about to expire. The open ones keep theirs. */
  replaceTlsKeys(keys: TlsKeys): void;
  /** What is open now. */
  readonly load: GatewayLoad;
  /**
   * Takes no more calls (UNAVAILABLE), ends waiting polls and streams, waits up to `graceMs` for the other calls, and
   * frees the port.
   */
  close(graceMs: number): Promise<void>;
}

export interface GatewayLoad {
  readonly openPolls: number;
  /** Clients that stream jobs. */
  readonly openJobStreams: number;
  /** Streams of the bus: clients that want exactly the same share one. */
  readonly sharedJobStreams: number;
  /** ActivateJobs requests that wait for jobs, by job type. */
  waitingPollsByType(): ReadonlyMap<string, number>;
}

/**
 * Starts a gateway. It serves as soon as the promise resolves, whether brokers are known or not.
 * @throws RangeError for settings that cannot work, Error if the address cannot be bound.
 */
export async function startGateway(options: GatewayOptions): Promise<GatewayHandle> {
  const { host, port, tls, observer } = options;
  const bus = observer === undefined ? options.bus : observedBus(options.bus, observer);
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  checkSettings(settings);
  const logger = options.logger ?? SILENT;
  const partitions = new Partitions(bus);
  const tenants = new Tenants(settings.multiTenancyEnabled);
  const handBack = new HandBack(bus, settings.requestTimeoutMs, logger);
  const longPolling = new LongPolling(bus, partitions, handBack, settings, logger);
  const jobStreams = new JobStreams(bus, observer);
  let closing = false;
  const services: GatewayServices = {
    bus,
    partitions,
    commands: new CommandSender(bus, partitions, tenants, settings.requestTimeoutMs, observer),
    tenants,
    settings,
    longPolling,
    jobStreams,
    authenticate:
      options.authenticate ?? authenticationOf(settings.authentication, settings.multiTenancyEnabled, logger),
    logger,
    observer,
    get closing() {
      return closing;
    },
  };
  const health = new HealthService(GATEWAY_SERVICE);
  const methods = [
    ...gatewayMethods(services),
    ...health.methods.map((method) => (observer === undefined ? method : observedMethod(method, observer))),
  ];
  const transport = await startHttp2Transport(
    {
      host,
      port,
      tls,
      logger,
      maxMessageSizeBytes: settings.maxMessageSizeBytes,
      connections: settings.connections,
    },
    methods,
  ).catch((error: unknown) => {
    longPolling.close();
    throw error;
  });
  health.serve();
  const { tlsFiles } = options;
  const stopFollowing =
    tls === undefined || tlsFiles === undefined
      ? undefined
      : followTlsFiles(tlsFiles, tls, (keys) => transport.replaceTlsKeys(keys), logger);

  let closed: Promise<void> | undefined;
  const close = async (graceMs: number): Promise<void> => {
    closing = true;
    stopFollowing?.();
    health.close();
    longPolling.close();
    jobStreams.close();
    await transport.close(graceMs);
    await handBack.settled();
  };
  return {
    address: transport.address,
    replaceTlsKeys: (keys) => transport.replaceTlsKeys(keys),
    load: {
      get openPolls() {
        return longPolling.openPolls;
      },
      get openJobStreams() {
        return jobStreams.openStreams;
      },
      get sharedJobStreams() {
        return jobStreams.sharedStreams;
      },
      waitingPollsByType: () => longPolling.waitingByType(),
    },
    close: (graceMs) => (closed ??= close(graceMs)),
  };
}
