/** Which tenants a call may name, and which ones its command is authorized for. */
import { makeKey } from '@grevy/protocol';
import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { GrpcError, StatusCode } from '../src/index.js';
import { NO_JOBS, created, jobAnswer } from './answers.js';
import { givenGateway } from './gateway-client.js';

const CREATE = { bpmnProcessId: 'order', version: -1 };

describe('without multi-tenancy', () => {
  test.each(['', '  ', '<default>'])('"%s" is the default tenant', async (tenantId) => {
    const { bus, client } = await givenGateway();
    bus.script = () => created();

    await client.call('CreateProcessInstance', { ...CREATE, tenantId });

    expect(bus.commands[0]).toMatchObject({
      value: { tenantId: '<default>' },
      authorizedTenants: ['<default>'],
    });
  });

  test.each(['DeployResource', 'PublishMessage', 'CreateProcessInstance', 'EvaluateDecision'])(
    '%s refuses another tenant',
    async (rpc) => {
      const { client } = await givenGateway();

      const error = await client.failure(rpc, { tenantId: 'tenant-a' });

      expect(error.code).toBe(status.INVALID_ARGUMENT);
      expect(error.details).toBe(
        `Expected to handle gRPC request ${rpc} with tenant identifier 'tenant-a', but multi-tenancy is disabled`,
      );
    },
  );

  test('BroadcastSignal, whose clients of 8.3 name no tenant, refuses another one', async () => {
    const { client } = await givenGateway();

    const error = await client.failure('BroadcastSignal', { signalName: 's', tenantId: 'tenant-a' });

    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toBe(
      "Expected to handle gRPC request BroadcastSignal with tenant identifier 'tenant-a', but multi-tenancy is disabled",
    );
  });

  test('CreateProcessInstanceWithResult refuses another tenant by its own name', async () => {
    const { client } = await givenGateway();

    const error = await client.failure('CreateProcessInstanceWithResult', { request: { tenantId: 'a' } });

    expect(error.details).toBe(
      "Expected to handle gRPC request CreateProcessInstanceWithResult with tenant identifier 'a', but multi-tenancy is disabled",
    );
  });

  test.each(['ActivateJobs', 'StreamActivatedJobs'])('%s checks each tenant of its list', async (rpc) => {
    const { client } = await givenGateway();

    const { code, details } = await client.open(rpc, {
      type: 'work',
      timeout: 1,
      tenantIds: ['<default>', 'b'],
    }).ended;

    expect(code).toBe(status.INVALID_ARGUMENT);
    expect(details).toBe(
      `Expected to handle gRPC request ${rpc} with tenant identifier 'b', but multi-tenancy is disabled`,
    );
  });

  test.each([
    [[], ['<default>']],
    [[''], ['']],
  ])('ActivateJobs forwards the list %o as %o', async (tenantIds, forwarded) => {
    const { bus, client } = await givenGateway();
    bus.script = () => NO_JOBS;

    await client.open('ActivateJobs', {
      type: 'work',
      timeout: 1,
      maxJobsToActivate: 1,
      requestTimeout: -1,
      tenantIds,
    }).ended;

    expect(bus.commands[0]?.value).toMatchObject({ tenantIds: forwarded });
  });

  test('the tenant is checked before the variables of a creation, and after those of a message', async () => {
    const { client } = await givenGateway();
    const request = { tenantId: 'a', variables: '{bla' };

    expect((await client.failure('CreateProcessInstance', request)).details).toContain(
      'multi-tenancy is disabled',
    );
    expect((await client.failure('PublishMessage', request)).details).toContain('Invalid JSON value');
    expect((await client.failure('EvaluateDecision', request)).details).toContain('Invalid JSON value');
  });
});

