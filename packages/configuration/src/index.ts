/** Every setting of the Grevy server, and how files, environment and flags become one checked configuration. */
export { Configuration, type GivenValue } from './configuration.js';
export { ConfigurationError } from './configuration-error.js';
export {
  readConfiguration,
  type ConfigurationSources,
  type ReadConfiguration,
} from './read-configuration.js';
export { configurationSchema } from './report/configuration-schema.js';
export { effectiveSettings, type EffectiveSetting } from './report/effective-settings.js';
export { SETTINGS } from './settings/settings.js';
export type { Environment } from './sources/environment-variables.js';
export type { Flags } from './sources/flags.js';
export type { Setting } from './values/setting.js';
export { isTree, leavesOf, relaxed, type SettingTree } from './values/setting-tree.js';
