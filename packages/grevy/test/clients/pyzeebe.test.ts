// pyzeebe 4, unmodified.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientDefinition } from './client.js';
import { DriverProcess } from './driver-process.js';
import { clientSuite, skippedSuite } from './suite/client-suite.js';
import { chargeProcess } from './models/charge-process.js';
import { Scene } from './suite/scene.js';
import { pythonDriver } from './toolchains.js';

const NAME = 'pyzeebe 4.7.0';
const program = await pythonDriver();

if (program === undefined) skippedSuite(NAME);
else {
  const definition: ClientDefinition = {
    name: NAME,
    rpcs: [
      'Topology',
      'HealthCheck',
      'DeployResource',
      'CreateProcessInstance',
      'CreateProcessInstanceWithResult',
      'CancelProcessInstance',
      'ActivateJobs',
      'StreamActivatedJobs',
      'CompleteJob',
      'FailJob',
      'ThrowError',
      'UpdateJobTimeout',
      'PublishMessage',
      'BroadcastSignal',
      'EvaluateDecision',
    ],
    features: [
      'activation ends',
      'decision keys',
      'tenants',
      'forms',
      'large requests',
      'backoff',
      'fail variables',
      'worker errors',
      'worker exceptions',
      'streams',
      'streams and polls',
    ],
    open: (address) => DriverProcess.start(program, address),
  };
  clientSuite(definition);

  describe('what only pyzeebe has', () => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await Scene.open(definition);
    });
    afterAll(() => scene.close());

    it('a task of a router with decorators, which fails its job with variables', async () => {
      const type = await scene.deployed(chargeProcess);
      const outcome = { fail: { retries: 2, errorMessage: 'no paper' } };
      const worker = { type, name: 'ada', outcome, stream: false, timeoutMs: 60_000 };
      const opened = await scene.client.openWorker(worker);
      const instance = await scene.started(type);
      const { value } = await scene.record(
        'JOB',
        'FAILED',
        (record) => record.value['processInstanceKey'] === instance,
      );
      expect(value).toMatchObject({ retries: 2, errorMessage: 'no paper', variables: { seen: 1 } });
      await opened.close();
    });
  });
}
