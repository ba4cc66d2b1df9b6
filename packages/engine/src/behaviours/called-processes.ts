// The way from a call activity to the process that it calls, and back (spec 11 §11.9).
import type { CallActivity } from '@grevy/bpmn';
import { EMPTY_DOCUMENT, keyToText, NO_KEY, type JsonDocument, type ValueOf } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { contextOfInstance, requestCompletion, valueForProcess } from '../elements/transitions.js';
import { Failure, InvariantError, isFailure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';
import { MAX_TERMINATED_CALL_DEPTH } from '../limits.js';
import { canTerminate, isTerminating } from '../state/element-instance.js';
import { localDocument, visibleVariables } from '../state/variable-scopes.js';
import { terminateOrActivateBoundaryEvent } from './boundary-events.js';
import { evaluateString } from './expressions.js';
import { mergeLocal } from './variables.js';

/** The newest version of the process that the call activity names; it must have a none start event. */
export function findCalledProcess({
  processing,
  element,
  key,
  value,
}: ElementContext<CallActivity>): ValueOf<'PROCESS'> | Failure {
  const processId = evaluateString(processing, element.processId, key);
  if (isFailure(processId)) return processId;
  const expected = (what: string) =>
    new Failure(
      'CALLED_ELEMENT_ERROR',
      `Expected process with BPMN process id '${processId}' to ${what}, but not found.`,
    );
  const definition = processing.state.latestProcess(processId, value.tenantId)?.value;
  if (definition === undefined) return expected('be deployed');
  const { noneStartEvent } = processing.state.processModel(definition.processDefinitionKey);
  return noneStartEvent === undefined ? expected('have a none start event') : definition;
}

/** Asks for the process instance; its variables are there before its first event. */
export function startCalledProcess(
  context: ElementContext<CallActivity>,
  definition: ValueOf<'PROCESS'>,
): void {
  const { processing } = context;
  const key = processing.newKey();
  const value = valueForProcess(definition, key, context);
  processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', key, value);
  mergeLocal(processing, key, value, variablesForCalledProcess(context));
}

function variablesForCalledProcess({ processing, element, key }: ElementContext<CallActivity>): JsonDocument {
  if (element.propagateAllParentVariables) return visibleVariables(processing.state, key);
  return element.inputMappings === undefined ? EMPTY_DOCUMENT : localDocument(processing.state, key);
}

/**
 * Whether the call activity of a called process has ended before the process began: its commands stood in another batch
 * than those of the call activity. The reference lets such a process run, and nobody can cancel it.
 */
export function isAbandoned(process: ElementContext): boolean {
  return process.value.parentElementInstanceKey > 0 && callerOf(process) === undefined;
}

/** The called process has completed: its call activity completes too, or goes on terminating. */
export function completeCallingActivity(process: ElementContext): void {
  const caller = callerOf(process);
  if (caller === undefined) return;
  const instance = process.processing.state.instanceOf(caller.key);
  if (isTerminating(instance)) {
    terminateOrActivateBoundaryEvent(caller);
  } else if (canTerminate(instance)) {
    requestCompletion(caller);
  }
}

/** The called process has terminated: so has its call activity, if it was the one that asked for it. */
export function continueCallingActivity(process: ElementContext): void {
  const caller = callerOf(process);
  if (caller === undefined) return;
  const { processing } = process;
  if (!isTerminating(processing.state.instanceOf(caller.key))) return;
  processing.terminatedCallDepth += 1;
  if (processing.terminatedCallDepth > MAX_TERMINATED_CALL_DEPTH) throw tooManyNestedCalls(processing);
  terminateOrActivateBoundaryEvent(caller);
}

function tooManyNestedCalls({ command }: Processing): Error {
  const key = 'processInstanceKey' in command.value ? command.value.processInstanceKey : NO_KEY;
  return new InvariantError(
    `Process instance \`${keyToText(key)}\` has too many nested child instances and could not be terminated. ` +
      `The deepest nested child instance has been banned as a result.`,
  );
}

function callerOf(process: ElementContext): ElementContext | undefined {
  const caller = process.processing.state.elementInstances.get(process.value.parentElementInstanceKey);
  return caller === undefined ? undefined : contextOfInstance(process, caller);
}
