// A JSON schema of the configuration file, made from the table, so that editors complete and check it.
import { isTreeSetting, SETTING_ENTRIES, type AnySetting } from '../settings/settings.js';
import type { JsonSchema } from '../values/setting.js';

interface Branch {
  readonly children: Map<string, Branch | AnySetting>;
}

/** Draft 2020-12. The prefix `zeebe.gateway.` means `zeebe.broker.gateway.` and looks the same. */
export function configurationSchema(): JsonSchema {
  const root: Branch = { children: new Map() };
  for (const [path, setting] of SETTING_ENTRIES) place(root, path.split('.'), setting);
  const schema = schemaOf(root);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of the Grevy server',
    ...schema,
  };
}

function place(branch: Branch, names: readonly string[], setting: AnySetting): void {
  const [first = '', ...rest] = names;
  if (rest.length === 0) {
    branch.children.set(first, setting);
    return;
  }
  const existing = branch.children.get(first);
  const next = existing !== undefined && isBranch(existing) ? existing : { children: new Map() };
  branch.children.set(first, next);
  place(next, rest, setting);
}

function isBranch(node: Branch | AnySetting): node is Branch {
  return 'children' in node;
}

function schemaOf(node: Branch | AnySetting): JsonSchema {
  if (isBranch(node)) {
    const properties = Object.fromEntries([...node.children].map(([name, child]) => [name, schemaOf(child)]));
    return { type: 'object', properties };
  }
  const description = descriptionOf(node);
  if (isTreeSetting(node)) return { type: 'object', description };
  const standard = node.defaultText === '' ? {} : { default: node.defaultText };
  return { ...node.schema, description, ...standard };
}

function descriptionOf({ documentation, effect }: AnySetting): string {
  return effect.kind === 'none' ? `${documentation} Without effect: ${effect.reason}.` : documentation;
}
