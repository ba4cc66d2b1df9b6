// All that belongs to a process instance speaks of the same process definition.
import type { EngineState } from '../../src/index.js';

/** Element instances, jobs and open message subscriptions that speak of another one than their process instance. */
export function strangersIn(state: EngineState): readonly string[] {
  const strangers: string[] = [];
  for (const [key, { value }] of state.elementInstances.entries()) {
    const root = state.instanceOf(value.processInstanceKey).value;
    if (root.processDefinitionKey !== value.processDefinitionKey) strangers.push(`${value.elementId} ${key}`);
  }
  for (const [key, { value }] of state.jobs.entries()) {
    const element = state.instanceOf(value.elementInstanceKey).value;
    const isSame =
      element.processDefinitionKey === value.processDefinitionKey && element.elementId === value.elementId;
    if (!isSame) strangers.push(`job ${key}`);
  }
  for (const [
    key,
    { state: subscriptionState, value },
  ] of state.processMessageSubscriptions.table.entries()) {
    if (subscriptionState === 'CLOSING') continue;
    const element = state.instanceOf(value.elementInstanceKey).value;
    if (element.bpmnProcessId !== value.bpmnProcessId) strangers.push(`subscription ${key}`);
  }
  return strangers;
}
