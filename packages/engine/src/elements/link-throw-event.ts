// Link intermediate throw event: goes on at the link catch event of its name, without a sequence flow (spec 11 §11.13).
import type { IntermediateThrowEvent, LinkThrowDefinition } from '@grevy/bpmn';
import { applyOutputMappings } from '../behaviours/variable-mappings.js';
import type { ElementProcessor } from './element.js';
import { noneThrowEvent } from './none-throw-event.js';
import { valueFor, writeCompleted } from './transitions.js';

type LinkThrowEvent = IntermediateThrowEvent & { readonly event: LinkThrowDefinition };

export const linkThrowEvent: ElementProcessor<LinkThrowEvent> = {
  ...noneThrowEvent,

  complete(context) {
    const failure = applyOutputMappings(context) ?? writeCompleted(context);
    if (failure !== undefined) return failure;
    const { processing, value, element } = context;
    const target = valueFor(value, element.event.target, value.flowScopeKey);
    processing.followUp('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processing.newKey(), target);
    return undefined;
  },
};
