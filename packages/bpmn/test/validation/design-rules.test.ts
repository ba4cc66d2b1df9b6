import { describe, expect, it } from 'vitest';
import { definitions, flow, processFile, serviceTask, violationsOf } from '../files.js';

const message = (
  id: string,
  name = id,
  content = '<extensionElements><zeebe:subscription correlationKey="=k"/></extensionElements>',
): string => `<message id="${id}" name="${name}">${content}</message>`;
const signal = (id: string, name = id): string => `<signal id="${id}" name="${name}"/>`;
const error = (id: string, code = id): string => `<error id="${id}" errorCode="${code}"/>`;
const escalation = (id: string, code = id): string => `<escalation id="${id}" escalationCode="${code}"/>`;
const MESSAGE = (ref: string): string => `<messageEventDefinition messageRef="${ref}"/>`;
const SIGNAL = (ref: string): string => `<signalEventDefinition signalRef="${ref}"/>`;
const ERROR = (ref: string): string => `<errorEventDefinition errorRef="${ref}"/>`;
const ESCALATION = (ref: string): string => `<escalationEventDefinition escalationRef="${ref}"/>`;
const DURATION = '<timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>';
const CYCLE = '<timerEventDefinition><timeCycle>R/PT1S</timeCycle></timerEventDefinition>';
const LINK = (name: string): string => `<linkEventDefinition name="${name}"/>`;

/** A boundary event with an outgoing flow. */
const boundary = (id: string, attachedTo: string, definition: string, attributes = ''): string =>
  `<boundaryEvent id="${id}" attachedToRef="${attachedTo}"${attributes}><outgoing>f_${id}</outgoing>${definition}</boundaryEvent><task id="t_${id}"/>${flow(`f_${id}`, id, `t_${id}`)}`;
const subProcess = (id: string, content: string, start = `<startEvent id="${id}_start"/>`): string =>
  `<subProcess id="${id}">${start}${content}</subProcess>`;
const eventSubProcess = (id: string, definition: string, attributes = ''): string =>
  `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}_start"${attributes}>${definition}</startEvent></subProcess>`;
const extended = (tag: string, extensions: string, content = ''): string =>
  `<${tag} id="e"><extensionElements>${extensions}</extensionElements>${content}</${tag}>`;
const catchEvent = (id: string, definition: string): string =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
/** An event-based gateway before the events `a` and `b`. */
const gatewayTo = (a: string, b: string): string =>
  `<eventBasedGateway id="g"><outgoing>f_a</outgoing><outgoing>f_b</outgoing></eventBasedGateway>${a}${b}${flow('f_a', 'g', 'a')}${flow('f_b', 'g', 'b')}`;

/** content of the process, elements before the process, the expected violations */
type Case = readonly [content: string, roots: string, violations: readonly string[]];

function cases(group: string, table: readonly Case[]): void {
  describe(group, () => {
    it.each(table)('%s', (content, roots, violations) => {
      expect(violationsOf(processFile(content, roots))).toEqual(violations);
    });
  });
}

describe('definitions and process', () => {
  it.each([
    [definitions(''), ['definitions: Must contain at least one executable process']],
    [
      definitions('<process id="p" isExecutable="1"/>'),
      ['definitions: Must contain at least one executable process'],
    ],
    [definitions('<process id="p" isExecutable="true"/>'), ['p: Must have at least one start event']],
    [definitions('<process id="p" isExecutable=" true "/>'), ['p: Must have at least one start event']],
    [
      definitions('<process id="p" isExecutable="true"><startEvent id="a"/><startEvent id="b"/></process>'),
      ['p: Multiple none start events are not allowed'],
    ],
    [
      definitions(
        '<process id="p" isExecutable="true"><startEvent id="a"/></process><process id="q"><serviceTask id="t"/></process>',
      ),
      [],
    ],
    [
      definitions(
        `${signal('s')}${signal('s2', 's')}<process id="p" isExecutable="true"><startEvent id="a">${SIGNAL('s')}</startEvent><startEvent id="b">${SIGNAL('s2')}</startEvent></process>`,
      ),
      ["p: Multiple signal event definitions with the same name 's' are not allowed."],
    ],
    [
      definitions(
        '<process id="p" isExecutable="true"><startEvent id="a"/></process><choreography id="c"><endEvent id="e"><errorEventDefinition/></endEvent><choreographyTask id="t" initiatingParticipantRef="x"><participantRef>x</participantRef><participantRef>y</participantRef><messageFlowRef>f</messageFlowRef></choreographyTask></choreography>',
      ),
      [],
    ],
  ])('%s', (file, violations) => {
    expect(violationsOf(file)).toEqual(violations);
  });
});

