import { describe, expect, it } from 'vitest';
import { flow, idsOf, nodeOf, processFile, processOf, read, serviceTask } from '../files.js';

const extended = (tag: string, extensions: string, attributes = ''): string =>
  `<${tag} id="e"${attributes}><extensionElements>${extensions}</extensionElements></${tag}>`;

describe('job-based tasks', () => {
  it('have a job with default retries and the headers that have key and value', () => {
    const process = processOf(
      processFile(
        extended(
          'serviceTask',
          '<zeebe:taskDefinition type="=a"/><zeebe:taskHeaders><zeebe:header key="k" value="v"/><zeebe:header key="x"/><zeebe:header value="y"/></zeebe:taskHeaders>',
        ),
      ),
    );
    const { job } = jobTask(nodeOf(process, 'e', 'SERVICE_TASK'));
    expect(job.type).toMatchObject({ kind: 'feel', text: 'a' });
    expect(job.retries).toEqual({ kind: 'static', text: '3', value: 3 });
    expect(job.headers).toEqual([{ key: 'k', value: 'v' }]);
  });

  it('of user tasks have a fixed type, one retry and the properties of the user task', () => {
    const process = processOf(
      processFile(
        extended(
          'userTask',
          '<zeebe:taskDefinition type="ignored"/><zeebe:assignmentDefinition assignee="42" candidateGroups="a, b &quot;c&quot;"/><zeebe:taskSchedule dueDate="=d"/><zeebe:formDefinition formId="f"/>',
        ),
      ),
    );
    const { job } = jobTask(nodeOf(process, 'e', 'USER_TASK'));
    expect([job.type, job.retries].map((expression) => expression.text)).toEqual([
      'io.camunda.zeebe:userTask',
      '1',
    ]);
    expect(job.userTask).toMatchObject({
      assignee: { kind: 'static', value: '42' },
      candidateGroups: { kind: 'feel', text: '["a","b \\"c\\""]' },
      candidateUsers: undefined,
      dueDate: { kind: 'feel', text: 'd' },
      form: { kind: 'formId', formId: { text: 'f' } },
    });
  });

  function jobTask<T extends object>(task: T): Extract<T, { readonly implementation: 'job' }> {
    if (!isJobTask(task)) throw new Error('Not a job task');
    return task;
  }

  function isJobTask<T extends object>(task: T): task is Extract<T, { readonly implementation: 'job' }> {
    return 'implementation' in task && task.implementation === 'job';
  }
});

describe('tasks that the engine executes itself', () => {
  it('script task with a FEEL script', () => {
    const process = processOf(
      processFile(extended('scriptTask', '<zeebe:script expression="=1+1" resultVariable="r"/>')),
    );
    expect(nodeOf(process, 'e', 'SCRIPT_TASK')).toMatchObject({
      implementation: 'script',
      script: { expression: { text: '1+1' }, resultVariable: 'r' },
    });
  });

  it('business rule task with a called decision', () => {
    const process = processOf(
      processFile(extended('businessRuleTask', '<zeebe:calledDecision decisionId="d" resultVariable="r"/>')),
    );
    expect(nodeOf(process, 'e', 'BUSINESS_RULE_TASK')).toMatchObject({
      implementation: 'calledDecision',
      calledDecision: { decisionId: { kind: 'static', value: 'd' }, resultVariable: 'r' },
    });
  });

  it('call activity, which propagates variables unless told otherwise', () => {
    const process = processOf(
      processFile(
        extended('callActivity', '<zeebe:calledElement processId="q" propagateAllParentVariables="false"/>'),
      ),
    );
    expect(nodeOf(process, 'e', 'CALL_ACTIVITY')).toMatchObject({
      processId: { value: 'q' },
      propagateAllChildVariables: true,
      propagateAllParentVariables: false,
    });
  });
});

