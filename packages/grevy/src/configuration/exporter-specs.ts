// The exporters of the configuration: which JavaScript module each of them is (spec 15 §8.1).
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExporterSpec } from '@grevy/broker';
import { ConfigurationError, isTree, relaxed, SETTINGS, type Configuration } from '@grevy/configuration';

const DEBUG_LOG_EXPORTER = 'io.camunda.zeebe.broker.exporter.debug.DebugLogExporter';

/** Exporters of their own packages, by the class names that existing configurations have. */
const PACKAGES: Readonly<Record<string, string>> = {
  'io.camunda.zeebe.exporter.ElasticsearchExporter': '@grevy/exporter-elasticsearch',
  'io.camunda.zeebe.exporter.opensearch.OpensearchExporter': '@grevy/exporter-opensearch',
  [DEBUG_LOG_EXPORTER]: '@grevy/broker/debug-log-exporter',
  'io.grevy.exporter.JsonlExporter': '@grevy/exporter-jsonl',
};

type Tree = ReturnType<Configuration['tree']>;

/** @throws ConfigurationError for an exporter that names no module that is here */
export function exporterSpecs(configuration: Configuration): readonly ExporterSpec[] {
  const configured = Object.entries(configuration.tree(SETTINGS['zeebe.broker.exporters'])).map(
    ([id, exporter]) => {
      if (!isTree(exporter)) throw problem(id, 'needs a className, and perhaps a jarPath and args');
      return exporterSpec(id, exporter);
    },
  );
  if (!configuration.value(SETTINGS['zeebe.debug'])) return configured;
  return [...configured, exporterSpec('DebugLogExporter', { className: DEBUG_LOG_EXPORTER })];
}

function exporterSpec(id: string, exporter: Tree): ExporterSpec {
  const className = textOf(exporter, 'className');
  const path = textOf(exporter, 'jarPath');
  const args = memberOf(exporter, 'args');
  const given = isTree(args) ? { args } : {};
  if (path !== undefined) {
    const module = isAbsolute(path) ? path : resolve(path);
    return { id, module, ...(className === undefined ? {} : { exportName: className }), ...given };
  }
  if (className === undefined) throw problem(id, 'has neither a className nor a jarPath');
  return { id, module: moduleOf(id, className), ...given };
}

function moduleOf(id: string, className: string): string {
  const name = Object.hasOwn(PACKAGES, className) ? PACKAGES[className] : undefined;
  if (name === undefined) {
    const known = Object.keys(PACKAGES).join(', ');
    throw problem(
      id,
      `has the unknown className ${className}: name one of ${known}, or a module with jarPath`,
    );
  }
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch {
    throw problem(
      id,
      `has the className ${className}, but the package ${name} is not installed: install it, ` +
        'or remove the settings of this exporter to start without it',
    );
  }
}

function textOf(tree: Tree, name: string): string | undefined {
  const value = memberOf(tree, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function memberOf(tree: Tree, name: string): Tree[string] | undefined {
  return Object.entries(tree).find(([each]) => relaxed(each) === relaxed(name))?.[1];
}

function problem(id: string, text: string): ConfigurationError {
  return new ConfigurationError([`The exporter ${id} (zeebe.broker.exporters.${id}) ${text}.`]);
}