const unsupported = (type: string): string =>
  `Elements of type '${type}' are currently not supported. Please refer to the documentation for a list of supported elements: https://docs.camunda.io/docs/components/modeler/bpmn/bpmn-coverage/`;

cases('flow elements', [
  ['<complexGateway id="e"/>', '', [`e: ${unsupported('ComplexGateway')}`]],
  ['<transaction id="e"><startEvent id="s"/></transaction>', '', [`e: ${unsupported('Transaction')}`]],
  [
    '<adHocSubProcess id="e"><startEvent id="s"/></adHocSubProcess>',
    '',
    [`e: ${unsupported('AdHocSubProcess')}`],
  ],
  ['<dataObject id="d"/><dataObjectReference id="r" dataObjectRef="d"/><dataStoreReference id="s"/>', '', []],
  [
    `<task id="a"><outgoing>f</outgoing></task><task id="b"/>${flow('f', 'a', 'b', '=true')}`,
    '',
    ['a: Conditional sequence flows are only supported at exclusive or inclusive gateway'],
  ],
]);

cases('event definitions', [
  [
    catchEvent('e', '<conditionalEventDefinition><condition/></conditionalEventDefinition>'),
    '',
    [
      'e: Event definition must be one of: message, timer, signal, or link',
      'e > conditionalEventDefinition: Event definition of this type is not supported',
    ],
  ],
  [
    '<intermediateThrowEvent id="e"><compensateEventDefinition/></intermediateThrowEvent>',
    '',
    ['e > compensateEventDefinition: Event definition of this type is not supported'],
  ],
  [
    catchEvent('e', '<timerEventDefinition id="d"/>'),
    '',
    [
      'e: Intermediate timer catch event must have either a time duration or a time date.',
      'd: Must be exactly one type of timer: timeDuration, timeDate or timeCycle',
    ],
  ],
  [
    catchEvent('e', '<messageEventDefinition/>'),
    '',
    ['e > messageEventDefinition: Must reference a message'],
  ],
  [catchEvent('e', MESSAGE('nothing')), '', ['e > messageEventDefinition: Must reference a message']],
  [catchEvent('e', '<signalEventDefinition/>'), '', ['e > signalEventDefinition: Must reference a signal']],
  [
    catchEvent('e', '<linkEventDefinition name=""/>'),
    '',
    ['e > linkEventDefinition: Link name must be present and not empty.'],
  ],
  [
    '<endEvent id="e"><errorEventDefinition/></endEvent>',
    '',
    ['e > errorEventDefinition: Must reference an error'],
  ],
  [
    `<endEvent id="e">${ERROR('x')}</endEvent>`,
    '<error id="x"/>',
    ['e > errorEventDefinition: ErrorCode must be present and not empty'],
  ],
  [
    serviceTask('t') + boundary('b', 't', ERROR('x')),
    error('x', '=a'),
    ['b > errorEventDefinition: The errorCode of the error catch event is not allowed to be an expression'],
  ],
  [
    '<endEvent id="e"><escalationEventDefinition/></endEvent>',
    '',
    ['e > escalationEventDefinition: Must reference an escalation'],
  ],
  [
    `<endEvent id="e">${ESCALATION('x')}</endEvent>`,
    '<escalation id="x"/>',
    ['x: EscalationCode must be present and not empty'],
  ],
  [
    subProcess('s', '') + boundary('b', 's', ESCALATION('x')),
    escalation('x', '=a'),
    [
      'b > escalationEventDefinition: The escalationCode of the escalation catch event is not allowed to be an expression',
    ],
  ],
]);

