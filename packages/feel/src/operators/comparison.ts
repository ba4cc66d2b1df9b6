// `= != < <= > >=` and tests against a range, on any values.
import type { OrderOperator } from '../ast.js';
import type { EvaluationState } from '../evaluation.js';
import { UnexpectedFailure } from '../failures.js';
import { equal } from '../values/equality.js';
import { isComparableList, order } from '../values/order.js';
import type { FeelRange, FeelValue } from '../values/value.js';
import { textOf } from '../values/text.js';

/** `=`: null and a warning for values of different kinds. */
export function compareEqual(left: FeelValue, right: FeelValue, state: EvaluationState): boolean | null {
  return equal(left, right, {
    spend: (steps) => {
      state.spend(steps);
    },
    report: (first, second) => {
      state.warn('NOT_COMPARABLE', `Can't compare '${textOf(first)}' with '${textOf(second)}'`);
    },
  });
}

/** `!=`: the negation of `=`. */
export function compareUnequal(left: FeelValue, right: FeelValue, state: EvaluationState): boolean | null {
  const result = compareEqual(left, right, state);
  if (result !== null) return !result;
  state.warn('INVALID_TYPE', "Expected boolean but found 'null'");
  return null;
}

/** Whether a result of `order` satisfies the operator. */
export function satisfies(operator: OrderOperator, result: number): boolean {
  switch (operator) {
    case '<':
      return result < 0;
    case '<=':
      return result <= 0;
    case '>':
      return result > 0;
    case '>=':
      return result >= 0;
  }
}

/** `< <= > >=`: null and a warning for values without an order; two lists fail the expression. */
export function compareOrder(
  operator: OrderOperator,
  left: FeelValue,
  right: FeelValue,
  state: EvaluationState,
): boolean | null {
  if (typeof left === 'string') state.spendOnText(left.length);
  const result = order(left, right);
  if (result !== undefined) return satisfies(operator, result);
  failOnLists(left, right);
  state.warn('NOT_COMPARABLE', `Can't compare '${textOf(left)}' with '${textOf(right)}'`);
  return null;
}

/** Whether a range contains the value; null and a warning if they have no order. */
export function compareRange(value: FeelValue, range: FeelRange, state: EvaluationState): boolean | null {
  const { start, end } = range;
  const toStart = order(value, start.value);
  const toEnd = order(value, end.value);
  if (toStart === undefined || toEnd === undefined) {
    failOnLists(value, start.value);
    const bounds = `'${textOf(start.value)}' and '${textOf(end.value)}'`;
    state.warn('NOT_COMPARABLE', `Can't compare '${textOf(value)}' with ${bounds}`);
    return null;
  }
  return (start.closed ? toStart >= 0 : toStart > 0) && (end.closed ? toEnd <= 0 : toEnd < 0);
}

/** The reference calls lists of comparable items comparable, and then has no order for them. */
function failOnLists(left: FeelValue, right: FeelValue): void {
  if (!isComparableList(left) || !isComparableList(right)) return;
  throw new UnexpectedFailure(
    'java.lang.IllegalArgumentException',
    `${textOf(left)} can not be compared to ${textOf(right)}`,
  );
}
