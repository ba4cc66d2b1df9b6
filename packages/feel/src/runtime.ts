// What the host of an expression provides: its surroundings, and functions.
import type { Surroundings } from './evaluation.js';
import type { FeelFunctionDefinition } from './values/value.js';

/** Functions by name; a Map is one. */
export type FunctionTable = Pick<ReadonlyMap<string, readonly FeelFunctionDefinition[]>, 'get'>;

export interface FeelRuntime extends Surroundings {
  /** Functions of the host by name; they win over built-in ones with the same number of parameters. */
  readonly functions?: FunctionTable;
}
