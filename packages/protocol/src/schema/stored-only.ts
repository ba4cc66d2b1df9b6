import type { FieldOptions } from './description.js';

/** The option of fields that are stored but not written to JSON. */
export const STORED_ONLY: FieldOptions = { json: false };
