// A signal needs a name if it is used.
import type { Rule } from '../rule.js';
import { referencesTo } from './references.js';

const NAME_MISSING = 'Name must be present and not empty';

/** A missing name is reported once more for every process start event. */
export const signalRule: Rule = function* (signal, document) {
  if (signal.attribute('name')) return;
  const references = referencesTo(signal, document);
  if (references.isCaught || references.isThrown || references.subProcessStarts === 1) yield NAME_MISSING;
  for (let i = 0; i < references.processStarts; i++) yield NAME_MISSING;
};
