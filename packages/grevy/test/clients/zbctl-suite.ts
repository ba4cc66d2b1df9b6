// What zbctl is tested for, whoever has built it: every call by its command, and what it prints.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientDefinition } from './client.js';
import type { Program } from './driver-process.js';
import { chargeProcess } from './models/charge-process.js';
import { clientSuite } from './suite/client-suite.js';
import { Scene } from './suite/scene.js';
import { ZbctlClient } from './zbctl-client.js';

export function zbctlSuite(name: string, program: Program): void {
  const definition: ClientDefinition = {
    name,
    rpcs: [
      'Topology',
      'DeployResource',
      'DeployProcess',
      'DeleteResource',
      'CreateProcessInstance',
      'CreateProcessInstanceWithResult',
      'CancelProcessInstance',
      'SetVariables',
      'ActivateJobs',
      'CompleteJob',
      'FailJob',
      'ThrowError',
      'UpdateJobRetries',
      'ResolveIncident',
      'PublishMessage',
      'BroadcastSignal',
      'EvaluateDecision',
    ],
    features: [
      'activation ends',
      'process keys',
      'decision keys',
      'backoff',
      'fail variables',
      'worker exceptions',
    ],
    open: (address) => Promise.resolve(new ZbctlClient(program, address)),
  };
  clientSuite(definition);

  describe(`what ${name} prints`, () => {
    let scene: Scene;
    let tool: ZbctlClient;
    beforeAll(async () => {
      scene = await Scene.open({ ...definition, open: (address) => Promise.resolve(opened(address)) });
    });
    afterAll(() => scene.close());

    const opened = (address: string): ZbctlClient => (tool = new ZbctlClient(program, address));

    it('the status of the cluster', async () => {
      const { stdout } = await tool.run(['status']);
      expect(stdout).toMatch(
        /^Cluster size: 1\nPartitions count: 1\nReplication factor: 1\nGateway version: 8\.3\.13\nBrokers:\n {2}Broker 0 - \S+:\d+\n {4}Version: 8\.3\.13\n {4}Partition 1 : Leader, Healthy\n$/,
      );
    });

    it('lines for people', async () => {
      const job = await scene.jobOf(chargeProcess);
      expect(await tool.run(['update', 'retries', job.key, '--retries', '5'])).toMatchObject({
        exitCode: 0,
        stdout: `Updated the retries of job with key '${job.key}' to '5'\n`,
      });
      expect(await tool.run(['cancel', 'instance', job.processInstanceKey])).toMatchObject({
        exitCode: 0,
        stdout: `Canceled process instance with key '${job.processInstanceKey}'\n`,
      });
    });

    it('refusals', async () => {
      expect(await tool.run(['create', 'instance', 'nowhere'])).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr:
          "Error: rpc error: code = NotFound desc = Command 'CREATE' rejected with code 'NOT_FOUND': Expected to find process definition with process ID 'nowhere', but none found\n",
      });
    });
  });
}
