// VARIABLE_DOCUMENT UPDATE: a client sets variables of an element instance (spec 13 §8.5).
import { keyToText } from '@grevy/protocol';
import { mergeLocal, mergePropagating } from '../../behaviours/variables.js';
import { isTerminating } from '../../state/element-instance.js';
import type { CommandHandler } from '../handler.js';

export const updateVariables: CommandHandler<'VARIABLE_DOCUMENT'> = {
  process(processing, { value }) {
    const scope = processing.state.elementInstances.get(value.scopeKey);
    if (scope === undefined || isTerminating(scope) || !processing.isAuthorizedFor(scope.value.tenantId)) {
      processing.rejectAndRespond(
        'NOT_FOUND',
        `Expected to update variables for element with key '${keyToText(value.scopeKey)}', but no such element was found`,
      );
      return;
    }
    const merge = value.updateSemantics === 'LOCAL' ? mergeLocal : mergePropagating;
    merge(processing, value.scopeKey, scope.value, value.variables);
    const key = processing.newEvent('VARIABLE_DOCUMENT', 'UPDATED', value);
    processing.respond('VARIABLE_DOCUMENT', 'UPDATED', key, value);
  },
};
