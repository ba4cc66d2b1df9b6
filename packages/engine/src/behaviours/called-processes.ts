// How a called process goes back to the call activity that started it (spec 11 §11.9).
import type { ElementContext } from '../elements/element.js';
import { contextOfInstance } from '../elements/transitions.js';
import { canTerminate, isTerminating } from '../state/element-instance.js';
import { terminateOrActivateBoundaryEvent } from './boundary-events.js';

/** The called process has completed: its call activity completes too, or goes on terminating. */
export function completeCallingActivity(process: ElementContext): void {
  const caller = callerOf(process);
  if (caller === undefined) return;
  const instance = process.processing.state.instanceOf(caller.key);
  if (isTerminating(instance)) {
    terminateOrActivateBoundaryEvent(caller);
  } else if (canTerminate(instance)) {
    process.processing.followUp('PROCESS_INSTANCE', 'COMPLETE_ELEMENT', caller.key, caller.value);
  }
}

/** The called process has terminated: so has its call activity, if it was the one that asked for it. */
export function continueCallingActivity(process: ElementContext): void {
  const caller = callerOf(process);
  if (caller === undefined) return;
  if (isTerminating(process.processing.state.instanceOf(caller.key)))
    terminateOrActivateBoundaryEvent(caller);
}

function callerOf(process: ElementContext): ElementContext | undefined {
  const caller = process.processing.state.elementInstances.get(process.value.parentElementInstanceKey);
  return caller === undefined ? undefined : contextOfInstance(process, caller);
}
