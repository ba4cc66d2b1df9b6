// The configuration that holds: what the sources say, later ones over earlier ones, over the defaults.
import { leavesOf, type SettingTree, type TreeSetting } from './values/setting-tree.js';
import type { RawValue } from './values/raw-value.js';
import type { Setting } from './values/setting.js';
import type { AnySetting } from './settings/settings.js';
import type { Origin } from './sources/given-setting.js';

export interface GivenValue {
  readonly raw: RawValue;
  readonly origin: Origin;
}

export interface GivenTree {
  readonly content: SettingTree;
  /** Where each leaf comes from, by its names joined with dots and in lower case. */
  readonly origins: ReadonlyMap<string, Origin>;
}

export class Configuration {
  constructor(
    private readonly values: ReadonlyMap<AnySetting, GivenValue>,
    private readonly trees: ReadonlyMap<AnySetting, GivenTree>,
  ) {}

  /** The value, as its type has it: milliseconds, bytes, … Every given text has been checked before. */
  value<T>(setting: Setting<T>): T {
    const given = this.values.get(setting);
    return given === undefined ? setting.defaultValue : setting.parse(given.raw);
  }

  /** What is given below the prefix; empty if nothing is. */
  tree(setting: TreeSetting): SettingTree {
    return this.trees.get(setting)?.content ?? {};
  }

  /** The text that a source gave, undefined while the default holds. */
  given(setting: AnySetting): GivenValue | undefined {
    return this.values.get(setting);
  }

  /** The leaves below a prefix with their origins. */
  givenLeaves(setting: TreeSetting): readonly (GivenValue & { readonly name: string })[] {
    const tree = this.trees.get(setting);
    if (tree === undefined) return [];
    return leavesOf(tree.content).flatMap(([name, raw]) => {
      const origin = tree.origins.get(name.toLowerCase());
      return origin === undefined ? [] : [{ name, raw, origin }];
    });
  }
}
