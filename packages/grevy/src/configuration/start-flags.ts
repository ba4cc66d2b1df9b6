// The flags of `grevy start`, as the configuration names them.
import type { Flags } from '@grevy/configuration';
import { UsageFailure } from '../cli/failure.js';

export interface StartOptions {
  readonly config?: string;
  readonly data?: string;
  readonly ephemeral?: boolean;
  readonly host?: string;
  readonly port?: string;
  readonly managementPort?: string;
  readonly records?: string;
  readonly json?: boolean;
}

/** @throws UsageFailure for flags that contradict each other */
export function startFlags(options: StartOptions): Flags {
  if (options.ephemeral === true && options.data !== undefined) {
    throw new UsageFailure('--ephemeral keeps nothing, so it cannot be used with --data');
  }
  return {
    '--data': options.data,
    '--ephemeral': options.ephemeral === true ? 'true' : undefined,
    '--host': options.host,
    '--port': options.port,
    '--management-port': options.managementPort,
    '--records': options.records,
    '--json': options.json === true ? 'JSON' : undefined,
  };
}
