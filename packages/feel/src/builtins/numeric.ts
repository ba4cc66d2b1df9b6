import type { Builtin } from './builtin.js';

export const NUMERIC_FUNCTIONS: readonly Builtin[] = [];
