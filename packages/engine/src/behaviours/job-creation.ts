// Creates the job of a job-based element (spec 10 §4.1, spec 13 §2.2 and §10).
import type { FlowNode, JobDefinition } from '@grevy/bpmn';
import { isNumber, toInt32 } from '@grevy/feel';
import {
  EMPTY_DOCUMENT,
  documentFromEntries,
  jsonString,
  type JsonDocument,
  type JsonText,
} from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { writeActivated } from '../elements/transitions.js';
import { isFailure, type Failure } from '../failure.js';
import { subscribeToEvents } from './event-subscriptions.js';
import { evaluateString, evaluateTo } from './expressions.js';
import { publishWork } from './jobs.js';
import { evaluateUserTaskHeaders } from './user-task-headers.js';
import { applyInputMappings } from './variable-mappings.js';

/** A job's properties, evaluated. */
interface EvaluatedJob {
  readonly type: string;
  readonly retries: number;
  readonly customHeaders: JsonDocument;
}

/** Evaluates type, retries and the headers, in this order; the first failure ends it. */
function evaluateJob(context: ElementContext, definition: JobDefinition): EvaluatedJob | Failure {
  const { processing, key } = context;
  const type = evaluateString(processing, definition.type, key);
  if (isFailure(type)) return type;
  const retries = evaluateTo(processing, definition.retries, key, ['NUMBER']);
  if (isFailure(retries)) return retries;
  const entries: [string, JsonText][] = definition.headers.map((header) => [
    header.key,
    jsonString(header.value),
  ]);
  if (definition.userTask !== undefined) {
    const reserved = evaluateUserTaskHeaders(context, definition.userTask);
    if (isFailure(reserved)) return reserved;
    entries.push(...reserved);
  }
  return {
    type,
    retries: isNumber(retries.value) ? toInt32(retries.value) : 0,
    customHeaders: entries.length === 0 ? EMPTY_DOCUMENT : documentFromEntries(entries),
  };
}

/** Activates an element that waits for a job: mappings, the job's properties, subscriptions, the job itself. */
export function activateWithJob(
  context: ElementContext<FlowNode>,
  definition: JobDefinition,
): Failure | undefined {
  const mappingFailure = applyInputMappings(context);
  if (mappingFailure !== undefined) return mappingFailure;
  const job = evaluateJob(context, definition);
  if (isFailure(job)) return job;
  const subscriptionFailure = subscribeToEvents(context);
  if (subscriptionFailure !== undefined) return subscriptionFailure;
  createJob(context, job);
  writeActivated(context);
  return undefined;
}

/** JOB CREATED; the job is offered to workers after the commit. */
function createJob(context: ElementContext, job: EvaluatedJob): void {
  const { processing, key, value } = context;
  const jobValue = {
    type: job.type,
    worker: '',
    deadline: -1,
    retries: job.retries,
    retryBackoff: 0,
    recurringTime: -1,
    timeout: -1,
    customHeaders: job.customHeaders,
    variables: EMPTY_DOCUMENT,
    errorMessage: '',
    errorCode: '',
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionVersion: value.version,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
    tenantId: value.tenantId,
  };
  const jobKey = processing.newEvent('JOB', 'CREATED', jobValue);
  publishWork(processing, jobKey, jobValue);
}
