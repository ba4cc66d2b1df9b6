// Topology, deployments, decisions and the deletion of resources.
import { expect } from 'vitest';
import type { Message } from '../client.js';
import { chargeProcess } from '../models/charge-process.js';
import { contactForm } from '../models/contact-form.js';
import { discountDecision } from '../models/discount-decision.js';
import { emptyProcess } from '../models/empty-process.js';
import { refused } from './refused.js';
import type { SuiteTests } from './suite-tests.js';

export function resourceTests(tests: SuiteTests): void {
  tests.it('Topology: the broker, its partition and the version', { rpcs: ['Topology'] }, async (scene) => {
    expect(await scene.call('Topology', {})).toMatchObject({
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: '8.3.13',
      brokers: [{ nodeId: 0, partitions: [{ partitionId: 1, role: 'LEADER', health: 'HEALTHY' }] }],
    });
  });

  tests.it('the health service serves', { rpcs: ['HealthCheck'] }, async (scene) => {
    expect(await scene.call('HealthCheck', {})).toEqual({ status: 'SERVING' });
  });

  tests.it('DeployResource: processes, decisions and forms', { rpcs: ['DeployResource'] }, async (scene) => {
    const id = scene.name('deployed');
    const resources = [
      { name: `${id}.bpmn`, content: emptyProcess(id) },
      { name: `${id}.dmn`, content: discountDecision(id) },
      { name: `${id}.form`, content: contactForm(id) },
    ];

    const first = deployments(await scene.call('DeployResource', { resources }));
    expect(first).toHaveLength(5);
    expect(first).toEqual(
      expect.arrayContaining([
        { process: expect.objectContaining({ bpmnProcessId: id, version: 1, resourceName: `${id}.bpmn` }) },
        {
          decision: expect.objectContaining({
            dmnDecisionId: id,
            dmnDecisionName: 'Discount',
            version: 1,
            dmnDecisionRequirementsId: `${id}-graph`,
          }),
        },
        { decision: expect.objectContaining({ dmnDecisionId: `${id}-tier`, version: 1 }) },
        {
          decisionRequirements: expect.objectContaining({
            dmnDecisionRequirementsId: `${id}-graph`,
            dmnDecisionRequirementsName: 'Discounts',
            version: 1,
            resourceName: `${id}.dmn`,
          }),
        },
      ]),
    );
    if (tests.has({ features: ['forms'] })) {
      expect(first).toContainEqual({
        form: expect.objectContaining({ formId: id, version: 1, resourceName: `${id}.form` }),
      });
    }

    const again = deployments(await scene.call('DeployResource', { resources }));
    expect(again, 'unchanged resources keep their keys and versions').toEqual(first);

    const changed = { name: `${id}.bpmn`, content: emptyProcess(id, 'Changed') };
    expect(deployments(await scene.call('DeployResource', { resources: [changed] }))).toMatchObject([
      { process: { bpmnProcessId: id, version: 2 } },
    ]);
  });

  tests.it('DeployResource: refuses what it cannot read', { rpcs: ['DeployResource'] }, async (scene) => {
    const intro = `Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n`;
    await refused(
      scene.call('DeployResource', { resources: [{ name: 'broken.bpmn', content: '<x' }] }),
      'INVALID_ARGUMENT',
      new RegExp(`^${intro}'broken\\.bpmn': `),
    );
    await refused(
      scene.call('DeployResource', { resources: [{ name: 'notes.txt', content: 'Buy milk' }] }),
      'INVALID_ARGUMENT',
      `${intro}\n'notes.txt': unknown resource type`,
    );
  });

  tests.it('DeployProcess: the older call', { rpcs: ['DeployProcess'] }, async (scene) => {
    const id = scene.name('older');
    const deployed = await scene.call('DeployProcess', {
      processes: [{ name: `${id}.bpmn`, definition: emptyProcess(id) }],
    });
    expect(deployed).toMatchObject({
      processes: [{ bpmnProcessId: id, version: 1, resourceName: `${id}.bpmn` }],
    });
    await refused(
      scene.call('DeployProcess', { processes: [{ name: 'broken.bpmn', definition: '<x' }] }),
      'INVALID_ARGUMENT',
      /'broken\.bpmn': /,
    );
  });

  tests.it('EvaluateDecision: by id and by key', { rpcs: ['EvaluateDecision'] }, async (scene) => {
    const id = scene.name('discount');
    const deployed = await scene.deploy(`${id}.dmn`, discountDecision(id));
    const decision = deployments(deployed)
      .map((deployment) => deployment['decision'] as Message | undefined)
      .find((found) => found?.['dmnDecisionId'] === id);

    const byId = await scene.call('EvaluateDecision', { decisionId: id, variables: { total: 250 } });
    expect(byId).toMatchObject({
      decisionId: id,
      decisionKey: decision?.['decisionKey'],
      decisionName: 'Discount',
      decisionVersion: 1,
      decisionOutput: '15',
      failedDecisionId: '',
      evaluatedDecisions: [
        { decisionId: `${id}-tier`, decisionType: 'LITERAL_EXPRESSION', decisionOutput: '"gold"' },
        {
          decisionId: id,
          decisionType: 'DECISION_TABLE',
          evaluatedInputs: [{ inputId: `${id}-input`, inputName: 'Tier', inputValue: '"gold"' }],
          matchedRules: [
            {
              ruleId: `${id}-gold`,
              ruleIndex: 1,
              evaluatedOutputs: [{ outputId: `${id}-output`, outputName: 'discount', outputValue: '15' }],
            },
          ],
        },
      ],
    });
    if (!tests.has({ features: ['decision keys'] })) return;
    const byKey = await scene.call('EvaluateDecision', {
      decisionKey: decision?.['decisionKey'],
      variables: { total: 20 },
    });
    expect(byKey).toMatchObject({ decisionId: id, decisionOutput: '5' });
  });

  tests.it('EvaluateDecision: unknown decisions', { rpcs: ['EvaluateDecision'] }, async (scene) => {
    await refused(
      scene.call('EvaluateDecision', { decisionId: 'nowhere', variables: {} }),
      'INVALID_ARGUMENT',
      "Command 'EVALUATE' rejected with code 'INVALID_ARGUMENT': Expected to evaluate decision 'nowhere', but no decision found for id 'nowhere'",
    );
  });

  tests.it('DeleteResource: a process and a decision graph', { rpcs: ['DeleteResource'] }, async (scene) => {
    const id = scene.name('deleted');
    const [{ process }] = deployments(await scene.deploy(`${id}.bpmn`, emptyProcess(id))) as [Deployed];
    await scene.call('DeleteResource', { resourceKey: process?.['processDefinitionKey'] });
    await refused(
      scene.call('CreateProcessInstance', { bpmnProcessId: id, version: -1, variables: {} }),
      'NOT_FOUND',
      `Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID '${id}', but none found`,
    );
    const graph = deployments(await scene.deploy(`${id}.dmn`, discountDecision(id))).find(
      (deployment): deployment is Deployed => 'decisionRequirements' in deployment,
    );
    await scene.call('DeleteResource', {
      resourceKey: graph?.decisionRequirements?.['decisionRequirementsKey'],
    });
  });

  tests.it('DeleteResource: unknown or in use', { rpcs: ['DeleteResource'] }, async (scene) => {
    const job = await scene.jobOf(chargeProcess);
    await refused(
      scene.call('DeleteResource', { resourceKey: job.key }),
      'NOT_FOUND',
      `Command 'DELETE' rejected with code 'NOT_FOUND': Expected to delete resource but no resource found with key \`${job.key}\``,
    );
    const key = String(job['processDefinitionKey']);
    await refused(
      scene.call('DeleteResource', { resourceKey: key }),
      'FAILED_PRECONDITION',
      `Command 'DELETE' rejected with code 'INVALID_STATE': Expected to delete resource with key \`${key}\` but there are still running instances`,
    );
  });
}

interface Deployed extends Message {
  readonly process?: Message;
  readonly decisionRequirements?: Message;
}

/** The deployments of a response, each with the one field that it has. */
function deployments(response: Message): readonly Message[] {
  return (response['deployments'] as readonly Message[]).map((deployment) =>
    Object.fromEntries(
      Object.entries(deployment).filter(([name, value]) => name !== 'Metadata' && value !== null),
    ),
  );
}
