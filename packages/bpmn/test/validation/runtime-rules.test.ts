import { describe, expect, it } from 'vitest';
import { flow, processFile, serviceTask, violationsOf } from '../files.js';

const NOT_FOUND = 'Expected expression but not found.';
const isStatic = (text: string): string =>
  `Expected expression but found static value '${text}'. An expression must start with '=' (e.g. '=${text}').`;
const extended = (tag: string, extensions: string): string =>
  `<${tag} id="e"><extensionElements>${extensions}</extensionElements></${tag}>`;
const io = (mapping: string): string =>
  `<serviceTask id="e"><extensionElements><zeebe:taskDefinition type="t"/><zeebe:ioMapping>${mapping}</zeebe:ioMapping></extensionElements></serviceTask>`;
const loop = (attributes: string, content = ''): string =>
  `<task id="e"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics ${attributes}/></extensionElements>${content}</multiInstanceLoopCharacteristics></task>`;
const path = (name: string): string => `e > extensionElements > ${name}`;
const startEvent = (definition: string): string => `<startEvent id="e">${definition}</startEvent>`;
const timer = (kind: string, text: string): string =>
  `<timerEventDefinition><${kind}>${text}</${kind}></timerEventDefinition>`;
const catchTimer = (kind: string, text: string): string =>
  `<intermediateCatchEvent id="e">${timer(kind, text)}</intermediateCatchEvent>`;

type Case = readonly [content: string, roots: string, violations: readonly string[]];

function cases(group: string, table: readonly Case[]): void {
  describe(group, () => {
    it.each(table)('%s', (content, roots, violations) => {
      expect(violationsOf(processFile(content, roots))).toEqual(violations);
    });
  });
}

cases('mappings', [
  [io('<zeebe:input target="a"/>'), '', [`${path('ioMapping > input')}: ${NOT_FOUND}`]],
  [io('<zeebe:input source="x" target="a"/>'), '', []],
  [io('<zeebe:input source="" target="a"/>'), '', []],
  [io('<zeebe:output source="x" target="a"/>'), '', [`${path('ioMapping > output')}: ${isStatic('x')}`]],
  [io('<zeebe:output source="" target="a"/>'), '', [`${path('ioMapping > output')}: ${isStatic('')}`]],
  [
    io('<zeebe:input source="=x"/>'),
    '',
    [`${path('ioMapping > input')}: Expected path expression but not found.`],
  ],
  [
    io('<zeebe:input source="=x" target="a-b"/>'),
    '',
    [
      `${path('ioMapping > input')}: Expected path expression 'a-b' but doesn't match the pattern '[a-zA-Z][a-zA-Z0-9_]*(\\.[a-zA-Z][a-zA-Z0-9_]*)*'.`,
    ],
  ],
  [
    io('<zeebe:input source="=x" target="null"/>'),
    '',
    [
      `${path('ioMapping > input')}: Expected path expression 'null' but is one of the reserved words (null, true, false, function, if, then, else, for, between, instance, of).`,
    ],
  ],
]);

cases('mandatory and FEEL texts', [
  [
    '<intermediateCatchEvent id="e"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>',
    '<message id="m" name="m"><extensionElements><zeebe:subscription correlationKey="k"/></extensionElements></message>',
    [`m > extensionElements > subscription: ${isStatic('k')}`],
  ],
  [
    loop('inputCollection="a"'),
    '',
    [`e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics: ${isStatic('a')}`],
  ],
  [
    loop('inputCollection="=a" outputCollection="c" outputElement="b"'),
    '',
    [`e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics: ${isStatic('b')}`],
  ],
  [loop('inputCollection="=a"', '<completionCondition>static</completionCondition>'), '', []],
  [
    `<exclusiveGateway id="g"/><task id="t"/>${flow('f', 'g', 't', 'x')}`,
    '',
    [`f > conditionExpression: ${isStatic('x')}`],
  ],
  [
    extended('serviceTask', '<zeebe:taskDefinition/>'),
    '',
    [
      `${path('taskDefinition')}: Attribute 'type' must be present and not empty`,
      `${path('taskDefinition')}: ${NOT_FOUND}`,
    ],
  ],
  [
    extended('callActivity', '<zeebe:calledElement/>'),
    '',
    [
      `${path('calledElement')}: Attribute 'processId' must be present and not empty`,
      `${path('calledElement')}: ${NOT_FOUND}`,
    ],
  ],
  [
    extended('businessRuleTask', '<zeebe:calledDecision resultVariable="r"/>'),
    '',
    [
      `${path('calledDecision')}: Attribute 'decisionId' must be present and not empty`,
      `${path('calledDecision')}: ${NOT_FOUND}`,
    ],
  ],
  [
    extended('scriptTask', '<zeebe:script expression="1" resultVariable="r"/>'),
    '',
    [`${path('script')}: ${isStatic('1')}`],
  ],
]);

