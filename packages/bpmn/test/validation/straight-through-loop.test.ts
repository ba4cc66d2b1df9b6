import { describe, expect, it } from 'vitest';
import { checkStraightThroughLoops } from '../../src/validation/straight-through-loop.js';
import { definitions, flow, processFile, read, serviceTask } from '../files.js';

function check(file: string): string {
  const result = read(file);
  if (!result.ok) throw new Error(result.block);
  return checkStraightThroughLoops('f.bpmn', result.processes) ?? 'none';
}

const loop = (process: string, ...ids: readonly string[]): string =>
  `- Process: ${process}\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: ${ids.join(' > ')}\n`;

describe('a straight-through loop', () => {
  it('is a circle of pass-through elements with a task', () => {
    const file = processFile(
      `<task id="b"/><exclusiveGateway id="g"/><manualTask id="a"/>${flow('f1', 'start', 'g')}${flow('f2', 'g', 'b')}${flow('f3', 'b', 'a')}${flow('f4', 'a', 'g')}`,
    );
    expect(check(file)).toBe(`\`f.bpmn\`: ${loop('p', 'a', 'g', 'b', 'a')}`);
  });

  it.each(['exclusiveGateway', 'inclusiveGateway', 'parallelGateway'])('goes through a %s', (gateway) => {
    const file = processFile(
      `<task id="a"/><${gateway} id="g"/>${flow('f1', 'a', 'g')}${flow('f2', 'g', 'a', gateway === 'inclusiveGateway' ? '=x' : undefined)}`,
    );
    expect(check(file)).toBe(`\`f.bpmn\`: ${loop('p', 'a', 'g', 'a')}`);
  });

  it('may start before the circle', () => {
    const file = processFile(
      `<task id="a"/><task id="b"/><exclusiveGateway id="g"/>${flow('f1', 'a', 'b')}${flow('f2', 'b', 'g')}${flow('f3', 'g', 'b')}`,
    );
    expect(check(file)).toBe(`\`f.bpmn\`: ${loop('p', 'b', 'g', 'b')}`);
  });

  it('goes through sub-processes', () => {
    const file = processFile(
      `<subProcess id="s"><startEvent id="i"/><task id="t"/>${flow('f1', 'i', 't')}</subProcess>${flow('f2', 's', 's')}`,
    );
    expect(check(file)).toBe(`\`f.bpmn\`: ${loop('p', 't', 's', 'i', 't')}`);
  });

  it('goes through multi-instance activities, whose flows are those of the body', () => {
    const file = processFile(
      `<task id="t"><multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=x"/></extensionElements></multiInstanceLoopCharacteristics></task>${flow('f', 't', 't')}`,
    );
    expect(check(file)).toBe(`\`f.bpmn\`: ${loop('p', 't', 't')}`);
  });

  it('goes through called processes of the same file', () => {
    const call = (id: string): string =>
      `<callActivity id="call_${id}"><extensionElements><zeebe:calledElement processId="${id}"/></extensionElements></callActivity>`;
    const process = (id: string, called: string): string =>
      `<process id="${id}" isExecutable="true"><startEvent id="start_${id}"/>${call(called)}${flow(`f_${id}`, `start_${id}`, `call_${called}`)}</process>`;
    expect(check(definitions(process('a', 'b') + process('b', 'a')))).toBe(
      `\`f.bpmn\`: ${loop('a', 'call_b', 'start_b', 'call_a', 'start_a', 'call_b')}${loop('b', 'call_a', 'start_a', 'call_b', 'start_b', 'call_a')}`,
    );
  });

  it.each([
    [
      'a waiting element is in the circle',
      `<task id="a"/>${serviceTask('b')}${flow('f1', 'a', 'b')}${flow('f2', 'b', 'a')}`,
    ],
    [
      'no task is in the circle',
      `<exclusiveGateway id="a"/><exclusiveGateway id="b"/>${flow('f1', 'a', 'b')}${flow('f2', 'b', 'a')}`,
    ],
  ])('is not there if %s', (_why, content) => {
    expect(check(processFile(content))).toBe('none');
  });

  it('is looked for without end in no model: many diamonds take no exponential time', () => {
    let content = '<task id="n0"/>';
    for (let i = 0; i < 60; i++) {
      content += `<task id="n${i + 1}"/>${flow(`a${i}`, `n${i}`, `n${i + 1}`)}${flow(`b${i}`, `n${i}`, `n${i + 1}`)}`;
    }
    expect(check(processFile(content))).toBe('none');
  });

  it('is given up in a very long chain', () => {
    let content = '<task id="n0"/>';
    for (let i = 0; i < 5001; i++) content += `<task id="n${i + 1}"/>${flow(`f${i}`, `n${i}`, `n${i + 1}`)}`;
    expect(check(processFile(content))).toBe(
      '`f.bpmn`: - Process: p\n    - ERROR: Process contains a very long chain of tasks of type [MANUAL_TASK, TASK, CALL_ACTIVITY]\n',
    );
  });

  it('cannot be looked for if a called process of the file has no none start event', () => {
    const timer = '<timerEventDefinition><timeCycle>R/PT1S</timeCycle></timerEventDefinition>';
    const file = definitions(
      `<process id="a" isExecutable="true"><startEvent id="s"/><callActivity id="c"><extensionElements><zeebe:calledElement processId="b"/></extensionElements></callActivity></process><process id="b" isExecutable="true"><startEvent id="t">${timer}</startEvent></process>`,
    );
    expect(check(file)).toBe("'f.bpmn': null");
  });
});
