// Raises and closes incidents (spec 10 §6, spec 13 §9).
import { NO_KEY, type Key } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import type { Failure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';

/** The element stays in its state until the incident is resolved or the element is terminated. */
export function raiseIncident(context: ElementContext, failure: Failure): void {
  const { processing, key, value } = context;
  processing.newEvent('INCIDENT', 'CREATED', {
    errorType: failure.errorType,
    errorMessage: failure.message,
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
    jobKey: NO_KEY,
    variableScopeKey: failure.variableScopeKey ?? key,
    tenantId: value.tenantId,
  });
}

/** Closes the incident of an element that is being terminated, if it has one. */
export function resolveElementIncident(processing: Processing, elementInstanceKey: Key): void {
  const incidentKey = processing.state.incidentOfElement(elementInstanceKey);
  if (incidentKey !== undefined) resolve(processing, incidentKey);
}

/** Closes the incident of a job that is being cancelled, if it has one. */
export function resolveJobIncident(processing: Processing, jobKey: Key): void {
  const incidentKey = processing.state.incidentOfJob(jobKey);
  if (incidentKey !== undefined) resolve(processing, incidentKey);
}

function resolve(processing: Processing, incidentKey: Key): void {
  const incident = processing.state.incidents.get(incidentKey);
  if (incident !== undefined) processing.event('INCIDENT', 'RESOLVED', incidentKey, incident.value);
}