cases('catch events of one owner', [
  [
    serviceTask('t') + boundary('a', 't', MESSAGE('m')) + boundary('b', 't', MESSAGE('m')),
    message('m'),
    ["t: Multiple message event definitions with the same name 'm' are not allowed."],
  ],
  [
    serviceTask('t') + boundary('a', 't', SIGNAL('s')) + boundary('b', 't', SIGNAL('s')),
    signal('s'),
    ["t: Multiple signal event definitions with the same name 's' are not allowed."],
  ],
  [
    eventSubProcess('x', MESSAGE('m')) + eventSubProcess('y', MESSAGE('n')),
    message('m', 'same') + message('n', 'same'),
    ["p: Multiple message event definitions with the same name 'same' are not allowed."],
  ],
  [
    eventSubProcess('x', SIGNAL('s')) + eventSubProcess('y', SIGNAL('s')),
    signal('s'),
    ["p: Multiple signal event definitions with the same name 's' are not allowed."],
  ],
  [
    serviceTask('t') + boundary('a', 't', ERROR('x')) + boundary('b', 't', ERROR('y')),
    error('x', 'c') + error('y', 'c'),
    ["t: Multiple error catch events with the same error code 'c' are not supported on the same scope."],
  ],
  [
    serviceTask('t') +
      boundary('a', 't', '<errorEventDefinition/>') +
      boundary('b', 't', '<errorEventDefinition/>'),
    '',
    [
      't: The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.',
    ],
  ],
  [
    serviceTask('t') + boundary('a', 't', '<errorEventDefinition/>') + boundary('b', 't', ERROR('x')),
    '<error id="x"/>',
    [],
  ],
  [
    eventSubProcess('x', ESCALATION('a')) + eventSubProcess('y', ESCALATION('b')),
    escalation('a', 'c') + escalation('b', 'c'),
    [
      "p: Multiple escalation catch events with the same escalation code 'c' are not supported on the same scope.",
    ],
  ],
  [
    eventSubProcess('x', '<escalationEventDefinition/>') +
      eventSubProcess('y', '<escalationEventDefinition/>'),
    '',
    [
      'p: The same scope can not contain more than one escalation catch event without escalation code. An escalation catch event without escalation code catches all escalations.',
    ],
  ],
]);

cases('the same event twice at an activity', [
  [
    subProcess('s', '') + boundary('a', 's', ESCALATION('x')) + boundary('b', 's', ESCALATION('y')),
    escalation('x', 'c') + escalation('y', 'c'),
    [
      "s: Multiple escalation catch events with the same escalation code 'c' are not supported on the same scope.",
    ],
  ],
  [
    serviceTask('t') + boundary('a', 't', MESSAGE('m')) + boundary('b', 't', MESSAGE('n')),
    message('m', 'same') + message('n', 'same'),
    ["t: Multiple message event definitions with the same name 'same' are not allowed."],
  ],
  [
    serviceTask('t') + boundary('a', 't', SIGNAL('s')) + boundary('b', 't', SIGNAL('s')),
    signal('s'),
    ["t: Multiple signal event definitions with the same name 's' are not allowed."],
  ],
  [
    serviceTask('t') + boundary('a', 't', ERROR('x')) + boundary('b', 't', ERROR('y')),
    '<error id="x"/><error id="y"/>',
    [
      't: The same scope can not contain more than one error catch event without error code. An error catch event without error code catches all errors.',
    ],
  ],
]);

cases('the same event twice in event sub-processes', [
  [
    eventSubProcess('x', ERROR('a')) + eventSubProcess('y', ERROR('b')),
    error('a', 'c') + error('b', 'c'),
    ["p: Multiple error catch events with the same error code 'c' are not supported on the same scope."],
  ],
]);

cases('link events', [
  [
    catchEvent('a', LINK('l')) + subProcess('s', catchEvent('b', LINK('l'))),
    '',
    ["p: Multiple intermediate catch link event definitions with the same name 'l' are not allowed."],
  ],
  [
    `<intermediateThrowEvent id="t">${LINK('l')}</intermediateThrowEvent>${subProcess('s', catchEvent('b', LINK('l')))}`,
    '',
    ["p: Can't find an catch link event for the throw link event with the name 'l'."],
  ],
]);

