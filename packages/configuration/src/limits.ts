// Every bound of the configuration, in one place.

/** Largest configuration file, in bytes. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Deepest nesting in a configuration file. */
export const MAX_FILE_DEPTH = 64;

/** Expansions of YAML aliases in a file; beyond it the file is refused. */
export const MAX_YAML_ALIASES = 100;

/** Edits between an unknown setting and the known one that is suggested for it, per ten characters. */
export const MAX_SUGGESTION_EDITS_PER_TEN = 3;

/** Unknown settings that are named one by one; the rest is counted. */
export const MAX_NAMED_UNKNOWN_SETTINGS = 50;
