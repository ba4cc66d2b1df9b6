import type { Builtin } from './builtin.js';

export const CONTEXT_FUNCTIONS: readonly Builtin[] = [];
