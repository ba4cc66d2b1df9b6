// FIRST: the first rule that matches, in the order of the table.
import { success } from '../evaluation/outcome.js';
import type { HitPolicy } from './hit-policy.js';

export const FIRST: HitPolicy = {
  firstMatchOnly: true,
  decide([first]) {
    return success(first?.result() ?? null);
  },
};
