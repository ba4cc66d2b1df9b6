// The table of all settings: everything that a file, the environment or a flag may say, each described once.
import type { Setting } from '../values/setting.js';
import type { TreeSetting } from '../values/setting-tree.js';
import { CLUSTER_SETTINGS } from './cluster-settings.js';
import { DATA_SETTINGS } from './data-settings.js';
import { GATEWAY_SETTINGS } from './gateway-settings.js';
import { NETWORK_SETTINGS } from './network-settings.js';
import { PROCESSING_SETTINGS } from './processing-settings.js';
import { SERVER_SETTINGS } from './server-settings.js';

export const SETTINGS = {
  ...NETWORK_SETTINGS,
  ...DATA_SETTINGS,
  ...CLUSTER_SETTINGS,
  ...PROCESSING_SETTINGS,
  ...GATEWAY_SETTINGS,
  ...SERVER_SETTINGS,
};

/** The prefix of a gateway that runs alone; it means the settings of the gateway of the broker. */
export const GATEWAY_ALIAS = { prefix: 'zeebe.gateway.', means: 'zeebe.broker.gateway.' } as const;

/** Names that belong to frameworks of the reference: no mistakes, but without meaning here. */
export const FOREIGN_PREFIXES: readonly string[] = ['spring.', 'camunda.', 'management.', 'server.'];

export type AnySetting = Setting<unknown> | TreeSetting;

/** Every setting with its path, in the order of the table. */
export const SETTING_ENTRIES: readonly (readonly [string, AnySetting])[] =
  Object.entries<AnySetting>(SETTINGS);

export function isTreeSetting(setting: AnySetting): setting is TreeSetting {
  return setting.type === 'names and values';
}
