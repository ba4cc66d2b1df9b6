/** How failures reach the client: status, text, and the details trailer. */
import { keyToText } from '@grevy/protocol';
import type { CommandOutcome } from '@grevy/protocol';
import type { Metadata } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { isoDuration } from '../src/errors.js';
import { failure, rejection } from './answers.js';
import { givenGateway } from './gateway-client.js';
import { topologyOf } from './scripted-bus.js';

const { root } = protobuf.parse(
  `syntax = "proto3";
   message Any { string type_url = 1; bytes value = 2; }
   message Status { int32 code = 1; string message = 2; repeated Any details = 3; }`,
  { keepCase: true },
);
interface Status {
  readonly code: number;
  readonly message: string;
  readonly details: readonly { readonly type_url: string; readonly value: Uint8Array }[];
}

function decodeStatus(bytes: Uint8Array): Status {
  return root.lookupType('Status').decode(bytes) as protobuf.Message & Status;
}

function detailsOf(metadata: Metadata): Status | undefined {
  const [bytes] = metadata.get('grpc-status-details-bin');
  return bytes instanceof Buffer ? decodeStatus(bytes) : undefined;
}

const COMPLETE = { jobKey: '2251799813685250', variables: '{}' };

describe('the status of a failed command', () => {
  const reason = "Expected to complete job with key '2251799813685250', but no such job was found";
  const table: [string, CommandOutcome, number, string][] = [
    ...(
      [
        ['INVALID_ARGUMENT', status.INVALID_ARGUMENT],
        ['NOT_FOUND', status.NOT_FOUND],
        ['ALREADY_EXISTS', status.ALREADY_EXISTS],
        ['INVALID_STATE', status.FAILED_PRECONDITION],
        ['PROCESSING_ERROR', status.INTERNAL],
        ['NULL_VAL', status.UNKNOWN],
      ] as const
    ).map(([type, code]): [string, CommandOutcome, number, string] => [
      `rejection ${type}`,
      rejection('COMPLETE', type, reason),
      code,
      `Command 'COMPLETE' rejected with code '${type}': ${reason}`,
    ]),
    [
      'rejection EXCEEDED_BATCH_RECORD_SIZE',
      rejection('COMPLETE', 'EXCEEDED_BATCH_RECORD_SIZE', ''),
      status.UNKNOWN,
      "Command 'COMPLETE' rejected with code 'EXCEEDED_BATCH_RECORD_SIZE': ",
    ],
    [
      'back-pressure',
      failure('RESOURCE_EXHAUSTED', 'Reached maximum capacity of requests handled'),
      status.RESOURCE_EXHAUSTED,
      'Reached maximum capacity of requests handled',
    ],
    [
      'a request that the broker cannot take',
      failure('MALFORMED_REQUEST', 'Request size is above configured maxMessageSize.'),
      status.INVALID_ARGUMENT,
      'Request size is above configured maxMessageSize.',
    ],
    [
      'a time-out',
      failure('TIMEOUT', 'Request timed out after PT15S'),
      status.DEADLINE_EXCEEDED,
      'Time out between gateway and broker: Request timed out after PT15S',
    ],
    [
      'an internal error',
      failure('INTERNAL_ERROR', 'Failed to write client request'),
      status.INTERNAL,
      'Unexpected error occurred between gateway and broker (code: INTERNAL_ERROR) (message: Failed to write client request)',
    ],
  ];

  test.each(table)('%s', async (_name, outcome, code, description) => {
    const { bus, client } = await givenGateway();
    bus.script = () => outcome;

    const error = await client.failure('CompleteJob', COMPLETE);

    expect(error.code).toBe(code);
    expect(error.details).toBe(description);
    expect(detailsOf(error.metadata)).toMatchObject({ code, message: description });
  });

  test('something unforeseen is INTERNAL, and the gateway goes on', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () => {
      throw new Error('broken');
    };

    const error = await client.failure('CompleteJob', COMPLETE);

    expect(error.code).toBe(status.INTERNAL);
    expect(error.details).toBe('Unexpected error occurred during the request processing: broken');
    expect(await client.call('Topology', {})).toMatchObject({ partitionsCount: 1 });
  });

  test('line feeds and other letters than ASCII arrive as they are', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () => rejection('CREATE', 'INVALID_ARGUMENT', "errors:\n'größe.bpmn': 日本 100 % \u{1F600}");

    const error = await client.failure('DeployResource', {});

    expect(error.details).toBe(
      "Command 'CREATE' rejected with code 'INVALID_ARGUMENT': errors:\n'größe.bpmn': 日本 100 % \u{1F600}",
    );
    expect(detailsOf(error.metadata)?.message).toBe(error.details);
  });

  test('a description that no header can hold is cut, and says so', async () => {
    const { bus, client } = await givenGateway();
    bus.script = () => rejection('CREATE', 'INVALID_ARGUMENT', 'ä\u{1F600}'.repeat(100_000));

    const error = await client.failure('DeployResource', {});

    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toMatch(/^Command 'CREATE' rejected with code 'INVALID_ARGUMENT': ä.*… \(cut\)$/su);
    expect(error.details.length).toBeGreaterThan(500);
    expect(detailsOf(error.metadata)?.message).toBe(error.details);
  });
});

