// Finds the setting that a written name means: names match whatever their case and dashes, and the gateway's settings
// have a second prefix.
import { distance } from 'fastest-levenshtein';
import { MAX_SUGGESTION_EDITS_PER_TEN } from './limits.js';
import {
  FOREIGN_PREFIXES,
  GATEWAY_ALIAS,
  isTreeSetting,
  SETTING_ENTRIES,
  type AnySetting,
} from './settings/settings.js';
import { relaxed } from './values/setting-tree.js';

export type Located =
  | {
      readonly kind: 'setting';
      readonly path: string;
      readonly setting: AnySetting;
      readonly below: readonly string[];
    }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown'; readonly suggestion: string | undefined };

const BY_RELAXED_PATH: ReadonlyMap<string, readonly [string, AnySetting]> = new Map(
  SETTING_ENTRIES.map(([path, setting]) => [relaxedPath(path.split('.')), [path, setting]]),
);

export function locate(written: readonly string[]): Located {
  const names = withoutAlias(written.map(relaxed));
  for (let length = names.length; length > 0; length -= 1) {
    const found = BY_RELAXED_PATH.get(relaxedPath(names.slice(0, length)));
    if (found === undefined) continue;
    const [path, setting] = found;
    // An unknown name below a value is a mistake; below a tree every name is fine, and at least one is needed.
    if (isTreeSetting(setting) === (length === names.length)) break;
    return { kind: 'setting', path, setting, below: written.slice(written.length - (names.length - length)) };
  }
  const whole = relaxedPath(names);
  if (FOREIGN_PREFIXES.some((prefix) => `${whole}.`.startsWith(prefix))) return { kind: 'foreign' };
  return { kind: 'unknown', suggestion: nearest(whole) };
}

function withoutAlias(names: readonly string[]): readonly string[] {
  const { prefix, means } = GATEWAY_ALIAS;
  const whole = relaxedPath(names);
  return whole.startsWith(prefix) ? (means + whole.slice(prefix.length)).split('.') : names;
}

/** The known path that is fewest edits away, if it is near enough to be meant. */
function nearest(whole: string): string | undefined {
  let best: { readonly path: string; readonly edits: number } | undefined;
  for (const [known, [path]] of BY_RELAXED_PATH) {
    const edits = distance(whole, known);
    if (best === undefined || edits < best.edits) best = { path, edits };
  }
  const allowed = Math.ceil((whole.length / 10) * MAX_SUGGESTION_EDITS_PER_TEN);
  return best !== undefined && best.edits <= allowed ? best.path : undefined;
}

function relaxedPath(names: readonly string[]): string {
  return names.map(relaxed).join('.');
}
