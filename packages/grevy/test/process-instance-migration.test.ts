// A running process instance is migrated by the client, on a server with two partitions, and goes on there after a crash.
import { GatewayError, GrevyClient } from '@grevy/client';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { modelToXml } from '../../engine/test/support/model-language.js';
import { recordOf, recordsIn } from './support/record-file.js';
import { ServerProcess } from './support/server-process.js';

const OLD = modelToXml(`process order
  start: startEvent
  charge: serviceTask type=charge
  stop: boundaryEvent attachedTo=charge onMessage=stop correlationKey="=order"
  done: endEvent
  f1: start -> charge
  f2: stop -> done`);
const NEW = modelToXml(`process order
  start: startEvent
  pay: serviceTask type=charge
  halt: boundaryEvent attachedTo=pay onMessage=stop correlationKey="=order" cancelActivity=false
  review: serviceTask type=review
  ship: serviceTask type=ship
  f1: start -> pay
  f2: pay -> ship
  f3: halt -> review`);
const MAPPING = [
  { sourceElementId: 'charge', targetElementId: 'pay' },
  { sourceElementId: 'stop', targetElementId: 'halt' },
];

let directory: string;
let recordsFile: string;
let server: ServerProcess;
let client: GrevyClient;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grevy-migration-'));
  recordsFile = join(directory, 'records-{partition}.jsonl');
  await startServer();
});
afterEach(async () => {
  await client.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  server = await ServerProcess.start({
    dataDirectory: join(directory, 'data'),
    recordsFile,
    partitionCount: 2,
  });
  client = new GrevyClient({ address: server.address, environment: {} });
}

function recordsOf(partition: number): string {
  return recordsFile.replace('{partition}', String(partition));
}

async function deploy(model: string): Promise<string> {
  const content = Buffer.from(model);
  const { deployments } = await client.deployResource({ resources: [{ name: 'order.bpmn', content }] });
  const key = deployments[0]?.process?.processDefinitionKey;
  if (key === undefined) throw new Error('Expected the process to be deployed');
  await recordOf(
    recordsOf(2),
    (record) => record.valueType === 'PROCESS' && record.intent === 'CREATED' && record.key === key,
  );
  return key;
}

/** Messages of order `a` come to partition 2. */
async function instanceOnPartition(partition: number): Promise<string> {
  for (;;) {
    const order = { bpmnProcessId: 'order', variables: { order: 'a' } };
    const { processInstanceKey } = await client.createProcessInstance(order);
    if (BigInt(processInstanceKey) >> 51n === BigInt(partition)) return processInstanceKey;
    await client.cancelProcessInstance({ processInstanceKey });
  }
}

async function jobOf(type: string): Promise<string> {
  const request = { type, timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 10_000 };
  for await (const { jobs } of client.activateJobs(request)) for (const { key } of jobs) return key;
  throw new Error(`Expected a job of type ${type}`);
}

it('with its job and its subscription on another partition', async () => {
  // given an instance of the first version, whose messages come to the other partition
  await deploy(OLD);
  const processInstanceKey = await instanceOnPartition(1);
  const job = await jobOf('charge');
  const targetProcessDefinitionKey = await deploy(NEW);

  // when it is migrated, and the server crashes
  await client.migrateProcessInstance({
    processInstanceKey,
    migrationPlan: { targetProcessDefinitionKey, mappingInstructions: MAPPING },
    operationReference: 4711,
  });
  await recordOf(
    recordsOf(2),
    ({ valueType, intent }) => valueType === 'MESSAGE_SUBSCRIPTION' && intent === 'MIGRATED',
  );
  await client.close();
  await server.kill();
  await startServer();

  // then message and job continue in the second version
  await client.publishMessage({ name: 'stop', correlationKey: 'a', timeToLive: 60_000 });
  await client.completeJob({ jobKey: await jobOf('review') });
  await client.completeJob({ jobKey: job });
  await client.completeJob({ jobKey: await jobOf('ship') });
  await recordOf(
    recordsOf(1),
    ({ intent, key }) => intent === 'ELEMENT_COMPLETED' && key === processInstanceKey,
  );
  const migrated = (await recordsIn(recordsOf(1))).filter(
    ({ operationReference }) => operationReference === 4711,
  );
  expect(migrated.map(({ valueType, intent }) => `${valueType} ${intent}`)).toEqual([
    'PROCESS_INSTANCE_MIGRATION MIGRATE',
    'PROCESS_INSTANCE ELEMENT_MIGRATED',
    'VARIABLE MIGRATED',
    'PROCESS_INSTANCE ELEMENT_MIGRATED',
    'JOB MIGRATED',
    'PROCESS_MESSAGE_SUBSCRIPTION MIGRATED',
    'COMMAND_DISTRIBUTION STARTED',
    'COMMAND_DISTRIBUTION DISTRIBUTING',
    'PROCESS_INSTANCE_MIGRATION MIGRATED',
  ]);
});

it('not, with the reason of the engine', async () => {
  const targetProcessDefinitionKey = await deploy(OLD);
  const { processInstanceKey } = await client.createProcessInstance({
    bpmnProcessId: 'order',
    variables: { order: 'a' },
  });
  const migrate = (key: string, definition: string): Promise<unknown> =>
    client
      .migrateProcessInstance({
        processInstanceKey: key,
        migrationPlan: { targetProcessDefinitionKey: definition, mappingInstructions: [] },
      })
      .catch((error: unknown) => error);

  const refusals = [
    await migrate(processInstanceKey, targetProcessDefinitionKey),
    await migrate(processInstanceKey, '5'),
    await migrate('2251799813785249', targetProcessDefinitionKey),
  ];

  for (const refusal of refusals) expect(refusal).toBeInstanceOf(GatewayError);
  expect(refusals).toMatchObject([
    {
      code: 'FAILED_PRECONDITION',
      description: `Command 'MIGRATE' rejected with code 'INVALID_STATE': Expected to migrate process instance '${processInstanceKey}' but no mapping instruction defined for active element with id 'charge'. Elements cannot be migrated without a mapping.`,
    },
    {
      code: 'NOT_FOUND',
      description: `Command 'MIGRATE' rejected with code 'NOT_FOUND': Expected to migrate process instance to process definition but no process definition found with key '5'`,
    },
    {
      code: 'NOT_FOUND',
      description: `Command 'MIGRATE' rejected with code 'NOT_FOUND': Expected to migrate process instance but no process instance found with key '2251799813785249'`,
    },
  ]);
});
