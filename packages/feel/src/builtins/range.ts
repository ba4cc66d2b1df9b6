import type { Builtin } from './builtin.js';

export const RANGE_FUNCTIONS: readonly Builtin[] = [];
