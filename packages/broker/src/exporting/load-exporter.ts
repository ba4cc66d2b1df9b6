/** Loads the module of an exporter and makes an instance (spec 04 §A9). */
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExporterConfiguration, type Exporter, type RecordFilter } from '@grevy/exporter-api';
import type { ExporterSpec } from './exporter-spec.js';
import { exporterLogger, type ExporterLog } from './exporter-logger.js';

export class ExporterLoadError extends Error {
  override readonly name = 'ExporterLoadError';
}

/** @throws {ExporterLoadError} */
export async function loadExporter(spec: ExporterSpec): Promise<Exporter> {
  const { id, module: modulePath, exportName = 'default' } = spec;
  if (modulePath.endsWith('.jar')) {
    throw new ExporterLoadError(
      `Cannot load exporter [${id}]: ${modulePath} is a Java archive. Name a JavaScript module that implements the exporter API.`,
    );
  }
  const url = isAbsolute(modulePath) ? pathToFileURL(modulePath).href : modulePath;
  const module: unknown = await import(url).catch((cause: unknown) => {
    throw new ExporterLoadError(
      `Cannot load exporter [${id}]: ${modulePath} is not readable: ${text(cause)}`,
      {
        cause,
      },
    );
  });
  const factory: unknown = isObject(module) ? Reflect.get(module, exportName) : undefined;
  if (typeof factory !== 'function') {
    throw new ExporterLoadError(
      `Cannot load exporter [${id}]: cannot load specified class: ${modulePath} has no export '${exportName}' that is a class or a function.`,
    );
  }
  const exporter = instance(id, factory);
  if (!isExporter(exporter)) {
    throw new ExporterLoadError(
      `Cannot load exporter [${id}]: cannot load specified class: '${exportName}' of ${modulePath} makes no exporter with configure, open, export and close.`,
    );
  }
  return exporter;
}

export interface ConfigurationSurroundings {
  readonly partitionId: number;
  readonly log: ExporterLog;
  readonly setFilter: (filter: RecordFilter) => void;
}

/** @throws {ExporterLoadError} when the exporter refuses its configuration */
export async function configureExporter(
  exporter: Exporter,
  { id, args }: Pick<ExporterSpec, 'id' | 'args'>,
  { partitionId, log, setFilter }: ConfigurationSurroundings,
): Promise<void> {
  try {
    await exporter.configure({
      logger: exporterLogger(id, log),
      configuration: new ExporterConfiguration(id, args),
      partitionId,
      setFilter,
    });
  } catch (cause) {
    throw new ExporterLoadError(`Cannot load exporter [${id}]: failed validation: ${text(cause)}`, { cause });
  }
}

function instance(id: string, factory: NewableFunction | CallableFunction): unknown {
  try {
    // A class cannot be called and an arrow function has no prototype, so the prototype tells them apart.
    return isObject(factory.prototype) && typeof Reflect.get(factory.prototype, 'export') === 'function'
      ? Reflect.construct(factory, [])
      : Reflect.apply(factory, undefined, []);
  } catch (cause) {
    throw new ExporterLoadError(`Cannot instantiate exporter [${id}]: ${text(cause)}`, { cause });
  }
}

function isExporter(value: unknown): value is Exporter {
  return (
    isObject(value) &&
    ['configure', 'open', 'export', 'close'].every(
      (callback) => typeof Reflect.get(value, callback) === 'function',
    )
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
