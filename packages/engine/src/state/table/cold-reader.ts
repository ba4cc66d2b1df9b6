// The port through which a table reads back an entity that it no longer holds in memory.

/** Reads the bytes of one entity from the newest committed checkpoint; `undefined` when there is none. */
export type ColdReader = (table: string, key: number | string) => Uint8Array | undefined;
