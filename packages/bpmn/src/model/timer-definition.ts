// A timer of the model (spec 12 §12.9). The text is parsed by timer/*.ts after it was evaluated.
import type { Expression } from './expression.js';

export interface TimerDefinition {
  readonly kind: 'duration' | 'date' | 'cycle';
  /** duration: DURATION, PERIOD or STRING; date: DATE_TIME or STRING; cycle: STRING. */
  readonly expression: Expression;
}
