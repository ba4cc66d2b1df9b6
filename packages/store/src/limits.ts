// Every limit of the store.

/** Longest name of a table, in UTF-8 bytes. */
export const MAX_TABLE_NAME_BYTES = 64;
/** Longest string that is a key as it is, in UTF-16 units; longer ones are keys by their SHA-256. */
export const MAX_PLAIN_KEY_UNITS = 512;
/** Longest value of one entity, in bytes: what LMDB can hold. */
export const MAX_VALUE_BYTES = 0x7fff_ffff - 4096;
/** Changes handed to the writing thread that it has not taken yet, in bytes; a writer waits above it. */
export const MAX_UNWRITTEN_BYTES = 16 * 1024 * 1024;
/**
 * Address space reserved for one environment, in bytes; neither memory nor disk. Far above what a partition
 * holds, since growing the map means mapping everything anew under the feet of the other thread.
 */
export const DEFAULT_MAP_SIZE_BYTES = 64 * 1024 * 1024 * 1024;