describe('variables', () => {
  test.each([
    ['CompleteJob', {}],
    ['FailJob', {}],
    ['ThrowError', {}],
    ['SetVariables', {}],
    ['BroadcastSignal', {}],
    ['PublishMessage', {}],
    ['EvaluateDecision', {}],
    ['CreateProcessInstance', {}],
  ])('of %s must be a JSON object', async (rpc, request) => {
    const { bus, client } = await givenGateway();

    const noJson = await client.failure(rpc, { ...request, variables: '{bla' });
    const noObject = await client.failure(rpc, { ...request, variables: '[1]' });

    expect(noJson.code).toBe(status.INVALID_ARGUMENT);
    expect(noJson.details).toBe(
      'Invalid JSON value: {bla\n at [Source: (ByteArrayInputStream); line: 1, column: 2]',
    );
    expect(noObject.code).toBe(status.INVALID_ARGUMENT);
    expect(noObject.details).toBe(
      "Property 'variables' is invalid: Expected document to be a root level object, but was 'ARRAY'",
    );
    expect(bus.commands).toEqual([]);
  });

  test('of ModifyProcessInstance must be JSON objects, in order', async () => {
    const { bus, client } = await givenGateway();

    const error = await client.failure('ModifyProcessInstance', {
      processInstanceKey: '2251799813685250',
      activateInstructions: [
        { elementId: 'a', variableInstructions: [{ variables: '{}' }, { variables: '[]' }] },
      ],
    });

    expect(error.details).toBe(
      "Property 'variables' is invalid: Expected document to be a root level object, but was 'ARRAY'",
    );
    expect(bus.commands).toEqual([]);
  });
});