cases('start events and sub-processes', [
  [
    `<startEvent id="e">${SIGNAL('s')}${DURATION}</startEvent>`,
    signal('s'),
    ["e: Start event can't have more than one type"],
  ],
  ['<subProcess id="s"/>', '', ['s: Must have exactly one start event']],
  [subProcess('s', '<startEvent id="other"/>'), '', ['s: Must have exactly one start event']],
  [
    subProcess('s', '', `<startEvent id="e">${DURATION}</startEvent>`),
    '',
    ['s: Start events in subprocesses must be of type none'],
  ],
  [
    eventSubProcess('s', ''),
    '',
    ['s: Start events in event subprocesses must be one of: message, timer, error, signal, escalation'],
  ],
  [
    eventSubProcess('s', ERROR('x'), ' isInterrupting="false"'),
    error('x'),
    ['s: Non-Interrupting event of this type is not allowed'],
  ],
  [
    eventSubProcess('s', CYCLE, ' isInterrupting=" true "'),
    '',
    ['s: Interrupting timer event with time cycle is not allowed.'],
  ],
  [eventSubProcess('s', CYCLE), '', ['s: Interrupting timer event with time cycle is not allowed.']],
  [eventSubProcess('s', CYCLE, ' isInterrupting="false"'), '', []],
]);

cases('boundary events', [
  [boundary('b', 'start', DURATION), '', ['b: Must be attached to an activity']],
  [
    `${serviceTask('t')}<boundaryEvent id="b" attachedToRef="t">${DURATION}</boundaryEvent>`,
    '',
    ['b: Must have at least one outgoing sequence flow'],
  ],
  [
    `${serviceTask('t')}${boundary('b', 't', DURATION).replace('<outgoing>', '<incoming>i</incoming><outgoing>')}${flow('i', 'start', 'b')}`,
    '',
    ['b: Cannot have incoming sequence flows'],
  ],
  [serviceTask('t') + boundary('b', 't', ''), '', ['b: Must have exactly one event definition']],
  [
    serviceTask('t') + boundary('b', 't', '<cancelEventDefinition/>'),
    '',
    [
      'b: Boundary events must be one of: timer, message, error, signal, escalation',
      'b > cancelEventDefinition: Event definition of this type is not supported',
    ],
  ],
  [
    serviceTask('t') + boundary('b', 't', ERROR('x'), ' cancelActivity="false"'),
    error('x'),
    ['b: Non-Interrupting event of this type is not allowed'],
  ],
  [
    serviceTask('t') +
      boundary('a', 't', MESSAGE('m'), ' cancelActivity="false"') +
      boundary('b', 't', SIGNAL('s'), ' cancelActivity="false"') +
      boundary('c', 't', CYCLE, ' cancelActivity="false"') +
      subProcess('u', '') +
      boundary('d', 'u', ESCALATION('e'), ' cancelActivity="false"'),
    message('m') + signal('s') + escalation('e'),
    [],
  ],
  [
    serviceTask('t') + boundary('b', 't', CYCLE),
    '',
    ['b: Interrupting timer event with time cycle is not allowed.'],
  ],
  [
    serviceTask('t') + boundary('b', 't', ESCALATION('x')),
    escalation('x'),
    ['b: An escalation boundary event should only be attached to a subprocess, or a call activity.'],
  ],
]);

cases('end and intermediate events', [
  [
    `<endEvent id="e"><outgoing>f</outgoing></endEvent><task id="t"/>${flow('f', 'e', 't')}`,
    '',
    ['e: End events must not have outgoing sequence flows to other elements.'],
  ],
  [
    '<endEvent id="e"><terminateEventDefinition/><terminateEventDefinition/></endEvent>',
    '',
    ['e: Must have at most one event definition'],
  ],
  [
    `<endEvent id="e">${LINK('l')}</endEvent>`,
    '',
    ['e: End events must be one of: none, error, message, terminate, signal, or escalation'],
  ],
  [catchEvent('e', ''), '', ['e: Must have exactly one event definition']],
  [
    catchEvent('e', '<errorEventDefinition/>'),
    '',
    ['e: Event definition must be one of: message, timer, signal, or link'],
  ],
  [
    catchEvent('e', CYCLE),
    '',
    ['e: Intermediate timer catch event must have either a time duration or a time date.'],
  ],
  [`<intermediateThrowEvent id="e">${DURATION}</intermediateThrowEvent>`, '', []],
]);

