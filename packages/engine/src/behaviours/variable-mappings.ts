// Input and output mappings (spec 10 §5.3): each direction is one FEEL context expression, evaluated once.
import { FeelContext, resultType } from '@grevy/feel';
import type { JsonDocument, Key } from '@grevy/protocol';
import type { FlowNode, VariableMapping } from '@grevy/bpmn';
import type { ElementContext } from '../elements/element.js';
import { Failure, isFailure } from '../failure.js';
import { evaluateFeel, withWarnings } from './expressions.js';
import { resultText } from './result-text.js';
import { localDocument } from '../state/variable-scopes.js';
import { mergeLocal, mergePropagating } from './variables.js';

/** Evaluates the input mappings into local variables of the element instance. */
export function applyInputMappings(context: ElementContext<FlowNode>): Failure | undefined {
  const mappings = context.element.inputMappings;
  if (mappings === undefined) return undefined;
  const document = evaluateMappings(context, mappings, context.key);
  if (isFailure(document)) return document;
  mergeLocal(context.processing, context.key, context.value, document);
  return undefined;
}

/**
 * Takes what the element's event brought (a job's, message's or called process's variables) and the output mappings
 * into the surrounding scopes; the four cases of spec 10 §5.3.
 */
export function applyOutputMappings(context: ElementContext<FlowNode>): Failure | undefined {
  const { processing, element, key, value } = context;
  const trigger = processing.state.ownEventTrigger(key);
  const eventVariables = trigger === undefined || trigger.variables === '{}' ? undefined : trigger.variables;
  const mappings = element.outputMappings;
  if (mappings !== undefined) {
    if (eventVariables !== undefined) mergeLocal(processing, key, value, eventVariables);
    const document = evaluateMappings(context, mappings, key);
    if (isFailure(document)) return document;
    mergePropagating(processing, outputScope(context), value, document);
  } else if (eventVariables !== undefined) {
    mergePropagating(processing, key, value, eventVariables);
  } else if (propagatesLocalVariables(context)) {
    mergePropagating(processing, value.flowScopeKey, value, localDocument(processing.state, key));
  }
  return undefined;
}

/** An inner instance of a multi-instance activity keeps its outputs to itself; the body collects them. */
function outputScope(context: ElementContext<FlowNode>): Key {
  const { element, key, value } = context;
  return element.flowScope.elementType === 'MULTI_INSTANCE_BODY' ? key : value.flowScopeKey;
}

/** Events that were activated with local event variables hand them on by themselves (spec 10 §5.3 rule 4). */
function propagatesLocalVariables(context: ElementContext<FlowNode>): boolean {
  const { element } = context;
  switch (element.elementType) {
    case 'START_EVENT':
      return true;
    case 'BOUNDARY_EVENT':
      return element.eventType !== 'ERROR';
    case 'INTERMEDIATE_CATCH_EVENT':
      return element.isBehindEventBasedGateway;
    default:
      return false;
  }
}

function evaluateMappings(
  context: ElementContext,
  mappings: VariableMapping,
  scopeKey: Key,
): JsonDocument | Failure {
  const evaluation = evaluateFeel(context.processing, mappings.compiled, scopeKey);
  if (!evaluation.ok) {
    return new Failure('IO_MAPPING_ERROR', withWarnings(evaluation.failure, evaluation.warnings));
  }
  if (!(evaluation.value instanceof FeelContext)) {
    const message = `Expected result of the expression '${mappings.text}' to be 'OBJECT', but was '${resultType(evaluation.value)}'.`;
    return new Failure('IO_MAPPING_ERROR', withWarnings(message, evaluation.warnings));
  }
  const document = resultText(evaluation.value, 'IO_MAPPING_ERROR');
  return isFailure(document) ? document : (document as JsonDocument);
}
