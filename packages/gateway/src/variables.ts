/** The `variables` of requests. */
import { type JsonDocument, parseDocument } from '@grevy/protocol';
import { invalidArgument } from './errors.js';

/**
 * The canonical document of a JSON text; blank text is the empty document (spec 01 §9).
 * @throws GrpcError (INVALID_ARGUMENT) if the text is not JSON, or no object.
 */
export function parseVariables(text: string): JsonDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw invalidArgument(parsed.message);
  return parsed.document;
}
