/**
 * Answers calls of methods that nobody offers, with the words of the reference (spec 01 §1). The library has words of
 * its own, so such a call is led to a method that exists.
 */
import { methodNotFound } from '../errors.js';
import type { UnaryMethod } from './transport.js';

const PATH = ':path';
/** No client can call it by this path: paths begin with a slash. */
const UNKNOWN_PATH = 'unknown';
const CALLED_HEADER = 'x-grevy-called';

/** Changes the request headers of a call before the library reads them, unless the method is known. */
export function leadUnknownMethod(
  headers: Record<string, string | string[] | undefined>,
  known: ReadonlySet<string>,
): void {
  const path = headers[PATH];
  if (typeof path !== 'string' || known.has(path)) return;
  headers[PATH] = UNKNOWN_PATH;
  headers[CALLED_HEADER] = path;
}

export const unknownMethod: UnaryMethod = {
  kind: 'unary',
  path: UNKNOWN_PATH,
  handle: (_request, call) => Promise.reject(methodNotFound((call.header(CALLED_HEADER) ?? '').slice(1))),
};
