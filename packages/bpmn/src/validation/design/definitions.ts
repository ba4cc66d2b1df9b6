// The file as a whole.
import type { Rule } from '../rule.js';

export const definitionsRule: Rule = function* (_definitions, document) {
  if (document.executableProcesses.length === 0) yield 'Must contain at least one executable process';
};
