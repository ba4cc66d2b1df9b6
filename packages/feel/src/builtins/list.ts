import type { Builtin } from './builtin.js';

export const LIST_FUNCTIONS: readonly Builtin[] = [];
