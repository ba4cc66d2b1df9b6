// What to tell the user about settings that do nothing.
import { MAX_NAMED_UNKNOWN_SETTINGS } from '../limits.js';
import { originText, type Origin } from '../sources/given-setting.js';

export interface UnknownSetting {
  readonly name: string;
  readonly origin: Origin;
  readonly suggestion: string | undefined;
}

export interface IgnoredSetting {
  readonly name: string;
  readonly reason: string;
}

/** Unknown settings one by one; those without effect once for each reason. */
export function noticesOf(
  unknown: readonly UnknownSetting[],
  ignored: readonly IgnoredSetting[],
): readonly string[] {
  const named = unknown.slice(0, MAX_NAMED_UNKNOWN_SETTINGS).map(({ name, origin, suggestion }) => {
    const place = origin.kind === 'environment' ? '' : ` (${originText(origin)})`;
    const advice = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
    return `Unknown setting ${name}${place} is ignored.${advice}`;
  });
  const unnamed = unknown.length - named.length;
  const rest = unnamed > 0 ? [`${unnamed} more unknown settings are ignored.`] : [];
  const byReason = new Map<string, string[]>();
  for (const { name, reason } of ignored) byReason.set(reason, [...(byReason.get(reason) ?? []), name]);
  const withoutEffect = [...byReason].map(
    ([reason, names]) => `Settings without effect here: ${names.join(', ')} (${reason}).`,
  );
  return [...named, ...rest, ...withoutEffect];
}
