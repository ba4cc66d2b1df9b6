// Rules that a process and a sub-process share as containers of flow nodes.
import { childrenOf, eventSubProcessesOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';
import {
  duplicateErrorCodes,
  duplicateEscalationCodes,
  duplicateMessageNames,
  duplicateSignalNames,
} from './catch-event-duplicates.js';
import { duplicateLinkNames, unmatchedLinks } from './link-events.js';

export const flowScopeRule: Rule = function* (scope, document) {
  const startEvents = eventSubProcessesOf(scope).flatMap((subProcess) =>
    childrenOf(subProcess, 'startEvent'),
  );
  yield* duplicateMessageNames(startEvents, document);
  yield* duplicateSignalNames(startEvents, document);
  yield* duplicateErrorCodes(startEvents, document);
  yield* duplicateEscalationCodes(startEvents, document);
  yield* duplicateLinkNames(scope);
  yield* unmatchedLinks(scope);
};
