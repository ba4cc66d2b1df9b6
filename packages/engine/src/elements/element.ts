// The contract between the lifecycle, which all elements share, and one BPMN element.
//
// The lifecycle writes ELEMENT_ACTIVATING, ELEMENT_COMPLETING and ELEMENT_TERMINATING; a hook does what is special to
// its element from there on, up to ELEMENT_ACTIVATED, ELEMENT_COMPLETED or ELEMENT_TERMINATED (spec 10 §2.3).
// A hook that cannot go on because of the user's model or data returns a Failure: the lifecycle raises the incident and
// the element stays where it is; resolving the incident calls the same hook again.
import type { ExecutableProcess, FlowNode } from '@grevy/bpmn';
import type { Key, ValueOf } from '@grevy/protocol';
import type { Failure } from '../failure.js';
import type { Processing } from '../kernel/processing.js';

export type ProcessInstanceValue = ValueOf<'PROCESS_INSTANCE'>;

/** What can have instances: everything of a process but its sequence flows. */
export type ExecutableElement = ExecutableProcess | FlowNode;

/** One element instance while one command is processed. */
export interface ElementContext<E extends ExecutableElement = ExecutableElement> {
  readonly processing: Processing;
  readonly process: ExecutableProcess;
  readonly element: E;
  readonly key: Key;
  /** The record value; all events of one element instance share it. */
  readonly value: ProcessInstanceValue;
  readonly elements: ElementRegistry;
}

export interface ElementProcessor<E extends ExecutableElement = ExecutableElement> {
  activate(context: ElementContext<E>): Failure | undefined;
  complete(context: ElementContext<E>): Failure | undefined;
  terminate(context: ElementContext<E>): void;
}

/**
 * What a scope does once a path of execution has ended in it. It is decided before the ELEMENT_COMPLETED of the path's
 * last element, so that a failure still finds that element.
 */
export type PathEnd =
  /** Complete, unless something else is active in it. */
  | 'completeWhenIdle'
  /** Activate the next inner instance of a sequential multi-instance activity. */
  | 'activateNext'
  /** Terminate what is still active and complete: a completion condition is fulfilled. */
  | 'endScope';

/** An element that contains others: a process, a sub-process, an event sub-process, a multi-instance body. */
export interface ContainerProcessor<
  E extends ExecutableElement = ExecutableElement,
> extends ElementProcessor<E> {
  /** A child is about to be activated: its ELEMENT_ACTIVATING has been written. */
  beforeChildActivates(context: ElementContext<E>, child: ElementContext): Failure | undefined;
  /** The last element of a path is about to write ELEMENT_COMPLETED: a multi-instance body collects its output. */
  beforePathCompletes(context: ElementContext<E>, child: ElementContext): PathEnd | Failure;
  /** That element has completed. */
  afterPathCompleted(context: ElementContext<E>, end: PathEnd): void;
  /** A child has terminated. */
  afterChildTerminated(context: ElementContext<E>, child: ElementContext): void;
}

/** How elements reach each other's processors without importing them. */
export interface ElementRegistry {
  processorOf(element: ExecutableElement): ElementProcessor;
  containerProcessorOf(element: ExecutableElement): ContainerProcessor;
}