describe('keys that no entity can have', () => {
  test.each([
    ['0', 0],
    ['123', 0],
    ['-1', -1],
    ['-9223372036854775808', -4096],
    ['4503599627370497', 2],
    ['576460752303423489', 256],
  ])('key %s names partition %i, which does not exist: UNAVAILABLE', async (jobKey, partitionId) => {
    const { bus, client } = await givenGateway();

    const error = await client.failure('CompleteJob', { jobKey });

    expect(error.code).toBe(status.UNAVAILABLE);
    expect(error.details).toBe(
      `Expected to execute command on partition ${partitionId}, but either it does not exist, or the gateway is not yet aware of it`,
    );
    expect(bus.commands).toEqual([]);
  });

  test.each([
    ['CompleteJob', 'jobKey'],
    ['FailJob', 'jobKey'],
    ['ThrowError', 'jobKey'],
    ['UpdateJobRetries', 'jobKey'],
    ['UpdateJobTimeout', 'jobKey'],
    ['CancelProcessInstance', 'processInstanceKey'],
    ['ModifyProcessInstance', 'processInstanceKey'],
    ['MigrateProcessInstance', 'processInstanceKey'],
    ['ResolveIncident', 'incidentKey'],
    ['SetVariables', 'elementInstanceKey'],
    ['DeleteResource', 'resourceKey'],
  ])('%s goes to no partition by a key of none', async (rpc, field) => {
    const { bus, client } = await givenGateway();
    const keys = {
      '-2': -1,
      '-4503599627370496': -2,
      '-9223372036854775808': -4096,
      '9223372036854775807': 4095,
    };

    for (const [key, partitionId] of Object.entries(keys)) {
      const error = await client.failure(rpc, { [field]: key });

      expect(error.code).toBe(status.UNAVAILABLE);
      expect(error.details).toMatch(`Expected to execute command on partition ${partitionId}, but either`);
    }
    expect(bus.commands).toEqual([]);
  });

  /** Partition 1, counter 2^51 - 1: a legal int64, but beyond the counters that the engine gives. */
  const beyond = '4503599627370495';
  test.each([
    [
      'CompleteJob',
      'jobKey',
      'COMPLETE',
      `Expected to complete job with key '${beyond}', but no such job was found`,
    ],
    ['FailJob', 'jobKey', 'FAIL', `Expected to fail job with key '${beyond}', but no such job was found`],
    [
      'ThrowError',
      'jobKey',
      'THROW_ERROR',
      `Expected to throw an error for job with key '${beyond}', but no such job was found`,
    ],
    [
      'CancelProcessInstance',
      'processInstanceKey',
      'CANCEL',
      `Expected to cancel a process instance with key '${beyond}', but no such process was found`,
    ],
    [
      'ResolveIncident',
      'incidentKey',
      'RESOLVE',
      `Expected to resolve incident with key '${beyond}', but no such incident was found`,
    ],
    [
      'SetVariables',
      'elementInstanceKey',
      'UPDATE',
      `Expected to update variables for element with key '${beyond}', but no such element was found`,
    ],
    [
      'DeleteResource',
      'resourceKey',
      'DELETE',
      `Expected to delete resource but no resource found with key \`${beyond}\``,
    ],
    [
      'ModifyProcessInstance',
      'processInstanceKey',
      'MODIFY',
      `Expected to modify process instance but no process instance found with key '${beyond}'`,
    ],
    [
      'MigrateProcessInstance',
      'processInstanceKey',
      'MIGRATE',
      `Expected to migrate process instance but no process instance found with key '${beyond}'`,
    ],
    [
      'CreateProcessInstance',
      'processDefinitionKey',
      'CREATE',
      `Expected to find process definition with key '${beyond}', but none found`,
    ],
  ])('%s answers as the engine would', async (rpc, field, intent, reason) => {
    const { bus, client } = await givenGateway();

    const error = await client.failure(rpc, { [field]: beyond });

    expect(error.code).toBe(status.NOT_FOUND);
    expect(error.details).toBe(`Command '${intent}' rejected with code 'NOT_FOUND': ${reason}`);
    expect(bus.commands).toEqual([]);
  });

  test('UpdateJobRetries looks at the retries first', async () => {
    const { client } = await givenGateway();

    const noRetries = await client.failure('UpdateJobRetries', { jobKey: beyond, retries: 0 });
    const unknown = await client.failure('UpdateJobRetries', { jobKey: beyond, retries: 1 });

    expect(noRetries.details).toBe(
      `Command 'UPDATE_RETRIES' rejected with code 'INVALID_ARGUMENT': Expected to update retries for job with key '${beyond}' with a positive amount of retries, but the amount given was '0'`,
    );
    expect(unknown.details).toBe(
      `Command 'UPDATE_RETRIES' rejected with code 'NOT_FOUND': Expected to update retries for job with key '${beyond}', but no such job was found`,
    );
  });

  test('EvaluateDecision', async () => {
    const { client } = await givenGateway();

    const error = await client.failure('EvaluateDecision', { decisionKey: beyond });

    expect(error.details).toBe(
      `Command 'EVALUATE' rejected with code 'INVALID_ARGUMENT': Expected to evaluate decision '${beyond}', but no decision found for key '${beyond}'`,
    );
  });

  test('ModifyProcessInstance leaves the checks to the engine, and tells the key that was sent', async () => {
    const { bus, client } = await givenGateway();
    bus.script = ({ value }) => {
      const keys =
        'terminateInstructions' in value
          ? value.terminateInstructions.map(({ elementInstanceKey }) => keyToText(elementInstanceKey))
          : [];
      const reason = `not found: ${keys.join(', ')}`;
      return { kind: 'rejected', intent: 'MODIFY', rejectionType: 'INVALID_ARGUMENT', reason };
    };

    const error = await client.failure('ModifyProcessInstance', {
      processInstanceKey: '2251799813685250',
      terminateInstructions: [
        { elementInstanceKey: beyond },
        { elementInstanceKey: '2251799813685251' },
        { elementInstanceKey: '7' },
      ],
    });

    expect(error.details).toBe(
      `Command 'MODIFY' rejected with code 'INVALID_ARGUMENT': not found: ${beyond}, 2251799813685251, 7`,
    );
  });

  test.each([
    [{ migrationPlan: { targetProcessDefinitionKey: beyond } }, beyond],
    [{ migrationPlan: {} }, '0'],
    [{}, '0'],
  ])('MigrateProcessInstance leaves the target of %o to the engine', async (plan, sent) => {
    const { bus, client } = await givenGateway();
    bus.script = ({ value }) => {
      const key = 'targetProcessDefinitionKey' in value ? keyToText(value.targetProcessDefinitionKey) : '';
      return { kind: 'rejected', intent: 'MIGRATE', rejectionType: 'NOT_FOUND', reason: `not found: ${key}` };
    };

    const error = await client.failure('MigrateProcessInstance', {
      processInstanceKey: '2251799813685250',
      ...plan,
    });

    expect(error.details).toBe(`Command 'MIGRATE' rejected with code 'NOT_FOUND': not found: ${sent}`);
  });
});

