// `grevy config`: the configuration that `grevy start` would run with, and where each value comes from.
import { ConfigurationError, configurationSchema, type EffectiveSetting } from '@grevy/configuration';
import { UsageFailure } from '../cli/failure.js';
import { configurationFile } from '../configuration/configuration-file.js';
import { loadConfiguration } from '../configuration/load-configuration.js';

export interface ConfigOptions {
  readonly config?: string;
  readonly schema?: boolean;
  readonly json?: boolean;
}

/** Prints to standard output; what does nothing is said on standard error. @throws UsageFailure for what cannot work */
export function config(options: ConfigOptions): void {
  if (options.schema === true) {
    print(JSON.stringify(configurationSchema(), undefined, 2));
    return;
  }
  const { effective, notices } = loaded(options);
  for (const notice of notices) process.stderr.write(`grevy: ${notice}\n`);
  print(options.json === true ? JSON.stringify(effective, undefined, 2) : effective.map(line).join('\n'));
}

function loaded(options: ConfigOptions) {
  try {
    return loadConfiguration({
      file: configurationFile(options.config, process.env),
      environment: process.env,
    });
  } catch (error) {
    if (error instanceof ConfigurationError) throw new UsageFailure(error.message);
    throw error;
  }
}

function line({ path, value, origin, hasEffect }: EffectiveSetting): string {
  const comment = hasEffect || origin === 'default' ? origin : `${origin}, without effect`;
  return `${path}: ${value === '' ? '~' : JSON.stringify(value)} # ${comment}`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
