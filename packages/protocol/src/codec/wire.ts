/** Constants that the writer and the reader of a batch share. They are stored: never change one. */

/** Size of the table of recent keys; the first byte of a key below it is a slot of that table. */
export const RECENT_KEYS = 64;
/** First byte of `NO_KEY`. */
export const KEY_ABSENT = 0xff;
/** First byte of a key that follows in full: 7 bytes, the low ones first. */
export const KEY_LITERAL = 0xfe;
