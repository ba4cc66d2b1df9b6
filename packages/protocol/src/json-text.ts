/**
 * Canonical JSON text: how variables are stored, compared, exported and sent to workers.
 *
 * Invariants of both types: no white space, exact integers, floats in the format of `javaDoubleText`, escapes as
 * written by `jsonString`. Two values are equal if their texts are equal (names in an object keep their order).
 */

declare const jsonTextBrand: unique symbol;
declare const jsonDocumentBrand: unique symbol;

/** Canonical JSON text of any value. */
export type JsonText = string & { readonly [jsonTextBrand]: true };

/** Canonical JSON text of an object. */
export type JsonDocument = JsonText & { readonly [jsonDocumentBrand]: true };

/** The document without variables. */
export const EMPTY_DOCUMENT = '{}' as JsonDocument;

/** The JSON value null. */
export const JSON_NULL = 'null' as JsonText;

/** What stands in a record that leaves its value out; no JSON. */
export const NO_JSON = '' as JsonText;
