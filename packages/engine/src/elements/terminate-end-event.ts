// Terminate end event: ends its flow scope; other elements of the scope are terminated, then the scope completes
// (spec 10 S13, spec 11 §11.14). Output mappings are ignored.
import type { EndEvent } from '@grevy/bpmn';
import { resolveElementIncident } from '../behaviours/incidents.js';
import { requestTerminationOfChildren } from './container.js';
import type { ElementProcessor } from './element.js';
import {
  contextOfInstance,
  flowScopeOf,
  terminateAndInformScope,
  writeActivated,
  writeCompleting,
} from './transitions.js';

export const terminateEndEvent: ElementProcessor<EndEvent> = {
  activate(context) {
    writeActivated(context);
    writeCompleting(context);
    context.processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.key, context.value);
    const scope = contextOfInstance(context, flowScopeOf(context));
    if (!requestTerminationOfChildren(scope)) {
      context.processing.followUp('PROCESS_INSTANCE', 'COMPLETE_ELEMENT', scope.key, scope.value);
    }
    return undefined;
  },

  complete: () => undefined,

  terminate(context) {
    resolveElementIncident(context.processing, context.key);
    terminateAndInformScope(context);
  },
};
