// Reads all sources and checks them: defaults ← file ← environment ← flags (spec 15 §8).
import { readFileSync, statSync } from 'node:fs';
import { Configuration, type GivenTree, type GivenValue } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { locate } from './known-paths.js';
import { MAX_FILE_BYTES } from './limits.js';
import { noticesOf, type IgnoredSetting, type UnknownSetting } from './report/notices.js';
import { RULES } from './rules.js';
import { isTreeSetting, SETTING_ENTRIES, type AnySetting } from './settings/settings.js';
import { settingsOfEnvironment, type Environment } from './sources/environment-variables.js';
import { settingsOfFlags, type Flags } from './sources/flags.js';
import { originText, type GivenSetting, type Origin } from './sources/given-setting.js';
import { settingsOfYaml } from './sources/yaml-file.js';
import { ValueFailure } from './values/raw-value.js';
import { leavesOf, withLeaf } from './values/setting-tree.js';

export interface ConfigurationSources {
  /** Path of a YAML file, if there is one. */
  readonly file?: string | undefined;
  readonly environment?: Environment;
  readonly flags?: Flags;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  /** What the user should know: unknown settings, and settings without effect. One line each. */
  readonly notices: readonly string[];
}

/** @throws ConfigurationError with every problem, when the file cannot be read or a setting cannot work */
export function readConfiguration(sources: ConfigurationSources): ReadConfiguration {
  const { file, environment = {}, flags = {} } = sources;
  const collected = new CollectedSettings();
  const given = [
    ...(file === undefined ? [] : settingsOfYaml(textOf(file), file, environment)),
    ...settingsOfEnvironment(environment),
    ...settingsOfFlags(flags),
  ];
  for (const setting of given) collected.add(setting);
  return collected.checked();
}

class CollectedSettings {
  readonly #values = new Map<AnySetting, GivenValue>();
  readonly #trees = new Map<AnySetting, GivenTree>();
  readonly #unknown: UnknownSetting[] = [];
  readonly #foreign: IgnoredSetting[] = [];

  add({ path, raw, origin }: GivenSetting): void {
    const located = locate(path);
    const written = origin.kind === 'environment' ? origin.variable : path.join('.');
    switch (located.kind) {
      case 'setting': {
        const { setting, below } = located;
        if (isTreeSetting(setting)) this.#addLeaf(setting, below, raw, origin);
        else this.#values.set(setting, { raw, origin });
        return;
      }
      case 'foreign':
        this.#foreign.push({ name: written, reason: 'they belong to a framework that is not used here' });
        return;
      case 'unknown':
        this.#unknown.push({ name: written, origin, suggestion: located.suggestion });
        return;
    }
  }

  checked(): ReadConfiguration {
    const problems = this.#invalidValues();
    const configuration = new Configuration(this.#values, this.#trees);
    if (problems.length === 0) {
      problems.push(...RULES.flatMap((rule) => rule(configuration) ?? []));
      if (problems.length === 0) problems.push(...this.#refusals(configuration));
    }
    if (problems.length > 0) throw new ConfigurationError(problems);
    return { configuration, notices: noticesOf(this.#unknown, [...this.#ignored(), ...this.#foreign]) };
  }

  #addLeaf(setting: AnySetting, below: readonly string[], raw: GivenSetting['raw'], origin: Origin): void {
    const { content, origins } = this.#trees.get(setting) ?? {
      content: {},
      origins: new Map<string, Origin>(),
    };
    this.#trees.set(setting, {
      content: withLeaf(content, below, raw),
      origins: new Map([...origins, [below.join('.').toLowerCase(), origin]]),
    });
  }

  #invalidValues(): string[] {
    return SETTING_ENTRIES.flatMap(([path, setting]) => {
      const given = this.#values.get(setting);
      if (given === undefined || isTreeSetting(setting)) return [];
      try {
        setting.parse(given.raw);
        return [];
      } catch (error) {
        if (!(error instanceof ValueFailure)) throw error;
        return [`${path} (${originText(given.origin)}): ${error.message}`];
      }
    });
  }

  /** Settings that would change what the user relies on, so that they cannot just be passed over. */
  #refusals(configuration: Configuration): readonly string[] {
    return SETTING_ENTRIES.flatMap(([path, setting]) => {
      if (isTreeSetting(setting) || setting.effect.kind !== 'refused') return [];
      const given = configuration.given(setting);
      if (given === undefined || sameValue(configuration.value(setting), setting.defaultValue)) return [];
      const standard = setting.defaultText === '' ? 'leave it out' : `leave it at ${setting.defaultText}`;
      return [`${path} (${originText(given.origin)}): ${setting.effect.reason}; ${standard}.`];
    });
  }

  #ignored(): readonly IgnoredSetting[] {
    return SETTING_ENTRIES.flatMap(([path, setting]): readonly IgnoredSetting[] => {
      const { effect } = setting;
      if (effect.kind !== 'none') return [];
      const names = this.#values.has(setting) ? [path] : [];
      const leaves = leavesOf(this.#trees.get(setting)?.content ?? {}).map(([name]) => `${path}.${name}`);
      return [...names, ...leaves].map((name) => ({ name, reason: effect.reason }));
    });
  }
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > MAX_FILE_BYTES) {
      throw new ConfigurationError([`${file} is larger than ${MAX_FILE_BYTES} bytes (MAX_FILE_BYTES).`]);
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([`The configuration file ${file} cannot be read: ${reason}`]);
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.join() === b.join());
}
