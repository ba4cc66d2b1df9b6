// Settings of a YAML file: nested or dotted names, `${VARIABLE:default}` from the environment.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { ConfigurationError } from '../configuration-error.js';
import { MAX_FILE_DEPTH, MAX_YAML_ALIASES } from '../limits.js';
import { withPlaceholders } from './placeholders.js';
import type { Environment } from './environment-variables.js';
import type { GivenSetting } from './given-setting.js';

/**
 * @param file name for messages
 * @throws ConfigurationError when it is no YAML, nests too deep, or a value has no meaning
 */
export function settingsOfYaml(
  text: string,
  file: string,
  environment: Environment,
): readonly GivenSetting[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new ConfigurationError([`${file} is no valid YAML: ${problem.message}`]);
  }
  const reader = new YamlSettings(file, lines, document, environment);
  reader.read(document.contents, []);
  return reader.given;
}

class YamlSettings {
  readonly given: GivenSetting[] = [];
  #aliases = 0;

  constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly document: Document,
    private readonly environment: Environment,
  ) {}

  read(node: Node | null, path: readonly string[]): void {
    if (path.length > MAX_FILE_DEPTH) {
      throw this.#error(node, `nests deeper than ${MAX_FILE_DEPTH} names (MAX_FILE_DEPTH)`);
    }
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const names = isScalar(key) ? String(key.value).split('.') : undefined;
        if (names === undefined) throw this.#error(node, 'has a name that is no text');
        this.read(asNode(value), [...path, ...names]);
      }
    } else if (isSeq(node)) {
      // Nothing is given by an empty list: it is what every list is by default.
      if (node.items.length === 0) return;
      const items = node.items.map(asNode);
      if (items.every((item) => isScalar(item))) {
        this.#give(
          node,
          path,
          items.map((item) => this.#text(item.value, item)),
        );
      } else items.forEach((item, index) => this.read(item, [...path, String(index)]));
    } else if (isAlias(node)) {
      this.#aliases += 1;
      if (this.#aliases > MAX_YAML_ALIASES) {
        throw this.#error(node, `uses more than ${MAX_YAML_ALIASES} aliases (MAX_YAML_ALIASES)`);
      }
      this.read(node.resolve(this.document) ?? null, path);
    } else if (isScalar(node) && node.value !== null) {
      if (path.length === 0) throw this.#error(node, 'is no mapping of names to values');
      this.#give(node, path, this.#text(node.value, node));
    }
  }

  #give(node: Node, path: readonly string[], raw: GivenSetting['raw']): void {
    this.given.push({ path, raw, origin: { kind: 'file', file: this.file, line: this.#lineOf(node) } });
  }

  /** The text as written, so that `010` and `1e3` are judged by the type of the setting. */
  #text(value: unknown, node: Node): string {
    const written =
      isScalar(node) && typeof value !== 'string' ? (node.source ?? String(value)) : String(value);
    try {
      return withPlaceholders(written, this.environment);
    } catch (error) {
      throw this.#error(node, error instanceof Error ? error.message : String(error));
    }
  }

  #lineOf(node: Node | null): number {
    return this.lines.linePos(node?.range?.[0] ?? 0).line;
  }

  #error(node: Node | null, problem: string): ConfigurationError {
    return new ConfigurationError([`${this.file}:${this.#lineOf(node)} ${problem}`]);
  }
}

/** Values that the parser has made are nodes or nothing. */
function asNode(value: unknown): Node | null {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) ? value : null;
}
