// A message has to have what those who refer to it need; the first kind of reference that exists decides.
import { extensionsOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import { referencesTo } from './references.js';

const NAME_MISSING = 'Name must be present and not empty';

export const messageRule: Rule = function* (message, document) {
  const references = referencesTo(message, document);
  if (references.isCaught || references.subProcessStarts === 1) {
    if (!message.attribute('name')) yield NAME_MISSING;
    if (extensionsOf(message, 'subscription').length !== 1) {
      yield 'Must have exactly one zeebe:subscription extension element';
    }
  } else if (references.isThrown) {
    if (!message.attribute('name')) yield NAME_MISSING;
  } else if (references.processStarts > 1) {
    yield 'A message cannot be referred by more than one start event';
  } else if (references.processStarts === 1 && !message.attribute('name')) {
    yield NAME_MISSING;
  }
};
