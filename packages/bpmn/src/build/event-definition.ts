// What an event of the file catches or throws.
import type { XmlElement } from '@grevy/xml';
import {
  childOf,
  eventDefinitionsOf,
  extensionOf,
  isBpmn,
  textOf,
  type BpmnDocument,
} from '../document/bpmn-document.js';
import type {
  CatchEventDefinition,
  MessageDefinition,
  ThrowEventDefinition,
} from '../model/event-definition.js';
import type { Expression } from '../model/expression.js';
import type { TimerDefinition } from '../model/timer-definition.js';
import { BuildFailure } from './build-failure.js';
import { jobDefinition } from './job-definition.js';
import type { ModelExpressions } from './model-expressions.js';

export class EventDefinitions {
  constructor(
    private readonly document: BpmnDocument,
    private readonly expressions: ModelExpressions,
  ) {}

  /** A definition that this kind of event cannot catch makes it a none event. */
  caughtBy(event: XmlElement): CatchEventDefinition {
    const { document } = this;
    for (const definition of eventDefinitionsOf(event)) {
      switch (definition.localName) {
        case 'messageEventDefinition':
          return { type: 'MESSAGE', message: this.message(definition) };
        case 'timerEventDefinition':
          return { type: 'TIMER', timer: this.timer(definition) };
        case 'signalEventDefinition':
          return { type: 'SIGNAL', name: this.signalName(definition) };
        case 'errorEventDefinition': {
          const error = document.reference(definition, 'errorRef', 'error');
          return { type: 'ERROR', errorCode: error?.attribute('errorCode') ?? '' };
        }
        case 'escalationEventDefinition': {
          const escalation = document.reference(definition, 'escalationRef', 'escalation');
          return { type: 'ESCALATION', escalationCode: escalation?.attribute('escalationCode') ?? '' };
        }
        case 'linkEventDefinition':
          return { type: 'LINK', name: definition.attribute('name') ?? '' };
      }
    }
    return { type: 'NONE' };
  }

  /** An intermediate throw event may have several definitions; the first kind of this order counts. */
  thrownByIntermediateEvent(event: XmlElement): ThrowEventDefinition | LinkThrow {
    const definitionOf = (name: string): XmlElement | undefined =>
      eventDefinitionsOf(event).find((definition) => isBpmn(definition, name));
    if (definitionOf('messageEventDefinition') !== undefined) return this.messageThrow(event);
    const link = definitionOf('linkEventDefinition');
    if (link !== undefined) return { type: 'LINK', name: link.attribute('name') ?? '' };
    const escalation = definitionOf('escalationEventDefinition');
    if (escalation !== undefined) return this.escalationThrow(escalation);
    const signal = definitionOf('signalEventDefinition');
    return signal === undefined ? { type: 'NONE' } : { type: 'SIGNAL', name: this.signalName(signal) };
  }

  thrownByEndEvent(event: XmlElement): ThrowEventDefinition {
    const [definition] = eventDefinitionsOf(event);
    switch (definition?.localName) {
      case 'messageEventDefinition':
        return this.messageThrow(event);
      case 'signalEventDefinition':
        return { type: 'SIGNAL', name: this.signalName(definition) };
      case 'errorEventDefinition': {
        const error = this.document.reference(definition, 'errorRef', 'error');
        return { type: 'ERROR', errorCode: this.expressions.attribute(error, 'errorCode') };
      }
      case 'escalationEventDefinition':
        return this.escalationThrow(definition);
      case 'terminateEventDefinition':
        return { type: 'TERMINATE' };
      default:
        return { type: 'NONE' };
    }
  }

  /** The message that a definition or a receive task refers to. */
  message(referring: XmlElement): MessageDefinition {
    const message = this.document.reference(referring, 'messageRef', 'message');
    const subscription = message && extensionOf(message, 'subscription');
    return {
      name: this.expressions.attribute(message, 'name'),
      correlationKey: this.expressions.optional(subscription, 'correlationKey'),
    };
  }

  private signalName(definition: XmlElement): Expression {
    return this.expressions.attribute(this.document.reference(definition, 'signalRef', 'signal'), 'name');
  }

  private escalationThrow(definition: XmlElement): ThrowEventDefinition {
    const escalation = this.document.reference(definition, 'escalationRef', 'escalation');
    return { type: 'ESCALATION', escalationCode: this.expressions.attribute(escalation, 'escalationCode') };
  }

  private messageThrow(event: XmlElement): ThrowEventDefinition {
    const isJob = extensionOf(event, 'taskDefinition') !== undefined;
    return { type: 'MESSAGE', job: isJob ? jobDefinition(event, this.expressions) : undefined };
  }

  private timer(definition: XmlElement): TimerDefinition {
    const kinds = [
      ['duration', 'timeDuration'],
      ['date', 'timeDate'],
      ['cycle', 'timeCycle'],
    ] as const;
    for (const [kind, name] of kinds) {
      const text = childOf(definition, name);
      if (text !== undefined) return { kind, expression: this.expressions.read(textOf(text)) };
    }
    throw new BuildFailure('Must be exactly one type of timer: timeDuration, timeDate or timeCycle');
  }
}

/** A link throw event before its target is known. */
export interface LinkThrow {
  readonly type: 'LINK';
  readonly name: string;
}
