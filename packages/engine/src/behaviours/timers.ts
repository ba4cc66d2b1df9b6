// Creates, repeats and cancels timers (spec 12 §12.9–12.11).
import {
  firstOccurrence,
  nextOccurrence,
  timerOf,
  type CatchEvent,
  type Timer as TimerOfModel,
  type TimerDefinition,
  type TimerOccurrence,
} from '@grevy/bpmn';
import type { ResultType } from '@grevy/feel';
import { NO_KEY, type Key, type ValueOf } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { Failure, isFailure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import type { Timer } from '../state/timers.js';
import { evaluateTo } from './expressions.js';

export interface AwaitedTimer {
  readonly kind: 'timer';
  readonly event: CatchEvent;
  readonly occurrence: TimerOccurrence;
}

const RESULT_TYPES: { readonly [K in TimerDefinition['kind']]: readonly ResultType[] } = {
  duration: ['DURATION', 'PERIOD', 'STRING'],
  date: ['DATE_TIME', 'STRING'],
  cycle: ['STRING'],
};

export function evaluateAwaitedTimer(
  { processing, key }: ElementContext,
  event: CatchEvent,
  definition: TimerDefinition,
): AwaitedTimer | Failure {
  const occurrence = evaluateFirstOccurrence(processing, definition, key);
  return isFailure(occurrence) ? occurrence : { kind: 'timer', event, occurrence };
}

/** When a timer that is created now is due. A start timer is evaluated without variables: in no scope. */
export function evaluateFirstOccurrence(
  processing: Processing,
  definition: TimerDefinition,
  scopeKey: Key,
): TimerOccurrence | Failure {
  const timer = evaluateTimer(processing, definition, scopeKey);
  return isFailure(timer) ? timer : firstOccurrence(timer, processing.now, processing.feelRuntime.zone);
}

function evaluateTimer(
  processing: Processing,
  definition: TimerDefinition,
  scopeKey: Key,
): TimerOfModel | Failure {
  const evaluated = evaluateTo(processing, definition.expression, scopeKey, RESULT_TYPES[definition.kind]);
  if (isFailure(evaluated)) return evaluated;
  const timer = timerOf(definition.kind, evaluated.value, evaluated.text, processing.feelRuntime.zone);
  return timer.ok ? timer.value : new Failure('EXTRACT_VALUE_ERROR', timer.message, scopeKey);
}

export function createTimer(context: ElementContext, { event, occurrence }: AwaitedTimer): void {
  writeCreated(context.processing, {
    elementInstanceKey: context.key,
    processInstanceKey: context.value.processInstanceKey,
    dueDate: occurrence.dueDateMs,
    targetElementId: event.id,
    repetitions: occurrence.repetitions,
    processDefinitionKey: context.value.processDefinitionKey,
    tenantId: context.value.tenantId,
  });
}

export function createStartTimer(
  processing: Processing,
  definition: ValueOf<'PROCESS'>,
  startEventId: string,
  occurrence: TimerOccurrence,
): void {
  writeCreated(processing, {
    elementInstanceKey: NO_KEY,
    processInstanceKey: NO_KEY,
    dueDate: occurrence.dueDateMs,
    targetElementId: startEventId,
    repetitions: occurrence.repetitions,
    processDefinitionKey: definition.processDefinitionKey,
    tenantId: definition.tenantId,
  });
}

/** A repeating timer could not be evaluated again: an error of the step, not an incident (spec 12 §12.10). */
export class TimerRepetitionError extends Error {
  override readonly name = 'TimerRepetitionError';
}

/** A timer that has fired is created anew if it repeats. `scopeKey`: the element instance it belongs to, or none. */
export function repeatTimer(
  processing: Processing,
  definition: TimerDefinition,
  scopeKey: Key,
  fired: ValueOf<'TIMER'>,
): void {
  if (fired.repetitions !== -1 && fired.repetitions <= 1) return;
  const timer = evaluateTimer(processing, definition, scopeKey);
  if (isFailure(timer)) {
    throw new TimerRepetitionError(
      `Expected to reschedule repeating timer for element with id '${fired.targetElementId}', ` +
        `but an error occurred: ${timer.message}`,
    );
  }
  const last = { dueDateMs: fired.dueDate, repetitions: fired.repetitions };
  const next = nextOccurrence(timer, last, processing.now, processing.feelRuntime.zone);
  writeCreated(processing, { ...fired, dueDate: next.dueDateMs, repetitions: next.repetitions });
}

export function cancelTimer(processing: Processing, { key, value }: Timer): void {
  processing.event('TIMER', 'CANCELED', key, value);
}

export function cancelTimers({ processing, key }: ElementContext, isOf: (eventId: string) => boolean): void {
  for (const timer of processing.state.timers.ofOwner(key)) {
    if (isOf(timer.value.targetElementId)) cancelTimer(processing, timer);
  }
}

function writeCreated(processing: Processing, value: ValueOf<'TIMER'>): void {
  processing.newEvent('TIMER', 'CREATED', value);
  processing.afterCommit({ kind: 'due-date', dueDate: value.dueDate });
}
