// An attribute or text of the model that may be static or FEEL (spec 10 §5.5).
import type { FeelExpression, FeelValue } from '@grevy/feel';

export type Expression = StaticExpression | CompiledExpression;

/** Text without a leading `=`. */
export interface StaticExpression {
  readonly kind: 'static';
  /** As in the model. */
  readonly text: string;
  /** A number if the text is one, which then fails where a string is expected, as in the reference; else the text. */
  readonly value: FeelValue;
}

/** FEEL: text with a leading `=`, or a static list that stands for a FEEL list. */
export interface CompiledExpression {
  readonly kind: 'feel';
  /** Without the leading `=`: this is the text that failure messages quote. */
  readonly text: string;
  readonly compiled: FeelExpression;
}
