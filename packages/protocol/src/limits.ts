/** Every limit of the protocol, in one place. Whoever enforces a limit names it in its error. */

/** Highest partition id. A key must stay an exact JavaScript number: partition * 2^45 + counter < 2^53. */
export const MAX_PARTITIONS = 255;

/** Highest counter of a key: 2^45 - 1, which lasts 11 years at 100,000 keys a second. */
export const MAX_KEY_COUNTER = 2 ** 45 - 1;

/** Stored fields one object schema may have: the presence mask is one 32-bit integer. */
export const MAX_STORED_FIELDS = 30;

/** Longest string or byte field the binary codec accepts when it decodes. */
export const MAX_DECODED_LENGTH_BYTES = 64 * 1024 * 1024;

/** Characters of a tenant id. */
export const MAX_TENANT_ID_LENGTH = 31;

/** Characters of a client's text that an error message repeats; a longer one is cut and ends in `...`. */
export const MAX_ECHOED_INPUT_LENGTH = 2_000;