const NO_NAME = 'Name must be present and not empty';
cases('messages and signals', [
  [catchEvent('e', MESSAGE('m')), message('m', ''), [`m: ${NO_NAME}`]],
  [
    catchEvent('e', MESSAGE('m')),
    message('m', 'm', ''),
    ['m: Must have exactly one zeebe:subscription extension element'],
  ],
  [
    eventSubProcess('s', MESSAGE('m')),
    message('m', 'm', ''),
    ['m: Must have exactly one zeebe:subscription extension element'],
  ],
  [subProcess('o', eventSubProcess('s', MESSAGE('m'))), message('m', '', ''), []],
  [
    `<intermediateThrowEvent id="e"><extensionElements><zeebe:taskDefinition type="t"/></extensionElements>${MESSAGE('m')}</intermediateThrowEvent>`,
    '<message id="m"/>',
    [`m: ${NO_NAME}`],
  ],
  [
    `<startEvent id="a">${MESSAGE('m')}</startEvent><startEvent id="b">${MESSAGE('m')}</startEvent>`,
    message('m', 'm', ''),
    ['m: A message cannot be referred by more than one start event'],
  ],
  [`<startEvent id="a">${MESSAGE('m')}</startEvent>`, '<message id="m"/>', [`m: ${NO_NAME}`]],
  ['', '<message id="m"/>', []],
  [catchEvent('e', SIGNAL('s')), '<signal id="s"/>', [`s: ${NO_NAME}`]],
  [
    `${catchEvent('e', SIGNAL('s'))}<startEvent id="a">${SIGNAL('s')}</startEvent>`,
    '<signal id="s"/>',
    [`s: ${NO_NAME}`, `s: ${NO_NAME}`],
  ],
  ['<receiveTask id="e"/>', '', ['e: Must reference a message']],
  [
    `<receiveTask id="e" messageRef="m"/>${boundary('b', 'e', MESSAGE('m'))}`,
    message('m'),
    ['e: Cannot reference the same message name as a boundary event'],
  ],
]);

cases('gateways', [
  [
    `<exclusiveGateway id="g" default="f"/><task id="t"/>${flow('f', 'start', 't')}`,
    '',
    ['g: Default flow must start at gateway'],
  ],
  [
    `<inclusiveGateway id="g"><incoming>a</incoming><incoming>b</incoming></inclusiveGateway>${flow('a', 'start', 'g')}${flow('b', 'start', 'g')}`,
    '',
    ['g: Currently the inclusive gateway can only have one incoming sequence flow'],
  ],
  [
    `<exclusiveGateway id="g" default="b"><outgoing>a</outgoing><outgoing>b</outgoing></exclusiveGateway><task id="t"/>${flow('a', 'g', 't')}${flow('b', 'g', 't')}`,
    '',
    ['a: Must have a condition or be default flow'],
  ],
  [
    `<inclusiveGateway id="g"><outgoing>a</outgoing><outgoing>b</outgoing></inclusiveGateway><task id="t"/>${flow('a', 'g', 't')}${flow('b', 'g', 't', '=x')}`,
    '',
    ['a: Must have a condition'],
  ],
  [
    `<eventBasedGateway id="g"><outgoing>a</outgoing></eventBasedGateway><intermediateCatchEvent id="e"><incoming>a</incoming>${DURATION}</intermediateCatchEvent>${flow('a', 'g', 'e')}`,
    '',
    ['g: Event-based gateway must have at least 2 outgoing sequence flows.'],
  ],
  [
    `<eventBasedGateway id="g"><outgoing>a</outgoing><outgoing>b</outgoing></eventBasedGateway><intermediateCatchEvent id="e"><incoming>a</incoming><incoming>c</incoming>${DURATION}</intermediateCatchEvent><task id="t"/>${flow('a', 'g', 'e')}${flow('b', 'g', 't')}${flow('c', 'start', 'e')}`,
    '',
    [
      'g: Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
      'g: Target elements of an event gateway must not have any additional incoming sequence flows other than that from the event gateway.',
    ],
  ],
  [
    `<eventBasedGateway id="g"><outgoing>a</outgoing><outgoing>b</outgoing></eventBasedGateway><intermediateCatchEvent id="e"><incoming>a</incoming>${SIGNAL('s')}</intermediateCatchEvent><intermediateCatchEvent id="d"><incoming>b</incoming>${SIGNAL('s')}</intermediateCatchEvent>${flow('a', 'g', 'e')}${flow('b', 'g', 'd')}`,
    signal('s'),
    ["g: Multiple signal event definitions with the same name 's' are not allowed."],
  ],
  [
    gatewayTo(catchEvent('a', MESSAGE('m')), catchEvent('b', MESSAGE('n'))),
    message('m', 'same') + message('n', 'same'),
    ["g: Multiple message event definitions with the same name 'same' are not allowed."],
  ],
  [
    gatewayTo(catchEvent('a', DURATION), catchEvent('b', LINK('l'))),
    '',
    [
      'g: Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.',
    ],
  ],
]);

