// Settings whose names below a prefix are free: the arguments of exporters, the levels of loggers.
//
// Names match whatever their case and without dashes, because environment variables know neither; the name that came
// first is kept.
import { APPLIED, type Effect } from './setting.js';
import type { RawValue } from './raw-value.js';

/** Nested names with texts (or lists of them) as leaves. */
export interface SettingTree {
  readonly [name: string]: RawValue | SettingTree;
}

/** A prefix of the table. */
export interface TreeSetting {
  readonly type: 'names and values';
  readonly documentation: string;
  readonly effect: Effect;
}

export function tree(entry: { readonly documentation: string; readonly effect?: Effect }): TreeSetting {
  return { type: 'names and values', documentation: entry.documentation, effect: entry.effect ?? APPLIED };
}

export function isTree(value: RawValue | SettingTree | undefined): value is SettingTree {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The tree with one more leaf; a leaf or branch that is there already gives way. */
export function withLeaf(target: SettingTree, path: readonly string[], leaf: RawValue): SettingTree {
  const [first, ...rest] = path;
  if (first === undefined) return target;
  const name = Object.keys(target).find((each) => relaxed(each) === relaxed(first)) ?? first;
  const below = Object.hasOwn(target, name) ? target[name] : undefined;
  const value = rest.length === 0 ? leaf : withLeaf(isTree(below) ? below : {}, rest, leaf);
  return { ...target, [name]: value };
}

/** The leaves with their names joined by dots. */
export function leavesOf(target: SettingTree, prefix = ''): readonly (readonly [string, RawValue])[] {
  return Object.entries(target).flatMap(([name, value]) =>
    isTree(value) ? leavesOf(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value] as const],
  );
}

/** What two spellings of a name have in common: `snapshotPeriod`, `snapshot-period`, `SNAPSHOTPERIOD`. */
export function relaxed(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