cases('user task texts', [
  [
    extended(
      'userTask',
      '<zeebe:assignmentDefinition assignee="a" candidateGroups="a, b" candidateUsers="=x"/>',
    ),
    '',
    [],
  ],
  [
    extended('userTask', '<zeebe:assignmentDefinition candidateGroups="a,,b"/>'),
    '',
    [
      `${path('assignmentDefinition')}: Expected static value to be a list of comma-separated values, e.g. 'a,b,c', but found 'a,,b'.`,
    ],
  ],
  [
    extended('userTask', '<zeebe:assignmentDefinition candidateUsers="a,,b"/>'),
    '',
    [
      `${path('assignmentDefinition')}: Expected static value to be a list of comma-separated values, e.g. 'a,b,c', but found 'a,,b'.`,
    ],
  ],
  [
    extended('userTask', '<zeebe:taskSchedule followUpDate="tomorrow"/>'),
    '',
    [
      `${path('taskSchedule')}: Expected static value to be a valid DateTime String, e.g. '2023-03-02T15:35+02:00', but found 'tomorrow'.`,
    ],
  ],
  [extended('userTask', '<zeebe:taskSchedule dueDate="2023-03-02T15:35+02:00" followUpDate="=x"/>'), '', []],
  [
    extended('userTask', '<zeebe:taskSchedule dueDate="tomorrow"/>'),
    '',
    [
      `${path('taskSchedule')}: Expected static value to be a valid DateTime String, e.g. '2023-03-02T15:35+02:00', but found 'tomorrow'.`,
    ],
  ],
]);

describe('FEEL that does not parse', () => {
  it.each([
    [io('<zeebe:input source="=a +" target="b"/>'), path('ioMapping > input'), 'a +'],
    [
      loop('inputCollection="=a +"'),
      'e > multiInstanceLoopCharacteristics > extensionElements > loopCharacteristics',
      'a +',
    ],
    [catchTimer('timeDuration', '=a +'), 'e > timerEventDefinition > timeDuration', 'a +'],
    [
      loop('inputCollection="=a"', '<completionCondition>=b +</completionCondition>'),
      'e > multiInstanceLoopCharacteristics > completionCondition',
      'b +',
    ],
  ])('%s', (content, element, expression) => {
    const violations = violationsOf(processFile(content));
    expect(violations).toHaveLength(1);
    expect(violations[0]?.startsWith(`${element}: failed to parse expression '${expression}': `)).toBe(true);
  });
});

describe('a name that does not parse', () => {
  const broken =
    '<message id="m" name="=a +"><extensionElements><zeebe:subscription correlationKey="=k"/></extensionElements></message>';

  it('is reported at the message', () => {
    const event =
      '<intermediateCatchEvent id="e"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>';
    expect(violationsOf(processFile(event, broken))).toEqual([
      expect.stringMatching(/^m: failed to parse expression 'a \+': /),
    ]);
  });

  it('is no constant of a process start event either', () => {
    const event = startEvent('<messageEventDefinition messageRef="m"/>');
    expect(violationsOf(processFile(event, broken))).toEqual([
      expect.stringMatching(/^m: failed to parse expression 'a \+': /),
      expect.stringMatching(
        /^e: Expected constant expression but found 'a \+', which could not be evaluated without context: failed to parse expression 'a \+': /,
      ),
    ]);
  });
});

