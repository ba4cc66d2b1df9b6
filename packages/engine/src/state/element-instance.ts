// A living element instance; the process instance itself is one (spec 10 §2, spec 11 §11.1).
import {
  enumeration,
  identifier,
  int,
  key,
  listOf,
  nested,
  NO_KEY,
  object,
  processInstance,
  type Infer,
} from '@grevy/protocol';
import { eventScope } from './event-scope.js';

/** COMPLETED and TERMINATED are no states: those events remove the instance. */
export const ELEMENT_STATES = [
  'ELEMENT_ACTIVATING',
  'ELEMENT_ACTIVATED',
  'ELEMENT_COMPLETING',
  'ELEMENT_TERMINATING',
] as const;
export type ElementState = (typeof ELEMENT_STATES)[number];

/** Tokens that wait on one incoming flow of a joining gateway of the scope. */
export const takenSequenceFlow = object({
  gatewayId: identifier(),
  sequenceFlowId: identifier(),
  count: int(),
});
export type TakenSequenceFlow = Infer<typeof takenSequenceFlow>;

export const elementInstance = object({
  key: key(),
  state: enumeration(ELEMENT_STATES)('ELEMENT_ACTIVATING'),
  value: nested(processInstance),
  /** Direct children that live. */
  childCount: int(0),
  /** Sequence flows of the scope that were taken and have not yet reached their target. */
  activeSequenceFlows: int(0),
  takenSequenceFlows: listOf(takenSequenceFlow),
  /** The event sub-process or terminate end event that interrupted the scope; empty when none did. */
  interruptingElementId: identifier(''),
  jobKey: key(NO_KEY),
  /** The process instance that a call activity has started. */
  calledChildInstanceKey: key(NO_KEY),
  /** Of an inner multi-instance activity: its number, from 1. Of the body: the number of the newest one. */
  loopCounter: int(0),
  activatedChildren: int(0),
  completedChildren: int(0),
  terminatedChildren: int(0),
  eventScope: nested(eventScope),
});
export type ElementInstance = Infer<typeof elementInstance>;

export function isActive(instance: ElementInstance): boolean {
  return instance.state === 'ELEMENT_ACTIVATED';
}

export function isTerminating(instance: ElementInstance): boolean {
  return instance.state === 'ELEMENT_TERMINATING';
}

/** Whether TERMINATE_ELEMENT is legal: everything that is not already terminating. */
export function canTerminate(instance: ElementInstance): boolean {
  return instance.state !== 'ELEMENT_TERMINATING';
}
