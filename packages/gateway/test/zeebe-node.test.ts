/** The unmodified zeebe-node client talks to the gateway. */
import { NO_KEY, VALUE_TYPES, makeKey } from '@grevy/protocol';
import { expect, test } from 'vitest';
import { ZBClient } from 'zeebe-node';
import { NO_JOBS, batch, created, document, jobAnswer } from './answers.js';
import { givenGateway, until } from './gateway-client.js';

test('zeebe-node 8.3: topology, deploy, create, activate, complete by a worker', async () => {
  const { address, bus } = await givenGateway();
  const deployed = VALUE_TYPES.DEPLOYMENT.value.create({
    resources: [],
    processesMetadata: [],
    decisionsMetadata: [],
    decisionRequirementsMetadata: [],
    formMetadata: [],
  });
  let waiting = 0;
  bus.script = ({ valueType, key }) => {
    if (valueType === 'DEPLOYMENT') {
      return {
        kind: 'accepted',
        record: { valueType, intent: 'CREATED', key: makeKey(1, 1), value: deployed },
      };
    }
    if (valueType === 'PROCESS_INSTANCE_CREATION') return created();
    if (valueType === 'JOB') return jobAnswer(key);
    if (waiting === 0) return NO_JOBS;
    waiting -= 1;
    return batch([makeKey(1, 77)], { variables: document('{"amount":12}') });
  };
  const client = new ZBClient(address, { retry: false, loglevel: 'NONE', useTLS: false });
  try {
    expect(await client.topology()).toMatchObject({ clusterSize: 1, gatewayVersion: '8.3.13' });
    await client.deployResource({ name: 'order.bpmn', process: Buffer.from('<definitions/>') });
    expect(
      await client.createProcessInstance({ bpmnProcessId: 'order', variables: { amount: 12 } }),
    ).toMatchObject({ bpmnProcessId: 'order', processInstanceKey: '2251799813685259' });

    waiting = 1;
    const [job] = await client.activateJobs<{ amount: number }>({
      type: 'work',
      worker: 'w',
      timeout: 1000,
      maxJobsToActivate: 1,
      requestTimeout: 1000,
    });
    expect(job).toMatchObject({ key: '2251799813685325', variables: { amount: 12 } });

    const worker = client.createWorker({
      taskType: 'work',
      taskHandler: (task) => task.complete({ done: true }),
    });
    await until(() => bus.sent.filter((sent) => sent.endsWith('JOB_BATCH#ACTIVATE')).length > 1);
    waiting = 1;
    bus.announceJobs('work');
    await until(() => bus.sent.includes('1:JOB#COMPLETE'));
    await worker.close();

    const completion = bus.commands.find(({ intent }) => intent === 'COMPLETE');
    expect(completion).toMatchObject({ key: makeKey(1, 77), value: { variables: '{"done":true}' } });
    expect(bus.commands[1]).toMatchObject({
      key: NO_KEY,
      value: { version: -1, variables: '{"amount":12}' },
    });
  } finally {
    await client.close();
  }
});
