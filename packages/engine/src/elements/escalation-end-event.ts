// Escalation end event (spec 11 §11.12): its path ends unless an interrupting event catches the escalation.
import type { EndEvent, EscalationThrowDefinition } from '@grevy/bpmn';
import { activateEscalation } from '../behaviours/escalations.js';
import type { ElementProcessor } from './element.js';
import { noneEndEvent } from './none-end-event.js';

type EscalationEndEvent = EndEvent & { readonly event: EscalationThrowDefinition };

export const escalationEndEvent: ElementProcessor<EscalationEndEvent> = {
  ...noneEndEvent,

  activate(context) {
    return activateEscalation(context, context.element.event.escalationCode);
  },
};
