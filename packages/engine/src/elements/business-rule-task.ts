// Business rule task with a called decision: evaluated at activation with all variables that the task sees; the result
// reaches the scopes at completion (spec 10 §4.2 and S11, spec 14 §8.3). One with a task definition is a job task.
import type { DecisionTask } from '@grevy/bpmn';
import { documentFromEntries } from '@grevy/protocol';
import { terminateOrActivateBoundaryEvent } from '../behaviours/boundary-events.js';
import { lookupFailure, writeEvaluation } from '../behaviours/decisions.js';
import { storeResult } from '../behaviours/event-triggers.js';
import { evaluateString, variablesOf } from '../behaviours/expressions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { Failure, isFailure } from '../failure.js';
import type { ElementContext, ElementProcessor } from './element.js';
import { completeAndLeave, requestCompletion, writeActivated } from './transitions.js';

export const businessRuleTask: ElementProcessor<DecisionTask> = {
  activate(context) {
    const mappingFailure = applyInputMappings(context);
    if (mappingFailure !== undefined) return mappingFailure;
    const decisionFailure = evaluateCalledDecision(context);
    if (decisionFailure !== undefined) return decisionFailure;
    writeActivated(context);
    requestCompletion(context);
    return undefined;
  },

  complete(context) {
    return applyOutputMappings(context) ?? completeAndLeave(context);
  },

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateOrActivateBoundaryEvent(context);
  },
};

function evaluateCalledDecision(context: ElementContext<DecisionTask>): Failure | undefined {
  const { processing, element, key, value } = context;
  const decisionId = evaluateString(processing, element.calledDecision.decisionId, key);
  if (isFailure(decisionId)) return decisionId;
  const decision = processing.state.latestDecision(decisionId, value.tenantId);
  if (decision === undefined) {
    const message = lookupFailure(decisionId, `no decision found for id '${decisionId}'`);
    return new Failure('CALLED_DECISION_ERROR', message);
  }
  const evaluation = writeEvaluation(processing, decision.value, variablesOf(processing, key), {
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
  });
  if (evaluation.intent === 'FAILED') {
    return new Failure('DECISION_EVALUATION_ERROR', evaluation.value.evaluationFailureMessage);
  }
  const { resultVariable } = element.calledDecision;
  storeResult(context, documentFromEntries([[resultVariable, evaluation.value.decisionOutput]]));
  return undefined;
}
