// A document that is well-formed and follows a schema, or the first thing that is wrong with it.
import type { XmlDocument } from './document.js';
import { parseXml } from './parse.js';
import type { Schema } from './schema/schema.js';
import { validate } from './schema/validate.js';

export type XmlReadResult =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly problem: XmlProblem };

export interface XmlProblem {
  /** Fatal: not well-formed. Error: well-formed so far, against the schema. */
  readonly severity: 'fatal' | 'error';
  readonly line: number;
  readonly message: string;
}

/** A violation of the schema that stands before the place where a document is not well-formed comes first. */
export function readXml(bytes: Uint8Array, schema: Schema): XmlReadResult {
  const parsed = parseXml(bytes);
  const document = parsed.ok ? parsed.document : parsed.rest;
  const violation = document && validate(document, schema);
  if (violation !== undefined) return { ok: false, problem: { severity: 'error', ...violation } };
  return parsed.ok ? parsed : { ok: false, problem: { severity: 'fatal', ...parsed.fatal } };
}
