// Every bound of the command line, in one place.

/** Largest argument that is read from a file or from standard input, in bytes: more than any gateway takes. */
export const MAX_ARGUMENT_BYTES = 64 * 1024 * 1024;

/** Objects and arrays within each other in a JSON text whose mistake is looked for. */
export const MAX_JSON_DEPTH = 1_000;

/** Longest line of a `--jsonl` input, in UTF-16 units. */
export const MAX_JSON_LINE_LENGTH = 64 * 1024 * 1024;

/** Lines that the FEEL prompt remembers. */
export const MAX_HISTORY_LINES = 1_000;

/** Output of a job handler that is kept, in bytes; a handler that writes more fails its job. */
export const MAX_HANDLER_OUTPUT_BYTES = 4 * 1024 * 1024;

/** How long a stop may take after the first Ctrl-C before the process ends anyway, in ms. */
export const MAX_STOP_MS = 60_000;

/** Loggers that may have a level of their own. */
export const MAX_CONFIGURED_LOGGERS = 1_000;
