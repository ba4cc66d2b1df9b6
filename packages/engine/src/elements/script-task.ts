// Script task with a FEEL script: evaluated at activation; the result reaches the scopes at completion
// (spec 10 §4.2, S10). A script task with a task definition is a job task.
import type { FeelScriptTask } from '@grevy/bpmn';
import { documentFromEntries } from '@grevy/protocol';
import { activateBoundaryEventOrInformScope } from '../behaviours/boundary-events.js';
import { storeResult } from '../behaviours/event-triggers.js';
import { evaluate } from '../behaviours/expressions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { resultText } from '../behaviours/result-text.js';
import { applyInputMappings, applyOutputMappings } from '../behaviours/variable-mappings.js';
import { isFailure } from '../failure.js';
import type { ElementProcessor } from './element.js';
import { completeAndLeave, requestCompletion, writeActivated } from './transitions.js';

export const scriptTask: ElementProcessor<FeelScriptTask> = {
  activate(context) {
    const failure = applyInputMappings(context);
    if (failure !== undefined) return failure;
    const { expression, resultVariable } = context.element.script;
    const result = evaluate(context.processing, expression, context.key);
    if (isFailure(result)) return result;
    const text = resultText(result.value, 'EXTRACT_VALUE_ERROR');
    if (isFailure(text)) return text;
    storeResult(context, documentFromEntries([[resultVariable, text]]));
    writeActivated(context);
    requestCompletion(context);
    return undefined;
  },

  complete(context) {
    return applyOutputMappings(context) ?? completeAndLeave(context);
  },

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    activateBoundaryEventOrInformScope(context);
  },
};
