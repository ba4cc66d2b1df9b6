/** The arguments of the exporter and their defaults. */
import type { ExporterConfiguration } from '@grevy/exporter-api';

export interface JsonlConfiguration {
  /** The file that is written; `{partition}` becomes the partition id. Required. */
  readonly path: string;
  /** Size in bytes at which the file is renamed to `<path>.<n>` and a new one begun. */
  readonly maxFileBytes: number;
  /** Rotated files that are kept, the oldest are deleted; 0 keeps all. */
  readonly maxFiles: number;
  /** Longest time in milliseconds before written records are made durable and acknowledged. */
  readonly flushIntervalMs: number;
}

const DEFAULTS: JsonlConfiguration = {
  path: '',
  maxFileBytes: 256 * 1024 * 1024,
  maxFiles: 0,
  flushIntervalMs: 500,
};

/** @throws {Error} when a value makes no sense */
export function readJsonlConfiguration(
  configuration: ExporterConfiguration,
  partitionId: number,
): JsonlConfiguration {
  const { path, ...numbers } = configuration.instantiate(DEFAULTS);
  if (path === '') throw new Error("Expected argument 'path' to name the file to write, but it is missing.");
  requireAtLeast('maxFileBytes', numbers.maxFileBytes, 1024);
  requireAtLeast('maxFiles', numbers.maxFiles, 0);
  requireAtLeast('flushIntervalMs', numbers.flushIntervalMs, 1);
  return { ...numbers, path: path.replaceAll('{partition}', String(partitionId)) };
}

function requireAtLeast(name: string, value: number, minimum: number): void {
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new Error(
      `Expected argument '${name}' to be a whole number of at least ${minimum}, but was ${value}.`,
    );
  }
}
