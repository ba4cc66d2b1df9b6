/** How variables become JSON text. Replaceable, for example by one that keeps integers beyond 2^53. */

/** Variables of a request: an object, or the JSON text of one, which is sent as it is. */
export type Variables = string | object;

export interface JsonMapper {
  stringify(value: object): string;
}

/** `JSON.stringify`, which refuses bigints. */
export const DEFAULT_JSON_MAPPER: JsonMapper = { stringify: (value) => JSON.stringify(value) };

/** The text of variables; none are the empty object. */
export function variablesText(variables: Variables | undefined, mapper: JsonMapper): string {
  if (variables === undefined) return '{}';
  return typeof variables === 'string' ? variables : mapper.stringify(variables);
}
