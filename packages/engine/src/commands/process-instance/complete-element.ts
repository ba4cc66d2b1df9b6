// PROCESS_INSTANCE COMPLETE_ELEMENT: an element's work is done (spec 10 §2.3).
import { continueCompletion } from '../../elements/lifecycle.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import type { CommandHandler } from '../handler.js';
import { completionViolation } from './element-guard.js';
import { raiseMessageSizeIncident } from './message-size-exceeded.js';

export const completeElement: CommandHandler<'PROCESS_INSTANCE'> = {
  process(processing, { key, value }) {
    const violation = completionViolation(processing.state, key, value);
    if (violation !== undefined) {
      processing.reject('INVALID_STATE', violation);
      return;
    }
    processing.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETING', key, value);
    continueCompletion(contextOf(processing, ELEMENTS, key, value));
  },

  onError: (processing, command, error) =>
    raiseMessageSizeIncident(processing, command, error, 'ELEMENT_COMPLETING'),
};
