// Process instances: creation, results, variables, modification, migration, cancellation.
import { expect } from 'vitest';
import { chargeProcess } from '../models/charge-process.js';
import { emptyProcess } from '../models/empty-process.js';
import { taskProcess } from '../models/task-process.js';
import { refused } from './refused.js';
import type { SuiteTests } from './suite-tests.js';

/** Larger than the 4 MB that a request may have. */
const TOO_LARGE = 'x'.repeat(5_000_000);

export function instanceTests(tests: SuiteTests): void {
  const create = { rpcs: ['CreateProcessInstance'] } as const;
  const withResult = { rpcs: ['CreateProcessInstanceWithResult'] } as const;

  tests.it('CreateProcessInstance: latest and given version', create, async (scene) => {
    const id = await scene.deployed(emptyProcess);
    await scene.deploy(`${id}.bpmn`, emptyProcess(id, 'Second version'));
    expect(
      await scene.call('CreateProcessInstance', { bpmnProcessId: id, version: -1, variables: { a: 1 } }),
    ).toMatchObject({ bpmnProcessId: id, version: 2 });
    const first = await scene.call('CreateProcessInstance', { bpmnProcessId: id, version: 1, variables: {} });
    expect(first).toMatchObject({ bpmnProcessId: id, version: 1 });
    await scene.ended(String(first['processInstanceKey']), 'ELEMENT_COMPLETED');
  });

  tests.it(
    'CreateProcessInstance: by the key of a definition',
    { ...create, features: ['process keys'] },
    async (scene) => {
      const id = await scene.deployed(emptyProcess);
      const { processDefinitionKey } = await scene.plainly('CreateProcessInstance', {
        bpmnProcessId: id,
        version: -1,
      });
      expect(
        await scene.call('CreateProcessInstance', { processDefinitionKey, variables: {} }),
      ).toMatchObject({ bpmnProcessId: id, processDefinitionKey });
    },
  );

  tests.it(
    'CreateProcessInstance: at given elements',
    { ...create, features: ['start instructions'] },
    async (scene) => {
      const id = await scene.deployed(chargeProcess);
      const startInstructions = [{ elementId: 'review' }];
      const request = { bpmnProcessId: id, version: -1, variables: {} };
      await scene.call('CreateProcessInstance', { ...request, startInstructions });
      expect(await scene.job(`${id}-review`)).toMatchObject({ elementId: 'review' });
      await refused(
        scene.call('CreateProcessInstance', { ...request, startInstructions: [{ elementId: 'nowhere' }] }),
        'INVALID_ARGUMENT',
        "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to create instance of process with start instructions but no element found with id 'nowhere'.",
      );
    },
  );

  tests.it('CreateProcessInstance: unknown processes and versions', create, async (scene) => {
    await refused(
      scene.call('CreateProcessInstance', { bpmnProcessId: 'nowhere', version: -1, variables: {} }),
      'NOT_FOUND',
      "Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nowhere', but none found",
    );
    const id = await scene.deployed(emptyProcess);
    await refused(
      scene.call('CreateProcessInstance', { bpmnProcessId: id, version: 7, variables: {} }),
      'NOT_FOUND',
      `Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID '${id}' and version '7', but none found`,
    );
  });

  tests.it('refuses a tenant', { ...create, features: ['tenants'] }, async (scene) => {
    const id = await scene.deployed(emptyProcess);
    const request = { bpmnProcessId: id, version: -1, variables: {} };
    await refused(
      scene.call('CreateProcessInstance', { ...request, tenantId: 'acme' }),
      'INVALID_ARGUMENT',
      /^Expected to handle gRPC request CreateProcessInstance with tenant identifier 'acme', but multi-tenancy is disabled$/,
    );
    await scene.call('CreateProcessInstance', { ...request, tenantId: '<default>' });
  });

  tests.it(
    'refuses a request of more than 4 MB',
    { ...create, features: ['large requests'] },
    async (scene) => {
      const id = await scene.deployed(emptyProcess);
      const request = { bpmnProcessId: id, version: -1 };
      await refused(
        scene.call('CreateProcessInstance', { ...request, variables: { text: TOO_LARGE } }),
        'RESOURCE_EXHAUSTED',
        tests.has({ features: ['gzip'] })
          ? /^Decompressed gRPC message exceeds maximum size \d+$/
          : /^gRPC message exceeds maximum size \d+: \d+$/,
      );
      const variables = { text: TOO_LARGE.slice(0, 1_000_000) };
      expect(
        await scene.call('CreateProcessInstanceWithResult', { request: { ...request, variables } }),
      ).toMatchObject({ variables });
    },
  );

  tests.it('CreateProcessInstanceWithResult: all variables, or some', withResult, async (scene) => {
    const id = await scene.deployed(emptyProcess);
    const variables = { place: 'Zürich ☃ 😀', total: 250.5, count: 3, items: ['a', 'b'], none: null };
    const request = { bpmnProcessId: id, version: -1, variables };
    expect(await scene.call('CreateProcessInstanceWithResult', { request })).toMatchObject({
      bpmnProcessId: id,
      version: 1,
      variables,
    });
    const some = await scene.call('CreateProcessInstanceWithResult', {
      request,
      fetchVariables: ['total', 'items'],
    });
    expect(some['variables']).toEqual({ total: 250.5, items: ['a', 'b'] });
  });

  tests.it('CreateProcessInstanceWithResult: ends in time', withResult, async (scene) => {
    const id = await scene.deployed(chargeProcess);
    const request = { bpmnProcessId: id, version: -1, variables: {} };
    await refused(
      scene.call('CreateProcessInstanceWithResult', { request, requestTimeout: 1_000 }),
      'DEADLINE_EXCEEDED',
      /^Time out between gateway and broker: |^context deadline exceeded/,
    );
    await refused(
      scene.call('CreateProcessInstanceWithResult', { request: { ...request, bpmnProcessId: 'nowhere' } }),
      'NOT_FOUND',
      "Command 'CREATE_WITH_AWAITING_RESULT' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nowhere', but none found",
    );
  });

  tests.it('CancelProcessInstance', { rpcs: ['CancelProcessInstance'] }, async (scene) => {
    const processInstanceKey = await scene.started(await scene.deployed(chargeProcess));
    await scene.call('CancelProcessInstance', { processInstanceKey });
    await scene.ended(processInstanceKey, 'ELEMENT_TERMINATED');
    await refused(
      scene.call('CancelProcessInstance', { processInstanceKey }),
      'NOT_FOUND',
      `Command 'CANCEL' rejected with code 'NOT_FOUND': Expected to cancel a process instance with key '${processInstanceKey}', but no such process was found`,
    );
  });

  tests.it('a key of no partition', { rpcs: ['CancelProcessInstance'] }, async (scene) => {
    await refused(
      scene.call('CancelProcessInstance', { processInstanceKey: '123' }),
      'UNAVAILABLE',
      'Expected to execute command on partition 0, but either it does not exist, or the gateway is not yet aware of it',
    );
  });

  tests.it('SetVariables: of the element, or upwards', { rpcs: ['SetVariables'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess, { total: 1 });
    const elementInstanceKey = job.elementInstanceKey;
    await scene.call('SetVariables', { elementInstanceKey, variables: { total: 2 }, local: false });
    await scene.variable(job.processInstanceKey, 'total', '2');
    await scene.call('SetVariables', { elementInstanceKey, variables: { total: 3 }, local: true });
    await scene.variable(elementInstanceKey, 'total', '3');
    const ofInstance = (await scene.records()).filter(
      ({ valueType, value }) =>
        valueType === 'VARIABLE' && value['scopeKey'] === job.processInstanceKey && value['name'] === 'total',
    );
    expect(ofInstance.map(({ value }) => value['value'])).toEqual(['1', '2']);
    await refused(
      scene.call('SetVariables', { elementInstanceKey: job.key, variables: { a: 1 }, local: false }),
      'NOT_FOUND',
      `Command 'UPDATE' rejected with code 'NOT_FOUND': Expected to update variables for element with key '${job.key}', but no such element was found`,
    );
  });

  tests.it('ModifyProcessInstance', { rpcs: ['ModifyProcessInstance'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    const { processInstanceKey, elementInstanceKey } = job;
    const activate = {
      elementId: 'review',
      ancestorElementInstanceKey: '0',
      variableInstructions: [{ variables: { reviewer: 'Ada' }, scopeId: '' }],
    };
    await scene.call('ModifyProcessInstance', {
      processInstanceKey,
      activateInstructions: [activate],
      terminateInstructions: [{ elementInstanceKey }],
    });
    expect(await scene.job(`${String(job['bpmnProcessId'])}-review`)).toMatchObject({
      processInstanceKey,
      variables: { reviewer: 'Ada' },
    });
    await scene.record(
      'PROCESS_INSTANCE',
      'ELEMENT_TERMINATED',
      (record) => record.key === elementInstanceKey,
    );

    await refused(
      scene.call('ModifyProcessInstance', {
        processInstanceKey,
        activateInstructions: [{ ...activate, elementId: 'nowhere' }],
      }),
      'INVALID_ARGUMENT',
      `Command 'MODIFY' rejected with code 'INVALID_ARGUMENT': Expected to modify instance of process '${String(job['bpmnProcessId'])}' but it contains one or more activate instructions with an element that could not be found: 'nowhere'`,
    );
    await refused(
      scene.call('ModifyProcessInstance', {
        processInstanceKey: job.key,
        activateInstructions: [activate],
      }),
      'NOT_FOUND',
      `Command 'MODIFY' rejected with code 'NOT_FOUND': Expected to modify process instance but no process instance found with key '${job.key}'`,
    );
  });

  tests.it('MigrateProcessInstance', { rpcs: ['MigrateProcessInstance'] }, async (scene) => {
    const job = await scene.jobOf((id) => taskProcess(id, [['charge', id]]));
    const id = String(job['bpmnProcessId']);
    const next = taskProcess(id, [
      ['pay', id],
      ['ship', `${id}-ship`],
    ]);
    const { deployments } = await scene.deploy(`${id}.bpmn`, next);
    const [deployment] = deployments as { process: { processDefinitionKey: string } }[];
    const migrationPlan = {
      targetProcessDefinitionKey: deployment?.process.processDefinitionKey,
      mappingInstructions: [{ sourceElementId: 'charge', targetElementId: 'pay' }],
    };
    const { processInstanceKey } = job;
    await scene.call('MigrateProcessInstance', { processInstanceKey, migrationPlan });
    await scene.record(
      'JOB',
      'MIGRATED',
      ({ key, value }) => key === job.key && value['elementId'] === 'pay',
    );
    await scene.plainly('CompleteJob', { jobKey: job.key });
    expect(await scene.job(`${id}-ship`)).toMatchObject({ processInstanceKey, processDefinitionVersion: 2 });

    await refused(
      scene.call('MigrateProcessInstance', { processInstanceKey, migrationPlan }),
      'INVALID_ARGUMENT',
      `Command 'MIGRATE' rejected with code 'INVALID_ARGUMENT': Expected to migrate process instance '${processInstanceKey}' but mapping instructions contain a non-existing source element id 'charge'. Elements provided in mapping instructions must exist in the source process definition.`,
    );
    await refused(
      scene.call('MigrateProcessInstance', { processInstanceKey: job.key, migrationPlan }),
      'NOT_FOUND',
      `Command 'MIGRATE' rejected with code 'NOT_FOUND': Expected to migrate process instance but no process instance found with key '${job.key}'`,
    );
  });
}
