// TIMER TRIGGER: a timer is due (spec 12 §12.11.3).
import { keyToText, NO_KEY, EMPTY_DOCUMENT, type ValueOf } from '@grevy/protocol';
import type { TimerDefinition } from '@grevy/bpmn';
import { canTriggerElement, catchEventById, triggerCatchEvent } from '../../behaviours/event-triggers.js';
import { startProcess } from '../../behaviours/process-starts.js';
import { repeatTimer } from '../../behaviours/timers.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import { invariant } from '../../failure.js';
import type { Processing } from '../../kernel/processing.js';
import type { Timer } from '../../state/timers.js';
import type { CommandHandler } from '../handler.js';

export const triggerTimer: CommandHandler<'TIMER'> = {
  process(processing, { key }) {
    const timer = processing.state.timers.get(key);
    if (timer === undefined) {
      processing.reject(
        'NOT_FOUND',
        `Expected to trigger timer with key '${keyToText(key)}', but no such timer was found`,
      );
    } else if (timer.value.elementInstanceKey === NO_KEY) {
      startProcessByTimer(processing, timer);
    } else {
      triggerElement(processing, timer);
    }
  },
};

function startProcessByTimer(processing: Processing, timer: Timer): void {
  const processInstanceKey = processing.newKey();
  const value = { ...timer.value, processInstanceKey };
  processing.event('TIMER', 'TRIGGERED', timer.key, value);
  startProcess(
    processing,
    value.processDefinitionKey,
    processInstanceKey,
    value.targetElementId,
    EMPTY_DOCUMENT,
  );
  repeatTimer(processing, timerDefinitionOf(processing, value), NO_KEY, value);
}

/** A timer whose element cannot take it now stays, and is tried again until the element ends. */
function triggerElement(processing: Processing, { key, value }: Timer): void {
  const instance = processing.state.elementInstances.get(value.elementInstanceKey);
  if (instance === undefined || !canTriggerElement(processing, instance, value.targetElementId)) {
    processing.reject(
      'INVALID_STATE',
      `Expected to trigger a timer with key '${keyToText(key)}', but the timer is not active anymore`,
    );
    return;
  }
  processing.event('TIMER', 'TRIGGERED', key, value);
  const scope = contextOf(processing, ELEMENTS, instance.key, instance.value);
  triggerCatchEvent(scope, catchEventById(scope, value.targetElementId), EMPTY_DOCUMENT);
  repeatTimer(processing, timerDefinitionOf(processing, value), instance.key, value);
}

function timerDefinitionOf(processing: Processing, value: ValueOf<'TIMER'>): TimerDefinition {
  const element = processing.state
    .processModel(value.processDefinitionKey)
    .elementsById.get(value.targetElementId);
  const definition =
    element !== undefined && 'event' in element && element.event.type === 'TIMER' ? element.event : undefined;
  invariant(definition !== undefined, `Expected '${value.targetElementId}' to be a timer event`);
  return definition.timer;
}