describe('creating with no partition left', () => {
  test("tells each partition's error in the details", async () => {
    const { bus, client } = await givenGateway();
    bus.setTopology(topologyOf(2));
    bus.script = ({ partitionId }) =>
      partitionId === 1
        ? failure('RESOURCE_EXHAUSTED', 'Reached maximum capacity of requests handled')
        : failure('CONNECTION', 'no remote address found');

    const error = await client.failure('CreateProcessInstance', { bpmnProcessId: 'order', version: -1 });

    expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(error.details).toBe(
      'Expected to execute the command on one of the partitions, but all failed; there are no more partitions available to retry. Please try again. If the error persists contact your zeebe operator',
    );
    const details = detailsOf(error.metadata)?.details ?? [];
    expect(details.map(({ type_url }) => type_url)).toEqual([
      'type.googleapis.com/google.rpc.Status',
      'type.googleapis.com/google.rpc.Status',
    ]);
    expect(details.map(({ value }) => decodeStatus(value))).toMatchObject([
      { code: status.RESOURCE_EXHAUSTED, message: 'Reached maximum capacity of requests handled' },
      { code: status.UNAVAILABLE, message: 'no remote address found' },
    ]);
  });
});

test.each([
  [15_000, 'PT15S'],
  [500, 'PT0.5S'],
  [60_000, 'PT1M'],
  [3_661_001, 'PT1H1M1.001S'],
  [0, 'PT0S'],
])('%i ms is written %s', (durationMs, text) => {
  expect(isoDuration(durationMs)).toBe(text);
});
