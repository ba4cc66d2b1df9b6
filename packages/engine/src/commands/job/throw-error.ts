// JOB THROW_ERROR: a worker reports a business error; a catch event of the process handles it (spec 13 §3.3).
import { keyToText, NO_CATCH_EVENT_FOUND, type Key, type ValueOf } from '@grevy/protocol';
import { findErrorCatchEvent, isCaught, uncaughtErrorMessage } from '../../behaviours/catch-event-search.js';
import { canTriggerElement, triggerCatchEvent } from '../../behaviours/event-triggers.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import { invariant } from '../../failure.js';
import type { Processing } from '../../kernel/processing.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';
import { limitedErrorMessage } from './error-message.js';
import { jobFor, REPORTABLE_STATES } from './job-precondition.js';

export const throwError: CommandHandler<'JOB'> = {
  process(processing, { key, value }) {
    const job = jobFor(processing, key, {
      verb: 'throw an error for',
      allowedStates: REPORTABLE_STATES,
      verbForForeignTenant: 'cancel',
    });
    if (job === undefined) return;
    const { state } = processing;
    refuseForThrowEvent(state.elementInstances.get(job.value.elementInstanceKey));
    const thrown = {
      ...job.value,
      errorCode: value.errorCode,
      errorMessage: limitedErrorMessage(value.errorMessage),
      variables: value.variables,
    };
    const found = findErrorCatchEvent(state, value.errorCode, thrown.elementInstanceKey);
    if (!isCaught(found)) {
      writeErrorThrown(processing, key, { ...thrown, elementId: NO_CATCH_EVENT_FOUND });
      raiseUncaughtIncident(processing, key, thrown, found.availableCodes);
      return;
    }
    if (!canTriggerElement(processing, found.instance, found.event.id)) {
      // The reference dumps its scope here. Ours holds variables of other events, which are not for this client.
      const { key: scopeKey, value: scope } = found.instance;
      processing.rejectAndRespond(
        'INVALID_STATE',
        `Expected to find event scope that is accepting events, but was '${scope.elementId}' ` +
          `with key '${keyToText(scopeKey)}', which has been interrupted or is ending`,
      );
      return;
    }
    writeErrorThrown(processing, key, thrown);
    const scope = contextOf(processing, ELEMENTS, found.instance.key, found.instance.value);
    triggerCatchEvent(scope, found.event, thrown.variables);
  },
};

/** Errors of the jobs of message throw and end events fail as unexpected errors, as in the reference (11 §11.11.2). */
function refuseForThrowEvent(instance: ElementInstance | undefined): void {
  const type = instance?.value.bpmnElementType;
  invariant(
    type !== 'INTERMEDIATE_THROW_EVENT' && type !== 'END_EVENT',
    `Expected the job of an activity, but the job of '${instance?.value.elementId ?? ''}' belongs to an event, ` +
      `for which no error can be thrown`,
  );
}

function writeErrorThrown(processing: Processing, key: Key, thrown: ValueOf<'JOB'>): void {
  processing.event('JOB', 'ERROR_THROWN', key, thrown);
  processing.respond('JOB', 'ERROR_THROWN', key, thrown);
}

function raiseUncaughtIncident(
  processing: Processing,
  jobKey: Key,
  job: ValueOf<'JOB'>,
  availableCodes: readonly string[],
): void {
  processing.newEvent('INCIDENT', 'CREATED', {
    errorType: 'UNHANDLED_ERROR_EVENT',
    errorMessage: uncaughtErrorMessage(job.errorCode, job.errorMessage, availableCodes),
    bpmnProcessId: job.bpmnProcessId,
    processDefinitionKey: job.processDefinitionKey,
    processInstanceKey: job.processInstanceKey,
    elementId: NO_CATCH_EVENT_FOUND,
    elementInstanceKey: job.elementInstanceKey,
    jobKey,
    variableScopeKey: job.elementInstanceKey,
    tenantId: job.tenantId,
  });
}
