// Multi-tenancy with a real broker: what belongs to another tenant looks as if it did not exist, whichever call names it.
import { Broker } from '@grevy/broker';
import { startGateway, type GatewayHandle } from '@grevy/gateway';
import { status } from '@grpc/grpc-js';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER_PROCESS } from './clients/models/order-process.js';
import { GatewayCalls } from './support/gateway-calls.js';

const TOTAL = { variables: '{"total":500}' };
const JOBS = { type: 'ship', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: -1 };

/** What the owner has: the keys that the other tenant tries. */
interface Keys {
  readonly processDefinition: string;
  readonly processInstance: string;
  readonly job: string;
  readonly failedJob: string;
  readonly elementInstance: string;
}

describe('two tenants at one gateway', () => {
  let broker: Broker;
  let gateway: GatewayHandle;
  let owner: GatewayCalls;
  let other: GatewayCalls;
  let keys: Keys;

  beforeAll(async () => {
    const logger = pino({ level: 'silent' });
    broker = await Broker.start({
      dataDirectory: undefined,
      partitionCount: 1,
      version: '8.3.13',
      advertisedHost: '127.0.0.1',
      advertisedPort: 26501,
      exporters: [],
      logger,
    });
    gateway = await startGateway({
      bus: broker.bus,
      host: '127.0.0.1',
      port: 0,
      settings: { multiTenancyEnabled: true },
      // The callers' tenants are what their header says; how tokens prove it is tested with the gateway.
      authenticate: (authorization) => authorization?.split(','),
      logger,
    });
    const address = `127.0.0.1:${gateway.address.port}`;
    owner = new GatewayCalls(address, { authorization: 'tenant-a' });
    other = new GatewayCalls(address, { authorization: 'tenant-b,<default>' });
    keys = await givenAnOrder(owner);
  });
  afterAll(async () => {
    owner.close();
    other.close();
    await gateway.close(0);
    await broker.close();
  });

  it.each<[string, (keys: Keys) => Record<string, unknown>]>([
    ['CancelProcessInstance', ({ processInstance }) => ({ processInstanceKey: processInstance })],
    [
      'ModifyProcessInstance',
      ({ processInstance }) => ({
        processInstanceKey: processInstance,
        activateInstructions: [{ elementId: 'done' }],
      }),
    ],
    [
      'MigrateProcessInstance',
      ({ processInstance, processDefinition }) => ({
        processInstanceKey: processInstance,
        migrationPlan: { targetProcessDefinitionKey: processDefinition },
      }),
    ],
    ['SetVariables', ({ elementInstance }) => ({ elementInstanceKey: elementInstance, variables: '{}' })],
    ['CompleteJob', ({ job }) => ({ jobKey: job })],
    ['FailJob', ({ job }) => ({ jobKey: job, retries: 1 })],
    ['ThrowError', ({ job }) => ({ jobKey: job, errorCode: 'E' })],
    ['UpdateJobRetries', ({ failedJob }) => ({ jobKey: failedJob, retries: 3 })],
    ['UpdateJobTimeout', ({ job }) => ({ jobKey: job, timeout: 60_000 })],
    ['DeleteResource', ({ processDefinition }) => ({ resourceKey: processDefinition })],
    [
      'CreateProcessInstance',
      ({ processDefinition }) => ({ processDefinitionKey: processDefinition, tenantId: 'tenant-b' }),
    ],
    ['CreateProcessInstance', () => ({ bpmnProcessId: 'order', version: -1, tenantId: 'tenant-b' })],
  ])('%s of the other tenant is NOT_FOUND', async (rpc, request) => {
    await expect(other.call(rpc, request(keys))).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  it('jobs are given to their tenant only', async () => {
    await owner.call('CreateProcessInstance', { ...ORDER, tenantId: 'tenant-a' });

    const foreign = await other.collect('ActivateJobs', { ...JOBS, tenantIds: ['tenant-b', '<default>'] });
    const own = await owner.collect('ActivateJobs', { ...JOBS, tenantIds: ['tenant-a'] });

    expect(foreign).toEqual([]);
    expect(own).toMatchObject([{ jobs: [{ type: 'ship', tenantId: 'tenant-a' }] }]);
  });

  it('a tenant that is not the caller’s may not be named', async () => {
    await expect(
      other.collect('ActivateJobs', { ...JOBS, tenantIds: ['tenant-b', 'tenant-a'] }),
    ).rejects.toMatchObject({ code: status.PERMISSION_DENIED });
    await expect(other.call('DeployResource', { resources: [], tenantId: 'tenant-a' })).rejects.toMatchObject(
      { code: status.PERMISSION_DENIED },
    );
  });

  it('the owner goes on undisturbed', async () => {
    await owner.call('UpdateJobTimeout', { jobKey: keys.job, timeout: 120_000 });
    await owner.call('CompleteJob', { jobKey: keys.job, variables: '{"parcel":1}' });
    await owner.call('UpdateJobRetries', { jobKey: keys.failedJob, retries: 1 });
  });
});

const ORDER = { bpmnProcessId: 'order', version: -1, ...TOTAL };

/** Two orders of tenant-a: the job of one is activated, the job of the other has failed. */
async function givenAnOrder(owner: GatewayCalls): Promise<Keys> {
  await owner.call('DeployResource', {
    resources: [{ name: 'order.bpmn', content: Buffer.from(ORDER_PROCESS) }],
    tenantId: 'tenant-a',
  });
  const created = await owner.call('CreateProcessInstance', { ...ORDER, tenantId: 'tenant-a' });
  await owner.call('CreateProcessInstance', { ...ORDER, tenantId: 'tenant-a' });
  const [answer] = await owner.collect('ActivateJobs', { ...JOBS, tenantIds: ['tenant-a'] });
  const [job, failedJob] = answer?.['jobs'] as { key: string; elementInstanceKey: string }[];
  if (job === undefined || failedJob === undefined) throw new Error('Two jobs wait');
  await owner.call('FailJob', { jobKey: failedJob.key, retries: 0 });
  return {
    processDefinition: String(created['processDefinitionKey']),
    processInstance: String(created['processInstanceKey']),
    job: job.key,
    failedJob: failedJob.key,
    elementInstance: job.elementInstanceKey,
  };
}
