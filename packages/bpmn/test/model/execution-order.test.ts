import { describe, expect, it } from 'vitest';
import { flow, idsOf, nodeOf, processFile, processOf, serviceTask } from '../files.js';

const TIMER = '<timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>';
const boundary = (id: string): string =>
  `<boundaryEvent id="${id}" attachedToRef="t" cancelActivity="false"><outgoing>f_${id}</outgoing>${TIMER}</boundaryEvent>${flow(`f_${id}`, id, 'end')}`;

describe('lists of the model stand in execution order', () => {
  const eventSubProcess = (id: string): string =>
    `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${id}_start" isInterrupting="false">${TIMER}</startEvent></subProcess>`;
  const process = processOf(
    processFile(
      `<startEvent id="timerStart">${TIMER}</startEvent>
       ${eventSubProcess('e1')}
       <parallelGateway id="g"><outgoing>c</outgoing><outgoing>a</outgoing></parallelGateway>
       ${serviceTask('t')}${boundary('b1')}${boundary('b2')}
       <endEvent id="end"/>
       ${flow('s', 'start', 'g')}${flow('a', 'g', 't')}${flow('b', 'g', 't')}${flow('c', 'g', 't')}
       ${eventSubProcess('e2')}`,
    ),
  );

  it('outgoing and incoming flows: reverse document order of the flows', () => {
    expect(idsOf(nodeOf(process, 'g', 'PARALLEL_GATEWAY').outgoing)).toEqual(['c', 'b', 'a']);
    expect(idsOf(nodeOf(process, 't', 'SERVICE_TASK').incoming)).toEqual(['c', 'b', 'a']);
  });

  it('boundary events and start events: reverse document order', () => {
    expect(idsOf(nodeOf(process, 't', 'SERVICE_TASK').boundaryEvents)).toEqual(['b2', 'b1']);
    expect(idsOf(process.startEvents)).toEqual(['timerStart', 'start']);
  });

  it('event sub-processes: document order', () => {
    expect(idsOf(process.eventSubProcesses)).toEqual(['e1', 'e2']);
    expect(idsOf(process.catchEvents)).toEqual(['e1_start', 'e2_start']);
  });

  it('the none start event is found among several start events', () => {
    expect(process.noneStartEvent?.id).toBe('start');
  });

  it('every element has a dense index of its own', () => {
    expect(process.elements.map((element) => element.elementIndex)).toEqual([...process.elements.keys()]);
    expect(process.elements[0]).toBe(process);
    expect(new Set(process.elements).size).toBe(process.elementsById.size + 1);
  });
});

describe('events to subscribe to', () => {
  it('of a sub-process: its event sub-processes, then its boundary events; errors are not among them', () => {
    const process = processOf(
      processFile(
        `<subProcess id="t"><startEvent id="i"/>
           <subProcess id="e" triggeredByEvent="true"><startEvent id="e_start">${TIMER}</startEvent></subProcess>
           <subProcess id="f" triggeredByEvent="true"><startEvent id="f_start"><errorEventDefinition/></startEvent></subProcess>
         </subProcess>${boundary('b1')}${boundary('b2')}<endEvent id="end"/>`,
      ),
    );
    expect(idsOf(nodeOf(process, 't', 'SUB_PROCESS').catchEvents)).toEqual(['e_start', 'b2', 'b1']);
    expect(nodeOf(process, 'f', 'EVENT_SUB_PROCESS').startEvent.event).toEqual({
      type: 'ERROR',
      errorCode: '',
    });
  });

  it('of a receive task: itself first', () => {
    const process = processOf(
      processFile(
        `<receiveTask id="t" messageRef="m"/>${boundary('b1')}<endEvent id="end"/>`,
        '<message id="m" name="m"><extensionElements><zeebe:subscription correlationKey="=k"/></extensionElements></message>',
      ),
    );
    const task = nodeOf(process, 't', 'RECEIVE_TASK');
    expect(task.catchEvents[0]).toBe(task);
    expect(idsOf(task.catchEvents)).toEqual(['t', 'b1']);
    expect(task.eventType).toBe('MESSAGE');
  });

  it('of an event-based gateway: its targets in the order of the flows', () => {
    const event = (id: string): string =>
      `<intermediateCatchEvent id="${id}"><incoming>f_${id}</incoming>${TIMER}</intermediateCatchEvent>${flow(`f_${id}`, 'g', id)}`;
    const process = processOf(
      processFile(
        `<eventBasedGateway id="g"><outgoing>f_a</outgoing><outgoing>f_b</outgoing></eventBasedGateway>${event('a')}${event('b')}`,
      ),
    );
    expect(idsOf(nodeOf(process, 'g', 'EVENT_BASED_GATEWAY').catchEvents)).toEqual(['b', 'a']);
    expect(nodeOf(process, 'a', 'INTERMEDIATE_CATCH_EVENT').isBehindEventBasedGateway).toBe(true);
  });
});
