// All input or all output mappings of an element as one FEEL context expression (spec 10 §5.3.1).
import type { FeelExpression } from '@grevy/feel';

export interface VariableMapping {
  /** The constructed expression; incident messages quote it. */
  readonly text: string;
  /** Evaluates to a context: one entry per target variable. */
  readonly compiled: FeelExpression;
}
