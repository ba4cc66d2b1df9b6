// The completion condition of a multi-instance activity (spec 11 §11.8): evaluated whenever an inner instance completes.
import type { MultiInstanceBody } from '@grevy/bpmn';
import type { FeelValue } from '@grevy/feel';
import type { ElementContext } from '../elements/element.js';
import type { Failure } from '../failure.js';
import type { ElementInstance } from '../state/element-instance.js';
import { evaluateBoolean, surroundingsOf } from './expressions.js';

/** Whether the condition is fulfilled; false without one. The counters hide variables of their names. */
export function isCompletionConditionFulfilled(
  { processing, element, key }: ElementContext<MultiInstanceBody>,
  inner: ElementContext,
): boolean | Failure {
  const { completionCondition } = element.loop;
  if (completionCondition === undefined) return false;
  const { lookup, runtime } = surroundingsOf(processing, inner.key);
  const body = processing.state.instanceOf(key);
  const withCounters = (name: string) => counterOf(body, name) ?? lookup(name);
  return evaluateBoolean(processing, completionCondition, inner.key, { lookup: withCounters, runtime });
}

/** The counters as they will be when the completing inner instance has completed. */
function counterOf(body: ElementInstance, name: string): FeelValue | undefined {
  switch (name) {
    case 'numberOfInstances':
      return body.activatedChildren;
    case 'numberOfActiveInstances':
      return body.childCount - 1;
    case 'numberOfCompletedInstances':
      return body.completedChildren + 1;
    case 'numberOfTerminatedInstances':
      return body.terminatedChildren;
    default:
      return undefined;
  }
}
