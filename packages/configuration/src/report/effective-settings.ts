// Every setting with the value that holds and where it comes from, fit to be shown: secrets are masked.
import type { Configuration } from '../configuration.js';
import { isTreeSetting, SETTING_ENTRIES } from '../settings/settings.js';
import { originText } from '../sources/given-setting.js';
import type { RawValue } from '../values/raw-value.js';

export interface EffectiveSetting {
  readonly path: string;
  /** As given, or the default in its notation; '' for none. */
  readonly value: string;
  /** `default`, a file with a line, a variable or a flag. */
  readonly origin: string;
  readonly hasEffect: boolean;
}

const MASK = '***';
/** Names below free prefixes whose values are secret; no setting of the table is. */
const SECRET_NAME = /password|passwd|secret|token|credential|access-?_?key|api-?_?key|private-?_?key$/i;
/** `https://user:password@host` */
const USER_INFO = /\/\/[^/@\s]*:[^/@\s]*@/g;

export function effectiveSettings(configuration: Configuration): readonly EffectiveSetting[] {
  return SETTING_ENTRIES.flatMap(([path, setting]): readonly EffectiveSetting[] => {
    const hasEffect = setting.effect.kind === 'applied';
    if (isTreeSetting(setting)) {
      return configuration.givenLeaves(setting).map(({ name, raw, origin }) => ({
        path: `${path}.${name}`,
        value: SECRET_NAME.test(name) ? MASK : shown(raw),
        origin: originText(origin),
        hasEffect,
      }));
    }
    const given = configuration.given(setting);
    if (given === undefined) return [{ path, value: setting.defaultText, origin: 'default', hasEffect }];
    return [{ path, value: shown(given.raw), origin: originText(given.origin), hasEffect }];
  });
}

function shown(raw: RawValue): string {
  return (typeof raw === 'string' ? raw : raw.join(', ')).replaceAll(USER_INFO, `//${MASK}@`);
}