cases('task headers', [
  [
    serviceTask('e').replace(
      '</extensionElements>',
      '<zeebe:taskHeaders><zeebe:header key="io.camunda.zeebe:x" value="1"/><zeebe:header key="a" value="1"/><zeebe:header key="a" value="2"/></zeebe:taskHeaders></extensionElements>',
    ),
    '',
    [
      `${path('taskHeaders')}: Attribute 'key' contains 'io.camunda.zeebe:x', but header keys starting with 'io.camunda.zeebe:' are reserved for internal use.`,
      `${path('taskHeaders')}: Headers contain duplicate entries for key 'a'`,
    ],
  ],
]);

cases('names of process start events', [
  [
    startEvent('<messageEventDefinition messageRef="m"/>'),
    '<message id="m" name="=&quot;a&quot; + &quot;b&quot;"/>',
    [],
  ],
  [
    startEvent('<messageEventDefinition messageRef="m"/>'),
    '<message id="m" name="=x"/>',
    ["e: Expected constant expression of type String for message name 'x', but was NULL"],
  ],
  [
    startEvent('<signalEventDefinition signalRef="s"/>'),
    '<signal id="s" name="=1"/>',
    ["e: Expected constant expression of type String for signal name '1', but was NUMBER"],
  ],
  [
    startEvent('<messageEventDefinition messageRef="m"/>'),
    '<message id="m" name="=assert(null, false)"/>',
    [
      "e: Expected constant expression but found 'assert(null, false)', which could not be evaluated without context: Assertion failure on evaluate the expression 'assert(null, false)': The condition is not fulfilled",
    ],
  ],
]);

cases('timers', [
  [catchTimer('timeDuration', 'PT1S'), '', []],
  [catchTimer('timeDuration', '=x'), '', []],
  [
    catchTimer('timeDuration', 'soon'),
    '',
    ["e: Invalid timer duration expression (Invalid duration format 'soon' for expression 'soon'.)"],
  ],
  [
    `${serviceTask('t')}<boundaryEvent id="e" attachedToRef="t"><outgoing>f</outgoing>${timer('timeDuration', 'soon')}</boundaryEvent>${flow('f', 'e', 't')}`,
    '',
    ["e: Invalid timer duration expression (Invalid duration format 'soon' for expression 'soon'.)"],
  ],
  [
    `<subProcess id="s" triggeredByEvent="true">${startEvent(timer('timeDuration', 'soon'))}</subProcess>`,
    '',
    ["e: Invalid timer duration expression (Invalid duration format 'soon' for expression 'soon'.)"],
  ],
  [
    catchTimer('timeDuration', '5'),
    '',
    [
      "e: Invalid timer duration expression (Expected result of the expression '5' to be one of '[DURATION, PERIOD, STRING]', but was 'NUMBER'.)",
    ],
  ],
  [
    catchTimer('timeDate', '2024-01-01T00:00:00'),
    '',
    [
      "e: Invalid timer date expression (Invalid date-time format '2024-01-01T00:00:00' for expression '2024-01-01T00:00:00'.)",
    ],
  ],
  [startEvent(timer('timeCycle', 'R3/PT1S')), '', []],
  [startEvent(timer('timeCycle', '0 0 9 * * MON-FRI')), '', []],
  [startEvent(timer('timeCycle', 'R3')), '', ['e: Invalid timer cycle expression (No interval given)']],
  [
    startEvent(timer('timeCycle', '@reboot')),
    '',
    ['e: Invalid timer cycle expression (Nickname @reboot not supported!)'],
  ],
  [startEvent(timer('timeDuration', '=duration("PT1H")')), '', []],
  [
    startEvent(timer('timeCycle', '=INVALID')),
    '',
    [
      "e: Invalid timer cycle expression (Expected result of the expression 'INVALID' to be 'STRING', but was 'NULL'. The evaluation reported the following warnings:",
      "[NO_VARIABLE_FOUND] No variable found with name 'INVALID')",
    ],
  ],
]);
