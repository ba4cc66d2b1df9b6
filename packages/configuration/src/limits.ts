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

/** Partitions that the keys of this server can name. */
export const MAX_PARTITIONS = 255;

/** Highest port of TCP. */
export const MAX_PORT = 65_535;

/** The longest that timers of the platform can wait, in ms (about 24.8 days). */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** How far the clocks of issuer and gateway may be apart at the most, in ms. */
export const MAX_CLOCK_SKEW_MS = 300_000;
