// Throws escalations (spec 11 §11.12).
import type { Expression } from '@grevy/bpmn';
import { EMPTY_DOCUMENT, type ValueOf } from '@grevy/protocol';
import type { ElementContext } from '../elements/element.js';
import { contextOfInstance, requestCompletion, writeActivated } from '../elements/transitions.js';
import { isFailure, type Failure } from '../failure.js';
import { findEscalationCatchEvent } from './catch-event-search.js';
import { canTriggerElement, triggerCatchEvent } from './event-triggers.js';
import { evaluateString } from './expressions.js';

/**
 * Activates an event that throws an escalation. The event goes on unless an interrupting event catches the escalation,
 * even if that one can no longer be triggered: then it stays until it is terminated with its scope.
 */
export function activateEscalation(context: ElementContext, code: Expression): Failure | undefined {
  const escalationCode = evaluateString(context.processing, code, context.key);
  if (isFailure(escalationCode)) return escalationCode;
  writeActivated(context);
  if (throwEscalation(context, escalationCode) !== 'interrupted') requestCompletion(context);
  return undefined;
}

/** Triggers what catches the escalation, and writes the ESCALATION record behind the records of the trigger. */
function throwEscalation(context: ElementContext, escalationCode: string): 'interrupted' | 'goesOn' {
  const { processing, value } = context;
  const found = findEscalationCatchEvent(processing.state, escalationCode, value.flowScopeKey);
  const record: ValueOf<'ESCALATION'> = {
    processInstanceKey: value.processInstanceKey,
    escalationCode,
    throwElementId: value.elementId,
    catchElementId: found?.event.id ?? '',
  };
  const escalationKey = processing.newKey();
  if (found !== undefined && canTriggerElement(processing, found.instance, found.event.id)) {
    triggerCatchEvent(contextOfInstance(context, found.instance), found.event, EMPTY_DOCUMENT);
    processing.event('ESCALATION', 'ESCALATED', escalationKey, record);
  } else {
    processing.event('ESCALATION', 'NOT_ESCALATED', escalationKey, record);
  }
  return found?.event.interrupting === true ? 'interrupted' : 'goesOn';
}
