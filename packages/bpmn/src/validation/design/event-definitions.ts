// Rules of event definitions. A definition belongs to its event, its parent.
import { CATCH_EVENTS, THROW_EVENTS } from '../../document/element-kinds.js';
import { childrenOf } from '../../document/bpmn-document.js';
import type { Rule } from '../rule.js';

export const unsupportedDefinitionRule: Rule = function* () {
  yield 'Event definition of this type is not supported';
};

export const timerDefinitionRule: Rule = function* (definition) {
  const types = ['timeDuration', 'timeDate', 'timeCycle'].flatMap((name) => childrenOf(definition, name));
  if (types.length !== 1) yield 'Must be exactly one type of timer: timeDuration, timeDate or timeCycle';
};

export const messageDefinitionRule: Rule = function* (definition, document) {
  if (!CATCH_EVENTS.has(definition.parent?.localName ?? '')) return;
  if (document.reference(definition, 'messageRef', 'message') === undefined) yield 'Must reference a message';
};

export const signalDefinitionRule: Rule = function* (definition, document) {
  if (document.reference(definition, 'signalRef', 'signal') === undefined) yield 'Must reference a signal';
};

export const linkDefinitionRule: Rule = function* (definition) {
  if (!definition.attribute('name')) yield 'Link name must be present and not empty.';
};

export const errorDefinitionRule: Rule = function* (definition, document) {
  const event = definition.parent?.localName ?? '';
  const error = document.reference(definition, 'errorRef', 'error');
  const code = error?.attribute('errorCode');
  if (event === 'endEvent') {
    if (error === undefined) yield 'Must reference an error';
    else if (!code) yield 'ErrorCode must be present and not empty';
  } else if (CATCH_EVENTS.has(event) && code?.startsWith('=') === true) {
    yield 'The errorCode of the error catch event is not allowed to be an expression';
  }
};

export const escalationDefinitionRule: Rule = function* (definition, document) {
  const event = definition.parent?.localName ?? '';
  const escalation = document.reference(definition, 'escalationRef', 'escalation');
  if (THROW_EVENTS.has(event)) {
    if (escalation === undefined) yield 'Must reference an escalation';
  } else if (escalation?.attribute('escalationCode')?.startsWith('=') === true) {
    yield 'The escalationCode of the escalation catch event is not allowed to be an expression';
  }
};
