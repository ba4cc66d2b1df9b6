// Settings that flags of `grevy start` mean; the table says which.
import { isTreeSetting, SETTING_ENTRIES } from '../settings/settings.js';
import type { GivenSetting } from './given-setting.js';

/** Flags as given, such as `{'--port': '0'}`; those that stand alone say `true`. */
export type Flags = Readonly<Record<string, string | undefined>>;

/** Flags that no setting knows are not this package's business. */
export function settingsOfFlags(flags: Flags): readonly GivenSetting[] {
  return SETTING_ENTRIES.flatMap(([path, setting]): readonly GivenSetting[] => {
    const flag = isTreeSetting(setting) ? undefined : setting.alias;
    const raw = flag === undefined ? undefined : flags[flag];
    if (flag === undefined || raw === undefined) return [];
    return [{ path: path.split('.'), raw, origin: { kind: 'flag', flag } }];
  });
}
