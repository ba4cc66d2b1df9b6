// Elements while they are built. They refer to each other, so they are created first and connected afterwards; the
// lists below are those of the elements, and only the builder fills them.
import type {
  BoundaryEvent,
  CatchEvent,
  EventSubProcess,
  FlowNode,
  SequenceFlow,
  StartEvent,
} from '../model/elements.js';
import { BuildFailure } from './build-failure.js';

export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** The lists of one flow node. */
export class Connections {
  readonly incoming: SequenceFlow[] = [];
  readonly outgoing: SequenceFlow[] = [];
  readonly boundaryEvents: BoundaryEvent[] = [];
  readonly catchEvents: CatchEvent[] = [];
}

/** The children of a process or sub-process. */
export class Contents {
  /** Reverse document order. */
  readonly startEvents: StartEvent[] = [];
  readonly eventSubProcesses: EventSubProcess[] = [];
  private none: StartEvent | undefined;

  add(node: FlowNode): void {
    if (node.elementType === 'EVENT_SUB_PROCESS') this.eventSubProcesses.push(node);
    if (node.elementType !== 'START_EVENT') return;
    this.startEvents.unshift(node);
    if (node.event.type === 'NONE') this.none = node;
  }

  get noneStartEvent(): StartEvent | undefined {
    return this.none;
  }

  /** The start event of a sub-process, which the rules demand to be exactly one. */
  get startEvent(): StartEvent {
    const [startEvent] = this.startEvents;
    if (startEvent === undefined) throw new BuildFailure('Must have exactly one start event');
    return startEvent;
  }
}

/** Whether an event has a subscription that is opened and closed: errors and escalations are found by walking scopes. */
export function isSubscribable(event: CatchEvent): boolean {
  return event.eventType === 'MESSAGE' || event.eventType === 'TIMER' || event.eventType === 'SIGNAL';
}
