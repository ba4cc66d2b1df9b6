/** The empty byte sequence, shared by all values that have none. */
export const NO_BYTES = new Uint8Array(0);
