// Process instances whose creator waits for their result (spec 10 §3.2).
import { NO_KEY, type JsonDocument, type Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const MODEL = `
process p
  start: startEvent
  task: serviceTask type=t in.local="=1" out.c="=b"
  f: start -> task
`;

/** An instance that was created with {"a":1} by the second request of a client. */
function awaiting(fetchVariables: readonly string[]): EngineDriver {
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  driver.send('PROCESS_INSTANCE_CREATION', 'CREATE_WITH_AWAITING_RESULT', NO_KEY, {
    bpmnProcessId: 'p',
    variables: '{"a":1}' as JsonDocument,
    fetchVariables,
  });
  return driver;
}

function complete(driver: EngineDriver): void {
  const [job] = [...driver.state.jobs.entries()];
  driver.send('JOB', 'COMPLETE', (job?.[0] ?? NO_KEY) as Key, { variables: '{"b":2}' as JsonDocument });
}

function answersToCreation(driver: EngineDriver) {
  return driver.responses.filter(({ requestId }) => requestId === 2);
}

describe('the creator of a process instance who waits for its result', () => {
  it('is not answered before the process completes', () => {
    expect(answersToCreation(awaiting([]))).toEqual([]);
  });

  it('is told the variables of the process when it completes', () => {
    const driver = awaiting([]);
    const [processInstanceKey] = [...driver.state.elementInstances.entries()][0] ?? [];
    const [definition] = [...driver.state.processDefinitions.entries()];
    complete(driver);
    expect(answersToCreation(driver)).toEqual([
      {
        kind: 'accepted',
        requestId: 2,
        record: {
          valueType: 'PROCESS_INSTANCE_RESULT',
          intent: 'COMPLETED',
          key: processInstanceKey,
          value: {
            bpmnProcessId: 'p',
            version: 1,
            processDefinitionKey: definition?.[0],
            processInstanceKey,
            tenantId: '<default>',
            variables: '{"a":1,"c":2}',
          },
        },
      },
    ]);
  });

  it('is told only the variables that were asked for; unknown names are left out', () => {
    const driver = awaiting(['c', 'unknown']);
    complete(driver);
    expect(answersToCreation(driver)).toMatchObject([{ record: { value: { variables: '{"c":2}' } } }]);
  });

  it('is not answered when the instance is cancelled', () => {
    const driver = awaiting([]);
    const [key] = [...driver.state.elementInstances.entries()][0] ?? [];
    driver.send('PROCESS_INSTANCE', 'CANCEL', (key ?? NO_KEY) as Key, {});
    expect(answersToCreation(driver)).toEqual([]);
  });
});
