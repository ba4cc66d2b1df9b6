import type { Builtin } from './builtin.js';

export const CONVERSION_FUNCTIONS: readonly Builtin[] = [];