describe('a multi-instance activity', () => {
  const loop =
    '<multiInstanceLoopCharacteristics isSequential="true"><extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="out" outputElement="=result.value"/></extensionElements><completionCondition>=done</completionCondition></multiInstanceLoopCharacteristics>';
  const process = processOf(
    processFile(
      `${serviceTask('t', loop)}<boundaryEvent id="b" attachedToRef="t"><outgoing>o</outgoing><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></boundaryEvent><task id="n"/>${flow('i', 'start', 't')}${flow('o', 'b', 'n')}`,
    ),
  );
  const body = nodeOf(process, 't', 'MULTI_INSTANCE_BODY');

  it('is a body with the flows and boundary events, around the activity', () => {
    expect(idsOf(body.incoming)).toEqual(['i']);
    expect(idsOf(body.boundaryEvents)).toEqual(['b']);
    expect(idsOf(body.catchEvents)).toEqual(['b']);
    const { innerActivity } = body;
    expect([innerActivity.id, innerActivity.elementType]).toEqual(['t', 'SERVICE_TASK']);
    expect(innerActivity.flowScope).toBe(body);
    expect([innerActivity.incoming, innerActivity.boundaryEvents, innerActivity.catchEvents]).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('has both elements in the index', () => {
    expect(process.elements[body.elementIndex]).toBe(body);
    expect(process.elements[body.innerActivity.elementIndex]).toBe(body.innerActivity);
  });

  it('knows its loop', () => {
    expect(body.loop).toMatchObject({
      isSequential: true,
      inputCollection: { text: 'items' },
      inputElement: 'item',
      output: { collection: 'out', element: { text: 'result.value' }, elementVariable: 'result' },
      completionCondition: { text: 'done' },
    });
  });
});

describe('events', () => {
  it('a link throw event knows its catch event', () => {
    const process = processOf(
      processFile(
        '<intermediateThrowEvent id="a"><linkEventDefinition name="l"/></intermediateThrowEvent><intermediateCatchEvent id="b"><linkEventDefinition name="l"/></intermediateCatchEvent>',
      ),
    );
    const { event, eventType } = nodeOf(process, 'a', 'INTERMEDIATE_THROW_EVENT');
    expect(eventType).toBe('LINK');
    expect(event.type === 'LINK' && event.target).toBe(nodeOf(process, 'b', 'INTERMEDIATE_CATCH_EVENT'));
  });

  it('of several definitions of a throw event one counts', () => {
    const definitions =
      '<signalEventDefinition signalRef="s"/><escalationEventDefinition escalationRef="x"/><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>';
    const process = processOf(
      processFile(
        `<intermediateThrowEvent id="e">${definitions}</intermediateThrowEvent>`,
        '<signal id="s" name="s"/><escalation id="x" escalationCode="c"/>',
      ),
    );
    expect(nodeOf(process, 'e', 'INTERMEDIATE_THROW_EVENT').event).toMatchObject({ type: 'ESCALATION' });
  });

  it('a throw event with a timer acts as a none event', () => {
    const process = processOf(
      processFile(
        '<intermediateThrowEvent id="e"><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></intermediateThrowEvent>',
      ),
    );
    expect(nodeOf(process, 'e', 'INTERMEDIATE_THROW_EVENT')).toMatchObject({
      eventType: 'NONE',
      event: { type: 'NONE' },
    });
  });

  it('interrupts unless told otherwise', () => {
    const timer = '<timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>';
    const boundary = (id: string, attributes: string): string =>
      `<boundaryEvent id="${id}" attachedToRef="t"${attributes}><outgoing>f_${id}</outgoing>${timer}</boundaryEvent>${flow(`f_${id}`, id, 't')}`;
    const process = processOf(
      processFile(serviceTask('t') + boundary('a', '') + boundary('b', ' cancelActivity="false"')),
    );
    expect(nodeOf(process, 'a', 'BOUNDARY_EVENT').interrupting).toBe(true);
    expect(nodeOf(process, 'b', 'BOUNDARY_EVENT').interrupting).toBe(false);
  });
});

describe('sequence flows', () => {
  it('have their condition, and know whether they are the default', () => {
    const process = processOf(
      processFile(
        `<exclusiveGateway id="g" default="b"/><task id="t"/>${flow('a', 'g', 't', ' =x &gt; 1 ')}${flow('b', 'g', 't')}`,
      ),
    );
    const gateway = nodeOf(process, 'g', 'EXCLUSIVE_GATEWAY');
    expect(gateway.defaultFlow?.id).toBe('b');
    expect(gateway.outgoing.map((flow) => [flow.id, flow.isDefault, flow.condition?.text])).toEqual([
      ['b', true, undefined],
      ['a', false, 'x > 1'],
    ]);
  });

  it('inside a sub-process belong to it', () => {
    const process = processOf(
      processFile(`<subProcess id="s"><startEvent id="i"/><task id="t"/>${flow('f', 'i', 't')}</subProcess>`),
    );
    const subProcess = nodeOf(process, 's', 'SUB_PROCESS');
    expect(subProcess.startEvent.outgoing[0]?.flowScope).toBe(subProcess);
    expect(nodeOf(process, 't', 'TASK').flowScope).toBe(subProcess);
  });
});

describe('a file', () => {
  it('may have several processes, of which the executable ones are built', () => {
    const file = processFile('').replace(
      '</definitions>',
      '<process id="q"/><process id="r" isExecutable="true"><startEvent id="rs"/></process></definitions>',
    );
    const result = read(file);
    expect(result.ok && [idsOf(result.processes), result.allProcessIds]).toEqual([
      ['p', 'r'],
      ['p', 'q', 'r'],
    ]);
  });

  it('has static expressions with the type of their text', () => {
    const types = ['abc', '123', '1.50', '+5', '.5', '1e3', '1E400', '=', ' =x', '0x1'].map((text) => {
      const process = processOf(
        processFile(extended('serviceTask', `<zeebe:taskDefinition type="${text}"/>`)),
      );
      const task = nodeOf(process, 'e', 'SERVICE_TASK');
      return task.implementation === 'job' && task.job.type.kind === 'static'
        ? typeof task.job.type.value
        : 'feel';
    });
    expect(types.map((type) => (type === 'string' ? 'STRING' : 'NUMBER'))).toEqual([
      'STRING',
      'NUMBER',
      'NUMBER',
      'NUMBER',
      'NUMBER',
      'NUMBER',
      'NUMBER',
      'STRING',
      'STRING',
      'STRING',
    ]);
  });
});
