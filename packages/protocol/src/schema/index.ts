/**
 * `@grevy/protocol/schema`: the description language of record values, for whoever stores entities of its own.
 */
export type * from './description.js';
export * from './field.js';
export * from './no-bytes.js';
export * from './object.js';
