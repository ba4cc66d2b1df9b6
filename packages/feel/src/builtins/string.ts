import type { Builtin } from './builtin.js';

export const STRING_FUNCTIONS: readonly Builtin[] = [];
