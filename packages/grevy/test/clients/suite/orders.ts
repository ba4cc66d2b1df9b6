// A story of several calls: an order whose job fails, its incident, and the result that the caller has waited for.
import { expect } from 'vitest';
import { ORDER_PROCESS } from '../models/order-process.js';
import type { SuiteTests } from './suite-tests.js';

export function orderTests(tests: SuiteTests): void {
  tests.it(
    'an order whose job fails waits until its incident is resolved',
    { rpcs: ['CreateProcessInstanceWithResult'], features: ['worker retries'] },
    async (scene) => {
      await scene.deploy('order.bpmn', ORDER_PROCESS);
      const worker = { type: 'ship', name: 'courier', stream: false, timeoutMs: 60_000 };
      const failing = await scene.client.openWorker({
        ...worker,
        outcome: { fail: { retries: 0, errorMessage: 'no bike' } },
      });
      const variables = { total: 250.5, items: ['a', 'b'] };
      const result = scene.call('CreateProcessInstanceWithResult', {
        request: { bpmnProcessId: 'order', version: -1, variables },
        requestTimeout: 60_000,
      });
      const incident = await scene.record(
        'INCIDENT',
        'CREATED',
        ({ value }) => value['bpmnProcessId'] === 'order',
      );
      expect(incident.value).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: 'no bike' });
      await failing.close();

      const working = await scene.client.openWorker({ ...worker, outcome: { complete: { parcel: 42 } } });
      await scene.plainly('UpdateJobRetries', { jobKey: incident.value['jobKey'], retries: 2 });
      await scene.plainly('ResolveIncident', { incidentKey: incident.key });
      expect(await result).toMatchObject({ version: 1, variables: { ...variables, parcel: 42 } });
      await working.close();

      const small = await scene.call('CreateProcessInstanceWithResult', {
        request: { bpmnProcessId: 'order', version: -1, variables: { total: 5 } },
      });
      expect(small['variables'], 'the default flow').toEqual({ total: 5 });
    },
  );
}
