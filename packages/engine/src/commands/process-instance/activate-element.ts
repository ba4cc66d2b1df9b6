// PROCESS_INSTANCE ACTIVATE_ELEMENT: an element comes to life (spec 10 §2.3).
import { NO_KEY } from '@grevy/protocol';
import { continueActivation } from '../../elements/lifecycle.js';
import { ELEMENTS } from '../../elements/registry.js';
import { contextOf } from '../../elements/transitions.js';
import type { CommandHandler } from '../handler.js';
import { activationViolation } from './element-guard.js';
import { raiseMessageSizeIncident } from './message-size-exceeded.js';

export const activateElement: CommandHandler<'PROCESS_INSTANCE'> = {
  process(processing, { key, value }) {
    const violation = activationViolation(processing.state, value, processing.state.modelElement(value));
    if (violation !== undefined) {
      processing.reject('INVALID_STATE', violation);
      return;
    }
    const instanceKey = key === NO_KEY ? processing.newKey() : key;
    processing.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', instanceKey, value);
    continueActivation(contextOf(processing, ELEMENTS, instanceKey, value));
  },

  onError: (processing, command, error) =>
    raiseMessageSizeIncident(processing, command, error, 'ELEMENT_ACTIVATING'),
};
