import type { Builtin } from './builtin.js';

export const STATISTIC_FUNCTIONS: readonly Builtin[] = [];