describe('with multi-tenancy', () => {
  const settings = { multiTenancyEnabled: true };
  const authenticate = () => ['a', 'b', '<default>'];

  test('a command is authorized for all tenants of the caller', async () => {
    const { bus, client } = await givenGateway({ settings, authenticate });
    bus.script = ({ valueType }) => (valueType === 'JOB' ? jobAnswer(makeKey(1, 1)) : created());

    await client.call('CreateProcessInstance', { ...CREATE, tenantId: 'b' });
    await client.call('CompleteJob', { jobKey: '2251799813685249' });

    expect(bus.commands).toMatchObject([
      { value: { tenantId: 'b' }, authorizedTenants: ['a', 'b', '<default>'] },
      { authorizedTenants: ['a', 'b', '<default>'] },
    ]);
  });

  test.each([
    [' ', status.INVALID_ARGUMENT, 'no tenant identifier was provided.'],
    ['x'.repeat(32), status.INVALID_ARGUMENT, 'tenant identifier is longer than 31 characters'],
    ['a b', status.INVALID_ARGUMENT, 'tenant identifier contains illegal characters'],
    ['c', status.PERMISSION_DENIED, 'tenant is not authorized to perform this request'],
  ])('tenant "%s" is refused', async (tenantId, code, detail) => {
    const { client } = await givenGateway({ settings, authenticate });

    const error = await client.failure('DeployResource', { tenantId });

    expect(error.code).toBe(code);
    expect(error.details).toBe(
      `Expected to handle gRPC request DeployResource with tenant identifier '${tenantId}', but ${detail}`,
    );
  });

  test('BroadcastSignal goes to the tenant that it names, to the default one without', async () => {
    const { bus, client } = await givenGateway({ settings, authenticate });
    bus.script = ({ value }) => ({
      kind: 'accepted',
      record: { valueType: 'SIGNAL', intent: 'BROADCASTED', key: makeKey(1, 1), value: value as never },
    });

    const named = await client.call('BroadcastSignal', { signalName: 's', tenantId: 'b' });
    const unnamed = await client.call('BroadcastSignal', { signalName: 's' });
    const denied = await client.failure('BroadcastSignal', { signalName: 's', tenantId: 'c' });

    expect(named).toMatchObject({ tenantId: 'b' });
    expect(unnamed).toMatchObject({ tenantId: '<default>' });
    expect(bus.commands).toMatchObject([{ value: { tenantId: 'b' } }, { value: { tenantId: '<default>' } }]);
    expect(denied.code).toBe(status.PERMISSION_DENIED);
  });

  test('an empty list is refused', async () => {
    const { client } = await givenGateway({ settings, authenticate });

    const { details } = await client.open('ActivateJobs', { type: 'work', timeout: 1 }).ended;

    expect(details).toBe(
      "Expected to handle gRPC request ActivateJobs with tenant identifiers '[]', but no tenant identifiers were provided.",
    );
  });

  test('a caller without known tenants is refused', async () => {
    const { client } = await givenGateway({ settings });

    const error = await client.failure('DeployResource', { tenantId: 'a' });

    expect(error.details).toBe(
      "Expected to handle gRPC request DeployResource with tenant identifier 'a', but tenant could not be retrieved from the request context",
    );
  });
});

describe('authentication', () => {
  test('looks at the authorization header of every call, Topology included', async () => {
    const authenticate = (authorization: string | undefined) => {
      if (authorization === 'Bearer good') return undefined;
      throw new GrpcError(StatusCode.UNAUTHENTICATED, 'no', [], 'plain');
    };
    const { client } = await givenGateway({ authenticate });
    const metadata = new Metadata();
    metadata.set('authorization', 'Bearer good');

    const denied = await client.failure('Topology', {});
    const streamDenied = await client.open('ActivateJobs', { type: 'work' }).ended;

    expect(denied.code).toBe(status.UNAUTHENTICATED);
    expect(denied.metadata.get('grpc-status-details-bin')).toEqual([]);
    expect(streamDenied.code).toBe(status.UNAUTHENTICATED);
    expect(await client.call('Topology', {}, metadata)).toMatchObject({ clusterSize: 1 });
  });
});
