// A living element instance; the process instance itself is one (spec 10 §2, spec 11 §11.1).
import { NO_KEY, VALUE_TYPES } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';
import { eventScope } from './event-scope.js';

/** COMPLETED and TERMINATED are no states: those events remove the instance. */
const ELEMENT_STATES = [
  'ELEMENT_ACTIVATING',
  'ELEMENT_ACTIVATED',
  'ELEMENT_COMPLETING',
  'ELEMENT_TERMINATING',
] as const;
export type ElementState = (typeof ELEMENT_STATES)[number];

/** Tokens that wait on one incoming flow of a joining gateway of the scope. */
const takenSequenceFlow = object((field) => ({
  gatewayId: field.identifier(),
  sequenceFlowId: field.identifier(),
  count: field.int(),
}));
export type TakenSequenceFlow = Infer<typeof takenSequenceFlow>;

export const elementInstance = object((field) => ({
  key: field.key(),
  state: field.enumeration(ELEMENT_STATES),
  value: field.object(VALUE_TYPES.PROCESS_INSTANCE.value),
  /** Direct children that live. */
  childCount: field.int(0),
  /** Sequence flows of the scope that were taken and have not yet reached their target. */
  activeSequenceFlows: field.int(0),
  takenSequenceFlows: field.listOf(takenSequenceFlow),
  /** The event sub-process or terminate end event that interrupted the scope; empty when none did. */
  interruptingElementId: field.identifier(''),
  jobKey: field.key(NO_KEY),
  /** The process instance that a call activity has started. */
  calledChildInstanceKey: field.key(NO_KEY),
  /** Of an inner multi-instance activity: its number, from 1. Of the body: the number of the newest one. */
  loopCounter: field.int(0),
  /** Of a multi-instance body: how many inner instances it activates if nothing ends it before. */
  loopCardinality: field.int(0),
  activatedChildren: field.int(0),
  completedChildren: field.int(0),
  terminatedChildren: field.int(0),
  eventScope: field.object(eventScope),
  /** Of a process instance: elements that have been given variables and are not yet activated, if they ever are. */
  awaitedScopes: field.keys(),
}));
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
