/**
 * `@grevy/protocol/schema`: the description language of record values, for whoever stores entities of its own.
 */
export type * from './description.js';
export { EMPTY_LIST } from './field.js';
export { NO_BYTES } from './no-bytes.js';
export { object } from './object.js';
export { STORED_ONLY } from './stored-only.js';