const attribute = (name: string): string => `Attribute '${name}' must be present and not empty`;
cases('extension elements', [
  ['<serviceTask id="e"/>', '', ["e: Must have exactly one 'zeebe:taskDefinition' extension element"]],
  ['<callActivity id="e"/>', '', ["e: Must have exactly one 'zeebe:calledElement' extension element"]],
  [
    '<task id="e"><multiInstanceLoopCharacteristics/></task>',
    '',
    [
      "e > multiInstanceLoopCharacteristics: Must have exactly one 'zeebe:loopCharacteristics' extension element",
    ],
  ],
  [
    '<businessRuleTask id="e"/>',
    '',
    ["e: Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element"],
  ],
  [
    '<scriptTask id="e"/>',
    '',
    ["e: Must have either one 'zeebe:script' or one 'zeebe:taskDefinition' extension element"],
  ],
  [
    '<sendTask id="e"/>',
    '',
    ["e: Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element"],
  ],
  [
    `<endEvent id="e">${MESSAGE('m')}</endEvent>`,
    message('m'),
    ["e: Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element"],
  ],
  [extended('sendTask', '<zeebe:publishMessage correlationKey="=k"/>'), '', ['e: Must reference a message']],
  [
    extended('serviceTask', '<zeebe:taskDefinition type="" retries=""/>'),
    '',
    [
      `e > extensionElements > taskDefinition: ${attribute('type')}`,
      `e > extensionElements > taskDefinition: ${attribute('retries')}`,
    ],
  ],
  [
    extended('callActivity', '<zeebe:calledElement processId=""/>'),
    '',
    [`e > extensionElements > calledElement: ${attribute('processId')}`],
  ],
  [
    extended('businessRuleTask', '<zeebe:calledDecision decisionId="" resultVariable=""/>'),
    '',
    [
      `e > extensionElements > calledDecision: ${attribute('decisionId')}`,
      `e > extensionElements > calledDecision: ${attribute('resultVariable')}`,
    ],
  ],
  [
    extended('scriptTask', '<zeebe:script expression="=1"/>'),
    '',
    [`e > extensionElements > script: ${attribute('resultVariable')}`],
  ],
  [
    `<task id="e">${'<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=a" outputCollection="b"/></extensionElements></multiInstanceLoopCharacteristics>'}</task>`,
    '',
    [
      "e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics: Attribute 'outputElement' must be present if the attribute 'outputCollection' is set",
    ],
  ],
  [
    `<task id="e">${'<multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=a" outputElement="=b"/></extensionElements></multiInstanceLoopCharacteristics>'}</task>`,
    '',
    [
      "e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics: Attribute 'outputCollection' must be present if the attribute 'outputElement' is set",
    ],
  ],
  [
    '<task id="e"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics/></extensionElements></multiInstanceLoopCharacteristics></task>',
    '',
    [
      `e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics: ${attribute('inputCollection')}`,
      'e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics: Expected expression but not found.',
    ],
  ],
  [
    extended('scriptTask', '<zeebe:script expression="" resultVariable="r"/>'),
    '',
    [
      `e > extensionElements > script: ${attribute('expression')}`,
      "e > extensionElements > script: Expected expression but found static value ''. An expression must start with '=' (e.g. '=').",
    ],
  ],
  [
    extended('userTask', '<zeebe:formDefinition formKey="a" formId="b"/>'),
    '',
    [
      "e > extensionElements > formDefinition: Exactly one of the attributes 'formId, formKey' must be present and not blank",
    ],
  ],
  [
    extended('userTask', '<zeebe:userTaskForm id="f"> </zeebe:userTaskForm>'),
    '',
    ['e > extensionElements > userTaskForm: User task form text content has to be present and not empty'],
  ],
]);
