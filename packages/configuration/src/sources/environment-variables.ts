// Settings of environment variables by relaxed binding: dots become `_`, dashes go, everything is upper case
// (spec 15 §8). `zeebe.broker.data.snapshotPeriod` is `ZEEBE_BROKER_DATA_SNAPSHOTPERIOD`.
import { GATEWAY_ALIAS, isTreeSetting, SETTING_ENTRIES, type AnySetting } from '../settings/settings.js';
import { relaxed } from '../values/setting-tree.js';
import type { GivenSetting } from './given-setting.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables with these prefixes that fit no setting are mistakes. */
const OWN_PREFIXES = ['ZEEBE_BROKER_', 'ZEEBE_GATEWAY_'];

/** What Kubernetes tells a container of a service named `zeebe-gateway` or `zeebe-broker`. */
const SERVICE_LINK = /^ZEEBE_(BROKER|GATEWAY)_(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_(TCP|UDP|SCTP)\w*)?)$/;

interface Named {
  readonly path: readonly string[];
  readonly setting: AnySetting;
}

/** Every setting by the name of its variable; those of the gateway have two, and some another one. */
const BY_VARIABLE: ReadonlyMap<string, Named> = new Map(
  SETTING_ENTRIES.flatMap(([path, setting]): (readonly [string, Named])[] => {
    const named = { path: path.split('.'), setting };
    const { prefix, means } = GATEWAY_ALIAS;
    const variables = [variableOf(path)];
    if (path.startsWith(means)) variables.push(variableOf(prefix + path.slice(means.length)));
    // A flag is no variable, so it hurts nobody here.
    if (!isTreeSetting(setting) && setting.alias !== undefined) variables.push(setting.alias);
    return variables.map((variable) => [variable, named]);
  }),
);

/** Name of the environment variable of a setting. */
export function variableOf(path: string): string {
  return path.split('.').map(relaxed).join('_').toUpperCase();
}

/** Variables without a value count as not set. Those of other programs are left alone. */
export function settingsOfEnvironment(environment: Environment): readonly GivenSetting[] {
  const given: GivenSetting[] = [];
  const listItems = new Map<string, { readonly variable: string; readonly items: string[] }>();
  for (const [variable, value] of Object.entries(environment).sort(byAliasThenName)) {
    if (value === undefined || value === '') continue;
    const origin = { kind: 'environment', variable } as const;
    const item = listItemOf(variable);
    const path = pathOf(variable);
    if (item !== undefined) {
      const list = listItems.get(item.path.join('.')) ?? { variable, items: [] };
      list.items[item.index] = value;
      listItems.set(item.path.join('.'), list);
    } else if (path !== undefined) given.push({ path, raw: value, origin });
    else if (OWN_PREFIXES.some((prefix) => variable.startsWith(prefix)) && !SERVICE_LINK.test(variable)) {
      given.push({ path: variable.toLowerCase().split('_'), raw: value, origin });
    }
  }
  for (const [path, { variable, items }] of listItems) {
    const origin = { kind: 'environment', variable } as const;
    given.push({ path: path.split('.'), raw: items.filter((item) => item !== undefined), origin });
  }
  return given;
}

function pathOf(variable: string): readonly string[] | undefined {
  const exact = BY_VARIABLE.get(variable);
  if (exact !== undefined && !isTreeSetting(exact.setting)) return exact.path;
  for (let end = variable.lastIndexOf('_'); end > 0; end = variable.lastIndexOf('_', end - 1)) {
    const tree = BY_VARIABLE.get(variable.slice(0, end));
    if (tree === undefined || !isTreeSetting(tree.setting)) continue;
    const names = variable
      .slice(end + 1)
      .toLowerCase()
      .split('_');
    return [...tree.path, ...names.filter((name) => name !== '')];
  }
  return undefined;
}

/** `…_CONTACTPOINTS_0` or `…_CONTACTPOINTS_0_`: an item of a list. */
function listItemOf(
  variable: string,
): { readonly path: readonly string[]; readonly index: number } | undefined {
  const [, list = '', index = ''] = /^(.+)_(\d{1,3})_?$/.exec(variable) ?? [];
  const named = BY_VARIABLE.get(list);
  return named?.setting.type === 'list' ? { path: named.path, index: Number(index) } : undefined;
}

/** What the prefix of a gateway that runs alone says gives way to the proper name. */
function byAliasThenName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  const rank = (name: string) => (name.startsWith('ZEEBE_GATEWAY_') ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
