// INCIDENT RESOLVE: the cause is mended; the failed step is tried again (spec 10 §6, spec 13 §9.4).
import { keyToText, type Key } from '@grevy/protocol';
import { publishWork } from '../../behaviours/jobs.js';
import { continueActivation, continueCompletion } from '../../elements/lifecycle.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import { InvariantError } from '../../failure.js';
import type { Processing } from '../../kernel/processing.js';
import type { ElementInstance } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';
import { activationViolation, completionViolation } from '../process-instance/element-guard.js';

export const resolveIncident: CommandHandler<'INCIDENT'> = {
  process(processing, { key }) {
    const { state } = processing;
    const incident = state.incidents.get(key);
    if (incident === undefined || !processing.isAuthorizedFor(incident.value.tenantId)) {
      processing.rejectAndRespond(
        'NOT_FOUND',
        `Expected to resolve incident with key '${keyToText(key)}', but no such incident was found`,
      );
      return;
    }
    const { jobKey, elementInstanceKey } = incident.value;
    const job = state.jobs.get(jobKey);
    if (job !== undefined && job.value.retries <= 0) {
      // The log and the client are told different rejection types: a quirk of the reference.
      processing.rejectAndRespond(
        'INVALID_STATE',
        `Expected to resolve incident with key '${keyToText(key)}', but job with key '${keyToText(jobKey)}' ` +
          `has no retries left. Please update the job retries and retry resolving the incident`,
        'NOT_FOUND',
      );
      return;
    }
    processing.event('INCIDENT', 'RESOLVED', key, incident.value);
    processing.respond('INCIDENT', 'RESOLVED', key, incident.value);
    if (jobKey > 0) {
      const activatable = state.jobs.get(jobKey);
      if (activatable !== undefined) publishWork(processing, jobKey, activatable.value);
      return;
    }
    retryFailedStep(processing, key, state.elementInstances.get(elementInstanceKey));
  },
};

/** Runs the failed activation or completion again, inside this command and without a command record of its own. */
function retryFailedStep(
  processing: Processing,
  incidentKey: Key,
  instance: ElementInstance | undefined,
): void {
  if (instance?.state !== 'ELEMENT_ACTIVATING' && instance?.state !== 'ELEMENT_COMPLETING') {
    throw new InvariantError(
      `Expected to continue processing after incident ${keyToText(incidentKey)} resolved, but failed command not found`,
    );
  }
  const { key, value } = instance;
  const context = contextOf(processing, ELEMENTS, key, value);
  if (instance.state === 'ELEMENT_ACTIVATING') {
    const violation = activationViolation(processing.state, value, context.element);
    if (violation === undefined) continueActivation(context);
    else processing.rejectAs('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', key, value, 'INVALID_STATE', violation);
  } else {
    const violation = completionViolation(processing.state, key, value);
    if (violation === undefined) continueCompletion(context);
    else processing.rejectAs('PROCESS_INSTANCE', 'COMPLETE_ELEMENT', key, value, 'INVALID_STATE', violation);
  }
}
