// Catch events at the boundary of one activity.
import type { Rule } from '../rule.js';
import {
  duplicateErrorCodes,
  duplicateEscalationCodes,
  duplicateMessageNames,
  duplicateSignalNames,
} from './catch-event-duplicates.js';

export const activityRule: Rule = function* (activity, document) {
  const events = document.boundaryEventsOf(activity);
  yield* duplicateMessageNames(events, document);
  yield* duplicateSignalNames(events, document);
  yield* duplicateErrorCodes(events, document);
  yield* duplicateEscalationCodes(events, document);
};
