// The logic of a business knowledge model that has none: null.
import { success } from '../evaluation/outcome.js';
import { NO_AUDIT, type DecisionLogic, type LogicResult } from './logic.js';

export class NoLogic implements DecisionLogic {
  readonly kind = 'UNKNOWN';

  evaluate(): LogicResult {
    return { outcome: success(null), audit: NO_AUDIT };
  }
}
