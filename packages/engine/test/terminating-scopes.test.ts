// What still happens in a scope that terminates, while its children wait for their turn to.
import { NO_KEY, type JsonDocument, type Key } from '@grevy/protocol';
import { expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const MODEL = `
process p
  start: startEvent
  a: serviceTask type=a
  late: boundaryEvent attachedTo=a cancelActivity=false timeDuration=PT5S
  b: serviceTask type=b
  f1: start -> a
  f2: late -> b
`;

it('a boundary event that does not interrupt comes too late, and leaves nothing behind', () => {
  // given an instance whose cancelling has come to the list of its children, and its timer behind that
  const driver = new EngineDriver({ limits: { maxCommandsInBatch: 3 } });
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  driver.create('p');
  const [instance] = [...driver.state.elementInstances.entries()].map(([key]) => key as Key);
  const [timer] = [...driver.state.timers.table.entries()];
  if (instance === undefined || timer === undefined) throw new Error('Expected an instance with a timer');
  driver.pause();
  driver.send('PROCESS_INSTANCE', 'CANCEL', instance, {});
  driver.send('TIMER', 'TRIGGER', timer[0] as Key, timer[1].value);

  // when both are processed
  driver.resume();

  // then the timer is refused, and the instance has ended
  expect(driver.records.filter(({ recordType }) => recordType === 'COMMAND_REJECTION')).toMatchObject([
    { valueType: 'TIMER', intent: 'TRIGGER', rejectionType: 'INVALID_STATE' },
  ]);
  expect(driver.state.elementInstances.size).toBe(0);
  expect(driver.state.timers.table.size).toBe(0);
});

it('an element that a modification activates in an instance that it ends never comes, and its variables go', () => {
  // given an instance
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  driver.create('p');
  const [instance] = [...driver.state.elementInstances.entries()].map(([key]) => key as Key);
  if (instance === undefined) throw new Error('Expected an instance');

  // when one command gives variables to an element of it and ends it
  const answer = driver.send('PROCESS_INSTANCE_MODIFICATION', 'MODIFY', instance, {
    processInstanceKey: instance,
    activateInstructions: [
      {
        elementId: 'b',
        ancestorScopeKey: NO_KEY,
        ancestorScopeKeys: [],
        variableInstructions: [{ elementId: 'b', variables: '{"x":1}' as JsonDocument }],
      },
    ],
    terminateInstructions: [{ elementInstanceKey: instance }],
  });

  // then nothing is left
  expect(answer).toMatchObject({ kind: 'accepted' });
  expect(driver.records.some(({ valueType }) => valueType === 'VARIABLE')).toBe(true);
  expect(driver.state.elementInstances.size).toBe(0);
  expect(driver.state.variables.size).toBe(0);
});
