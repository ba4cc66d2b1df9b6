// What an event catches or throws. The `type` is the event type that records show.
import type { Expression } from './expression.js';
import type { JobDefinition } from './job-definition.js';
import type { TimerDefinition } from './timer-definition.js';

export type CatchEventDefinition =
  | NoneEventDefinition
  | MessageCatchDefinition
  | TimerEventDefinition
  | SignalEventDefinition
  | ErrorCatchDefinition
  | EscalationCatchDefinition
  | LinkEventDefinition;

export type ThrowEventDefinition =
  | NoneEventDefinition
  | MessageThrowDefinition
  | SignalEventDefinition
  | ErrorThrowDefinition
  | EscalationThrowDefinition
  | TerminateEventDefinition;

export interface NoneEventDefinition {
  readonly type: 'NONE';
}

export interface MessageCatchDefinition {
  readonly type: 'MESSAGE';
  readonly message: MessageDefinition;
}

export interface MessageDefinition {
  /** STRING. */
  readonly name: Expression;
  /** STRING or NUMBER. Undefined if the message has no `zeebe:subscription` (process start events). */
  readonly correlationKey: Expression | undefined;
}

export interface TimerEventDefinition {
  readonly type: 'TIMER';
  readonly timer: TimerDefinition;
}

export interface SignalEventDefinition {
  readonly type: 'SIGNAL';
  /** STRING. */
  readonly name: Expression;
}

export interface ErrorCatchDefinition {
  readonly type: 'ERROR';
  /** Empty: catches every error. */
  readonly errorCode: string;
}

export interface EscalationCatchDefinition {
  readonly type: 'ESCALATION';
  /** Empty: catches every escalation. */
  readonly escalationCode: string;
}

export interface LinkEventDefinition {
  readonly type: 'LINK';
  readonly name: string;
}

export interface MessageThrowDefinition {
  readonly type: 'MESSAGE';
  /** Undefined with `zeebe:publishMessage`, which 8.3 accepts and does not carry out: acts as a none event. */
  readonly job: JobDefinition | undefined;
}

export interface ErrorThrowDefinition {
  readonly type: 'ERROR';
  /** STRING. */
  readonly errorCode: Expression;
}

export interface EscalationThrowDefinition {
  readonly type: 'ESCALATION';
  /** STRING. */
  readonly escalationCode: Expression;
}

export interface TerminateEventDefinition {
  readonly type: 'TERMINATE';
}
