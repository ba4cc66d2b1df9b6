// Error end event (spec 11 §11.11): it never completes; the scope that catches its error terminates it.
import type { EndEvent, ErrorThrowDefinition } from '@grevy/bpmn';
import { EMPTY_DOCUMENT } from '@grevy/protocol';
import { findErrorCatchEvent, isCaught, uncaughtErrorMessage } from '../behaviours/catch-event-search.js';
import { canTriggerElement, triggerCatchEvent } from '../behaviours/event-triggers.js';
import { evaluateString } from '../behaviours/expressions.js';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { Failure, isFailure } from '../failure.js';
import type { ElementProcessor } from './element.js';
import { contextOfInstance, terminateAndInformScope, writeActivated } from './transitions.js';

type ErrorEndEvent = EndEvent & { readonly event: ErrorThrowDefinition };

export const errorEndEvent: ElementProcessor<ErrorEndEvent> = {
  activate(context) {
    const { processing, element, key, value } = context;
    const code = evaluateString(processing, element.event.errorCode, key);
    if (isFailure(code)) return code;
    const found = findErrorCatchEvent(processing.state, code, value.flowScopeKey);
    if (!isCaught(found)) {
      return new Failure('UNHANDLED_ERROR_EVENT', uncaughtErrorMessage(code, '', found.availableCodes));
    }
    writeActivated(context);
    if (canTriggerElement(processing, found.instance, found.event.id)) {
      triggerCatchEvent(contextOfInstance(context, found.instance), found.event, EMPTY_DOCUMENT);
    }
    return undefined;
  },

  complete: () => undefined,

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};
