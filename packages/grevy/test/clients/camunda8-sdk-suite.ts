// What @camunda8/sdk is tested for, whatever its version: the suite, and what only this client's jobs have.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { camunda8Sdk, newGrpcClient, type GrpcClient, type SdkVersion } from './camunda8-sdk-client.js';
import { chargeProcess } from './models/charge-process.js';
import { clientSuite } from './suite/client-suite.js';
import { Scene } from './suite/scene.js';

export function camunda8SdkSuite(sdk: SdkVersion): void {
  const definition = camunda8Sdk(sdk);
  clientSuite(definition);

  describe(`what only ${definition.name} has`, () => {
    let scene: Scene;
    let client: GrpcClient;
    beforeAll(async () => {
      scene = await Scene.open({
        ...definition,
        open: (address) => {
          client = newGrpcClient(sdk, sdk.addressSettings(address), false);
          return definition.open(address, false);
        },
      });
    });
    afterAll(async () => {
      await client.close();
      await scene.close();
    });

    it('a worker that forwards a job, which another call completes', async () => {
      const type = await scene.deployed(chargeProcess);
      const worker = client.createWorker({
        taskType: type,
        taskHandler: async (job) => {
          await client.completeJob({ jobKey: job.key, variables: { receipt: 'R-4' } });
          return job.forward();
        },
      });
      await scene.ended(await scene.started(type), 'ELEMENT_COMPLETED');
      await worker.close();
    });

    it('a worker that cancels the instance of its job', async () => {
      const type = await scene.deployed(chargeProcess);
      const worker = client.createWorker({
        taskType: type,
        taskHandler: async (job) => {
          await job.cancelWorkflow();
          // Cancelling alone leaves the job on the worker's account for ever.
          return job.forward();
        },
      });
      await scene.ended(await scene.started(type), 'ELEMENT_TERMINATED');
      await worker.close();
    });
  });
}
