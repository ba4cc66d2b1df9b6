// Modifications that name keys which no entity can have: the engine refuses them, with the integers that were sent.
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ORDER_PROCESS } from './clients/models/order-process.js';
import { GatewayCalls } from './support/gateway-calls.js';
import { ServerProcess } from './support/server-process.js';

let server: ServerProcess;
let calls: GatewayCalls;
let processInstanceKey: unknown;

beforeAll(async () => {
  server = await ServerProcess.start({});
  calls = new GatewayCalls(server.address);
  await calls.call('DeployResource', {
    resources: [{ name: 'order.bpmn', content: Buffer.from(ORDER_PROCESS) }],
  });
  const order = { bpmnProcessId: 'order', version: -1, variables: '{"total":500}' };
  ({ processInstanceKey } = await calls.call('CreateProcessInstance', order));
});
afterAll(async () => {
  calls.close();
  await server.stop();
});

it.each([
  [
    { terminateInstructions: [{ elementInstanceKey: '123' }, { elementInstanceKey: '0' }] },
    "terminate instructions with an element instance that could not be found: '123', '0'",
  ],
  [
    { activateInstructions: [{ elementId: 'done', ancestorElementInstanceKey: '456' }] },
    "activate instructions with an ancestor scope key that does not exist, or is not in an active state: '456'",
  ],
])('%o', async (instructions, reason) => {
  await expect(
    calls.call('ModifyProcessInstance', { processInstanceKey, ...instructions }),
  ).rejects.toMatchObject({
    code: status.INVALID_ARGUMENT,
    details: `Command 'MODIFY' rejected with code 'INVALID_ARGUMENT': Expected to modify instance of process 'order' but it contains one or more ${reason}`,
  });
});

it('of an unknown process instance is NOT_FOUND, whatever its instructions are', async () => {
  const request = {
    processInstanceKey: '2251799813785249',
    terminateInstructions: [{ elementInstanceKey: '123' }],
  };
  await expect(calls.call('ModifyProcessInstance', request)).rejects.toMatchObject({
    code: status.NOT_FOUND,
  });
});
