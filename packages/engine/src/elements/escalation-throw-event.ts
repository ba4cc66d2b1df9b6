// Escalation intermediate throw event (spec 11 §11.12): the token goes on unless an interrupting event catches it.
import type { EscalationThrowDefinition, IntermediateThrowEvent } from '@grevy/bpmn';
import { activateEscalation } from '../behaviours/escalations.js';
import type { ElementProcessor } from './element.js';
import { noneThrowEvent } from './none-throw-event.js';

type EscalationThrowEvent = IntermediateThrowEvent & { readonly event: EscalationThrowDefinition };

export const escalationThrowEvent: ElementProcessor<EscalationThrowEvent> = {
  ...noneThrowEvent,

  activate(context) {
    return activateEscalation(context, context.element.event.escalationCode);
  },
};
