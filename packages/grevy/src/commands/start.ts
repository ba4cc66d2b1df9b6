// `grevy start`: runs the server until Ctrl-C.
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigurationError } from '@grevy/configuration';
import { CommandFailure, reportOf, UsageFailure } from '../cli/failure.js';
import { MAX_STOP_MS } from '../limits.js';
import { startServer, type Server } from '../server.js';
import { configurationFile } from '../configuration/configuration-file.js';
import { loadConfiguration, type LoadedConfiguration } from '../configuration/load-configuration.js';
import { startFlags, type StartOptions } from '../configuration/start-flags.js';
import { serverLog } from '../logging/server-log.js';
import { stopSignal } from '../cli/stop-signals.js';

/** @throws CommandFailure when a port is taken, or the data directory is in use, damaged or of a newer format */
export async function start(options: StartOptions): Promise<void> {
  const configuration = configured(options);
  const { server: settings } = configuration;
  const logs = serverLog(configuration.log);
  const log = logs.logger('grevy.server');
  for (const notice of configuration.notices) log.warn(notice);
  // On a terminal a hundred settings would hide everything else.
  const settingsLevel = configuration.log.format === 'text' ? 'debug' : 'info';
  log[settingsLevel]({ settings: configuration.effective }, 'The configuration that holds');
  const signal = stopSignal(() => log.warn('Stopping at once: what was not confirmed is lost'));
  const server = await startServer({
    ...settings,
    logger: logs.logger('grevy.broker'),
    gatewayLogger: logs.logger('grevy.gateway'),
    loggers: logs.levels,
  }).catch((error: unknown) => {
    throw startFailure(error, settings);
  });
  log.info(
    settings.dataDirectory === undefined
      ? 'Everything is kept in memory and gone after a stop (--ephemeral)'
      : `Data directory: ${settings.dataDirectory}`,
  );
  log.info(`Gateway (gRPC): ${shownAddress(server.gatewayAddress)}`);
  log.info(`Management (HTTP): ${shownAddress(server.managementAddress)}`);
  log.info('Broker is ready!');
  log.info(`${await signal}: stopping. Calls in progress are answered; Ctrl-C again stops at once.`);
  await stopped(server);
  log.info('Stopped');
}

/** @throws UsageFailure for settings that cannot work */
function configured(options: StartOptions): LoadedConfiguration {
  try {
    return loadConfiguration({
      file: configurationFile(options.config, process.env),
      environment: process.env,
      flags: startFlags(options),
    });
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UsageFailure(error.message, { cause: error });
    throw error;
  }
}

/** A stop that hangs must not keep the process for ever. */
async function stopped(server: Server): Promise<void> {
  const cut = new AbortController();
  const late = delay(MAX_STOP_MS, 'late', { signal: cut.signal, ref: false }).catch(() => 'cancelled');
  const outcome = await Promise.race([server.stop(), late]);
  cut.abort();
  if (outcome === 'late') {
    throw new CommandFailure(
      `The server did not stop within ${MAX_STOP_MS} ms (MAX_STOP_MS); it is ended now. The next start recovers.`,
    );
  }
}

function shownAddress({ host, port }: Server['gatewayAddress']): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function startFailure(error: unknown, settings: LoadedConfiguration['server']): CommandFailure {
  const { message } = reportOf(error);
  const advice = adviceFor(error, message, settings);
  return new CommandFailure(advice === undefined ? message : `${message}\n${advice}`, { cause: error });
}

function adviceFor(
  error: unknown,
  message: string,
  settings: LoadedConfiguration['server'],
): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE' || /EADDRINUSE|Cannot listen|No address added/.test(message)) {
    return (
      `Is another server running? Stop it, or choose other ports with --port (now ${settings.port}) and ` +
      `--management-port (now ${settings.managementPort}); 0 takes any free one.`
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return 'This user may not use that port or directory: choose another with --port, --management-port or --data.';
  }
  const { dataDirectory } = settings;
  if (dataDirectory !== undefined && message.includes(`mkdir '${dataDirectory}`)) {
    return `--data (now ${dataDirectory}) needs a directory that can be written to.`;
  }
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') {
    return 'This machine has no such address to listen on: choose another with --host; 0.0.0.0 takes all.';
  }
  return undefined;
}
