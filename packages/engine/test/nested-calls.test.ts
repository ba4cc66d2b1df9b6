// Processes that call each other very deep: termination ends them from the inside out, up to a named limit.
import type { Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { MAX_TERMINATED_CALL_DEPTH } from '../src/limits.js';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const MODEL = `
process p
  start: startEvent
  choice: exclusiveGateway default=f2
  call: callActivity calls="=target" in.depth="=depth - 1" in.target="=target" propagateAllParentVariables=false
  task: serviceTask type=work
  f0: start -> choice
  f1: choice -> call if "=depth > 0"
  f2: choice -> task
`;

/** The root of `depth` processes that call each other; the innermost waits for a job. */
function nested(depth: number): { readonly driver: EngineDriver; readonly root: Key } {
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
  driver.create('p', `{"depth":${depth},"target":"p"}`);
  const root = driver.records.find((record) => record.valueType === 'PROCESS_INSTANCE');
  if (root === undefined) throw new Error('Expected a process instance');
  return { driver, root: root.key };
}

describe('nested called processes', () => {
  it('are terminated with their root', () => {
    const { driver, root } = nested(MAX_TERMINATED_CALL_DEPTH);
    driver.send('PROCESS_INSTANCE', 'CANCEL', root, {});
    expect(driver.state.elementInstances.size).toBe(0);
    expect(driver.state.variables.size).toBe(0);
  });

  it('are banned at the innermost when there are too many', () => {
    const { driver, root } = nested(MAX_TERMINATED_CALL_DEPTH + 1);
    driver.send('PROCESS_INSTANCE', 'CANCEL', root, {});
    const error = driver.records.find((record) => record.valueType === 'ERROR');
    expect(error?.value).toMatchObject({
      exceptionMessage: expect.stringMatching(
        /^Process instance `\d+` has too many nested child instances and could not be terminated\./,
      ) as string,
    });
    expect(driver.state.bannedInstances.size).toBe(1);
  });
});
