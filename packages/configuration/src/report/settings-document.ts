// The table of settings as Markdown, for the documentation.
import { variableOf } from '../sources/environment-variables.js';
import { isTreeSetting, SETTING_ENTRIES, type AnySetting } from '../settings/settings.js';

/** Settings with effect one by one, those without grouped by the reason. */
export function settingsDocument(): string {
  const applied = SETTING_ENTRIES.filter(([, { effect }]) => effect.kind !== 'none');
  const rows = applied.map(([path, setting]) => row(path, setting));
  const byReason = new Map<string, string[]>();
  for (const [path, { effect }] of SETTING_ENTRIES) {
    if (effect.kind === 'none') byReason.set(effect.reason, [...(byReason.get(effect.reason) ?? []), path]);
  }
  return [
    '| Setting | Type | Default | Meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
    'Accepted without effect, with one notice at the start:',
    '',
    ...[...byReason].map(
      ([reason, paths]) => `- ${reason}: ${paths.map((path) => `\`${path}\``).join(', ')}`,
    ),
    '',
  ].join('\n');
}

function row(path: string, setting: AnySetting): string {
  const isTree = isTreeSetting(setting);
  const standard = isTree || setting.defaultText === '' ? '–' : `\`${setting.defaultText}\``;
  const alias = isTree ? undefined : setting.alias;
  const kindOfAlias = alias?.startsWith('--') === true ? 'Flag' : 'Also';
  const other = alias === undefined ? '' : ` ${kindOfAlias} \`${alias}\`.`;
  const refused =
    setting.effect.kind === 'refused' ? ` Other values stop the start: ${setting.effect.reason}.` : '';
  const name = isTree ? `${path}.…` : path;
  return `| \`${name}\`<br>\`${variableOf(path)}${isTree ? '_…' : ''}\` | ${setting.type} | ${standard} | ${setting.documentation}${other}${refused} |`;
}
