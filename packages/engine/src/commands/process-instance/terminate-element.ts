// PROCESS_INSTANCE TERMINATE_ELEMENT: an element is ended from outside (spec 10 §2.3, §3.5.2).
import { continueTermination } from '../../elements/lifecycle.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import type { CommandHandler } from '../handler.js';
import { terminationViolation } from './element-guard.js';
import { raiseMessageSizeIncident } from './message-size-exceeded.js';

export const terminateElement: CommandHandler<'PROCESS_INSTANCE'> = {
  process(processing, { key, value }) {
    const violation = terminationViolation(processing.state, key);
    if (violation !== undefined) {
      processing.reject('INVALID_STATE', violation);
      return;
    }
    processing.event('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', key, value);
    continueTermination(contextOf(processing, ELEMENTS, key, value));
  },

  onError: (processing, command, error) =>
    raiseMessageSizeIncident(processing, command, error, 'ELEMENT_TERMINATING'),
};
