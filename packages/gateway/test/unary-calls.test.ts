/** Each unary call: the command that a broker gets, and what the client gets back. */
import { type CommandOutcome, JSON_NULL, NO_KEY, VALUE_TYPES, makeKey } from '@grevy/protocol';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from 'vitest';
import { PROCESS_KEY, created, document, jobAnswer } from './answers.js';
import { givenGateway } from './gateway-client.js';
import { topologyOf } from './scripted-bus.js';

/** Key of partition 200: beyond 2^53 on the wire. */
const JOB_KEY = makeKey(200, 7);
const JOB_KEY_TEXT = '450359962737049607';
const DEFAULT_TENANTS = ['<default>'];
const VARIABLES = document('{"a":1}');

async function given(answer: CommandOutcome) {
  const started = await givenGateway();
  started.bus.setTopology(topologyOf(255));
  started.bus.script = () => answer;
  return started;
}

describe('job calls', () => {
  test('CompleteJob', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));

    const response = await client.call('CompleteJob', { jobKey: JOB_KEY_TEXT, variables: '{"a":1}' });

    expect(response).toEqual({});
    expect(bus.commands).toEqual([
      {
        partitionId: 200,
        valueType: 'JOB',
        intent: 'COMPLETE',
        key: JOB_KEY,
        value: VALUE_TYPES.JOB.value.create({ variables: VARIABLES }),
        authorizedTenants: DEFAULT_TENANTS,
      },
    ]);
  });

  test('FailJob', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));

    await client.call('FailJob', {
      jobKey: JOB_KEY_TEXT,
      retries: 2,
      errorMessage: 'no power',
      retryBackOff: '1500',
      variables: '{"a":1}',
    });

    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      intent: 'FAIL',
      key: JOB_KEY,
      value: { retries: 2, errorMessage: 'no power', retryBackoff: 1500, variables: '{"a":1}' },
    });
  });

  test('ThrowError', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));

    await client.call('ThrowError', {
      jobKey: JOB_KEY_TEXT,
      errorCode: 'E1',
      errorMessage: 'sold out',
      variables: '{"a":1}',
    });

    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      intent: 'THROW_ERROR',
      key: JOB_KEY,
      value: { errorCode: 'E1', errorMessage: 'sold out', variables: '{"a":1}' },
    });
  });

  test('ThrowError without variables', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));

    await client.call('ThrowError', { jobKey: JOB_KEY_TEXT, errorCode: 'E1', variables: '' });

    expect(bus.commands[0]).toMatchObject({ intent: 'THROW_ERROR', value: { variables: '{}' } });
  });

  test('UpdateJobRetries', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));

    await client.call('UpdateJobRetries', { jobKey: JOB_KEY_TEXT, retries: 5 });

    expect(bus.commands[0]).toMatchObject({ intent: 'UPDATE_RETRIES', key: JOB_KEY, value: { retries: 5 } });
  });

  test('UpdateJobTimeout', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));

    await client.call('UpdateJobTimeout', { jobKey: JOB_KEY_TEXT, timeout: '60000' });

    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      intent: 'UPDATE_TIMEOUT',
      key: JOB_KEY,
      value: { timeout: 60_000 },
    });
  });

  test('UpdateJobTimeout of a key that no job can have', async () => {
    const { bus, client } = await given(jobAnswer(JOB_KEY));
    bus.setTopology(topologyOf(300));

    const error = await client.failure('UpdateJobTimeout', {
      jobKey: (300n << 51n).toString(),
      timeout: '1',
    });

    expect(error.code).toBe(status.NOT_FOUND);
    expect(error.details).toContain(
      `Expected to update job deadline with key '${300n << 51n}', but no such job was found`,
    );
  });
});

const CREATE = { bpmnProcessId: 'order', version: -1, variables: '{"a":1}' };

describe('the operation reference of newer clients', () => {
  const KEYED = { operationReference: '9007199254740993' };

  test.each([
    ['CancelProcessInstance', { processInstanceKey: JOB_KEY_TEXT, ...KEYED }],
    ['CreateProcessInstance', { ...CREATE, ...KEYED }],
    ['CreateProcessInstanceWithResult', { request: { ...CREATE, ...KEYED } }],
    ['ResolveIncident', { incidentKey: JOB_KEY_TEXT, ...KEYED }],
    ['UpdateJobRetries', { jobKey: JOB_KEY_TEXT, retries: 1, ...KEYED }],
    ['UpdateJobTimeout', { jobKey: JOB_KEY_TEXT, timeout: 1, ...KEYED }],
    ['SetVariables', { elementInstanceKey: JOB_KEY_TEXT, ...KEYED }],
    ['ModifyProcessInstance', { processInstanceKey: JOB_KEY_TEXT, ...KEYED }],
    ['MigrateProcessInstance', { processInstanceKey: JOB_KEY_TEXT, ...KEYED }],
    ['DeleteResource', { resourceKey: JOB_KEY_TEXT, ...KEYED }],
  ])('goes with the command of %s', async (rpc, request) => {
    const { bus, client } = await given({ kind: 'failed', code: 'INTERNAL_ERROR', message: '' });

    await client.failure(rpc, request);

    expect(bus.commands[0]?.operationReference).toBe(9_007_199_254_740_993n);
  });

  test('zero is a reference, an absent one is none', async () => {
    const { bus, client } = await given(created());

    await client.call('CreateProcessInstance', { ...CREATE, operationReference: '0' });
    await client.call('CreateProcessInstance', CREATE);

    expect(bus.commands.map(({ operationReference }) => operationReference)).toEqual([0n, undefined]);
  });
});

describe('process instance calls', () => {
  test('CreateProcessInstance', async () => {
    const { bus, client } = await given(created(200));

    const response = await client.call('CreateProcessInstance', {
      ...CREATE,
      startInstructions: [{ elementId: 'pay' }],
    });

    expect(response).toEqual({
      processDefinitionKey: '2251799813685249',
      bpmnProcessId: 'order',
      version: 2,
      processInstanceKey: '450359962737049611',
      tenantId: '<default>',
    });
    expect(bus.commands[0]).toMatchObject({
      valueType: 'PROCESS_INSTANCE_CREATION',
      intent: 'CREATE',
      key: NO_KEY,
      value: {
        bpmnProcessId: 'order',
        version: -1,
        processDefinitionKey: 0,
        variables: '{"a":1}',
        startInstructions: [{ elementId: 'pay' }],
        tenantId: '<default>',
        fetchVariables: [],
      },
    });
  });

  test('CreateProcessInstance by key keeps version 0 as it is', async () => {
    const { bus, client } = await given(created());

    await client.call('CreateProcessInstance', { processDefinitionKey: '2251799813685249' });

    expect(bus.commands[0]?.value).toMatchObject({
      bpmnProcessId: '',
      version: 0,
      processDefinitionKey: PROCESS_KEY,
    });
  });

  test('CreateProcessInstance with a negative key asks for no key', async () => {
    const { bus, client } = await given(created());

    await client.call('CreateProcessInstance', { processDefinitionKey: '-77' });

    expect(bus.commands[0]?.value).toMatchObject({ processDefinitionKey: NO_KEY });
  });

  test('CreateProcessInstanceWithResult', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'PROCESS_INSTANCE_RESULT',
        intent: 'COMPLETED',
        key: makeKey(1, 5),
        value: VALUE_TYPES.PROCESS_INSTANCE_RESULT.value.create({
          bpmnProcessId: 'order',
          processDefinitionKey: PROCESS_KEY,
          version: 4,
          processInstanceKey: makeKey(1, 5),
          variables: VARIABLES,
        }),
      },
    });
    let timeout = 0;
    const { script } = bus;
    bus.script = (command, timeoutMs) => {
      timeout = timeoutMs;
      return script(command, timeoutMs);
    };

    const response = await client.call('CreateProcessInstanceWithResult', {
      request: CREATE,
      requestTimeout: '1234',
      fetchVariables: ['a'],
    });

    expect(response).toEqual({
      processDefinitionKey: '2251799813685249',
      bpmnProcessId: 'order',
      version: 4,
      processInstanceKey: '2251799813685253',
      variables: '{"a":1}',
      tenantId: '<default>',
    });
    expect(timeout).toBe(1234);
    expect(bus.commands[0]).toMatchObject({
      intent: 'CREATE_WITH_AWAITING_RESULT',
      value: { bpmnProcessId: 'order', fetchVariables: ['a'] },
    });
  });

  test('CreateProcessInstanceWithResult without its inner request looks for definition 0', async () => {
    const { bus, client } = await given(created());

    await client.failure('CreateProcessInstanceWithResult', {});

    expect(bus.commands[0]?.value).toMatchObject({ bpmnProcessId: '', version: 0, processDefinitionKey: 0 });
  });

  test('CreateProcessInstanceWithResult without a positive timeout waits as long as any request', async () => {
    const { bus, client } = await given(created());
    let timeout = 0;
    bus.script = (_command, timeoutMs) => {
      timeout = timeoutMs;
      return { kind: 'failed', code: 'TIMEOUT', message: 'Request timed out after PT15S' };
    };

    const error = await client.failure('CreateProcessInstanceWithResult', {
      request: CREATE,
      requestTimeout: '-5',
    });

    expect(timeout).toBe(15_000);
    expect(error.details).toBe('Time out between gateway and broker: Request timed out after PT15S');
  });

  test('CancelProcessInstance', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'PROCESS_INSTANCE',
        intent: 'ELEMENT_TERMINATING',
        key: JOB_KEY,
        value: VALUE_TYPES.PROCESS_INSTANCE.value.create({}),
      },
    });

    expect(await client.call('CancelProcessInstance', { processInstanceKey: JOB_KEY_TEXT })).toEqual({});
    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      valueType: 'PROCESS_INSTANCE',
      intent: 'CANCEL',
      key: JOB_KEY,
    });
    expect(bus.commands[0]?.value).toEqual(VALUE_TYPES.PROCESS_INSTANCE.value.create({}));
  });

  test('ModifyProcessInstance', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'PROCESS_INSTANCE_MODIFICATION',
        intent: 'MODIFIED',
        key: JOB_KEY,
        value: VALUE_TYPES.PROCESS_INSTANCE_MODIFICATION.value.create({
          processInstanceKey: JOB_KEY,
          activateInstructions: [],
          terminateInstructions: [],
        }),
      },
    });

    const response = await client.call('ModifyProcessInstance', {
      processInstanceKey: JOB_KEY_TEXT,
      activateInstructions: [
        {
          elementId: 'pay',
          ancestorElementInstanceKey: '0',
          variableInstructions: [{ variables: '{"a":1}', scopeId: 'sub' }],
        },
        { elementId: 'ship', ancestorElementInstanceKey: '2251799813685249' },
      ],
      terminateInstructions: [{ elementInstanceKey: '2251799813685249' }, { elementInstanceKey: '77' }],
    });

    expect(response).toEqual({});
    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      intent: 'MODIFY',
      key: JOB_KEY,
      value: {
        processInstanceKey: JOB_KEY,
        activateInstructions: [
          {
            elementId: 'pay',
            ancestorScopeKey: NO_KEY,
            variableInstructions: [{ variables: '{"a":1}', elementId: 'sub' }],
          },
          { elementId: 'ship', ancestorScopeKey: PROCESS_KEY, variableInstructions: [] },
        ],
        terminateInstructions: [{ elementInstanceKey: PROCESS_KEY }, { elementInstanceKey: 77 }],
      },
    });
  });

  test('MigrateProcessInstance', async () => {
    const mappingInstructions = [
      { sourceElementId: 'pay', targetElementId: 'charge' },
      { sourceElementId: 'ship', targetElementId: 'ship' },
    ];
    const value = VALUE_TYPES.PROCESS_INSTANCE_MIGRATION.value.create({
      processInstanceKey: JOB_KEY,
      targetProcessDefinitionKey: PROCESS_KEY,
      mappingInstructions,
    });
    const { bus, client } = await given({
      kind: 'accepted',
      record: { valueType: 'PROCESS_INSTANCE_MIGRATION', intent: 'MIGRATED', key: JOB_KEY, value },
    });

    const response = await client.call('MigrateProcessInstance', {
      processInstanceKey: JOB_KEY_TEXT,
      migrationPlan: { targetProcessDefinitionKey: '2251799813685249', mappingInstructions },
    });

    expect(response).toEqual({});
    expect(bus.commands).toEqual([
      {
        partitionId: 200,
        valueType: 'PROCESS_INSTANCE_MIGRATION',
        intent: 'MIGRATE',
        key: JOB_KEY,
        value,
        authorizedTenants: DEFAULT_TENANTS,
      },
    ]);
  });

  test.each([
    [true, 'LOCAL'],
    [false, 'PROPAGATE'],
  ])('SetVariables with local=%s', async (local, updateSemantics) => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'VARIABLE_DOCUMENT',
        intent: 'UPDATED',
        key: makeKey(200, 9),
        value: VALUE_TYPES.VARIABLE_DOCUMENT.value.create({ scopeKey: JOB_KEY }),
      },
    });

    const response = await client.call('SetVariables', {
      elementInstanceKey: JOB_KEY_TEXT,
      variables: '{"a":1}',
      local,
    });

    expect(response).toEqual({ key: '450359962737049609' });
    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      intent: 'UPDATE',
      key: NO_KEY,
      value: { scopeKey: JOB_KEY, updateSemantics, variables: '{"a":1}' },
    });
  });

  test('ResolveIncident', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'INCIDENT',
        intent: 'RESOLVED',
        key: JOB_KEY,
        value: VALUE_TYPES.INCIDENT.value.create({}),
      },
    });

    expect(await client.call('ResolveIncident', { incidentKey: JOB_KEY_TEXT })).toEqual({});
    expect(bus.commands[0]).toMatchObject({ partitionId: 200, intent: 'RESOLVE', key: JOB_KEY });
  });
});

describe('messages and signals', () => {
  test('PublishMessage goes to the partition of its correlation key', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'MESSAGE',
        intent: 'PUBLISHED',
        key: makeKey(5, 4),
        value: VALUE_TYPES.MESSAGE.value.create({ name: 'paid', correlationKey: 'foo', timeToLive: 1 }),
      },
    });
    bus.setTopology(topologyOf(8));

    const response = await client.call('PublishMessage', {
      name: 'paid',
      correlationKey: 'order-123',
      timeToLive: '60000',
      messageId: 'm1',
      variables: '{"a":1}',
    });

    expect(response).toEqual({ key: '11258999068426244', tenantId: '<default>' });
    expect(bus.commands[0]).toMatchObject({
      partitionId: 6,
      valueType: 'MESSAGE',
      intent: 'PUBLISH',
      key: NO_KEY,
      value: {
        name: 'paid',
        correlationKey: 'order-123',
        timeToLive: 60_000,
        messageId: 'm1',
        variables: '{"a":1}',
        tenantId: '<default>',
      },
    });
  });

  test('BroadcastSignal', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'SIGNAL',
        intent: 'BROADCASTED',
        key: makeKey(1, 4),
        value: VALUE_TYPES.SIGNAL.value.create({ signalName: 'stop' }),
      },
    });

    const response = await client.call('BroadcastSignal', { signalName: 'stop', variables: '{"a":1}' });

    expect(response).toEqual({ key: '2251799813685252', tenantId: '<default>' });
    expect(bus.commands[0]).toMatchObject({
      valueType: 'SIGNAL',
      intent: 'BROADCAST',
      value: { signalName: 'stop', variables: '{"a":1}' },
    });
  });
});

describe('resources', () => {
  const checksum = new Uint8Array(16);
  const answer: CommandOutcome = {
    kind: 'accepted',
    record: {
      valueType: 'DEPLOYMENT',
      intent: 'CREATED',
      key: makeKey(1, 3),
      value: VALUE_TYPES.DEPLOYMENT.value.create({
        resources: [],
        processesMetadata: [
          {
            bpmnProcessId: 'order',
            version: 3,
            processDefinitionKey: PROCESS_KEY,
            resourceName: 'order.bpmn',
            checksum,
            duplicate: false,
            tenantId: '<default>',
          },
        ],
        decisionsMetadata: [
          VALUE_TYPES.DECISION.value.create({
            decisionId: 'd',
            decisionName: 'D',
            version: 1,
            decisionKey: makeKey(1, 20),
            decisionRequirementsId: 'drg',
            decisionRequirementsKey: makeKey(1, 21),
          }),
        ],
        decisionRequirementsMetadata: [
          {
            decisionRequirementsId: 'drg',
            decisionRequirementsName: 'DRG',
            decisionRequirementsVersion: 1,
            decisionRequirementsKey: makeKey(1, 21),
            namespace: 'n',
            resourceName: 'd.dmn',
            checksum,
            duplicate: false,
            tenantId: '<default>',
          },
        ],
        formMetadata: [
          {
            formId: 'f',
            version: 1,
            formKey: makeKey(1, 22),
            resourceName: 'f.form',
            checksum,
            duplicate: false,
            tenantId: '<default>',
          },
        ],
      }),
    },
  };
  const process = {
    bpmnProcessId: 'order',
    version: 3,
    processDefinitionKey: '2251799813685249',
    resourceName: 'order.bpmn',
    tenantId: '<default>',
  };

  test('DeployResource goes to partition 1, and answers processes, decisions, requirements, forms', async () => {
    const { bus, client } = await given(answer);
    const content = Buffer.from([0, 1, 255]);

    const response = await client.call('DeployResource', { resources: [{ name: 'order.bpmn', content }] });

    expect(response).toEqual({
      key: '2251799813685251',
      tenantId: '<default>',
      deployments: [
        { Metadata: 'process', process },
        {
          Metadata: 'decision',
          decision: {
            dmnDecisionId: 'd',
            dmnDecisionName: 'D',
            version: 1,
            decisionKey: '2251799813685268',
            dmnDecisionRequirementsId: 'drg',
            decisionRequirementsKey: '2251799813685269',
            tenantId: '<default>',
          },
        },
        {
          Metadata: 'decisionRequirements',
          decisionRequirements: {
            dmnDecisionRequirementsId: 'drg',
            dmnDecisionRequirementsName: 'DRG',
            version: 1,
            decisionRequirementsKey: '2251799813685269',
            resourceName: 'd.dmn',
            tenantId: '<default>',
          },
        },
        {
          Metadata: 'form',
          form: {
            formId: 'f',
            version: 1,
            formKey: '2251799813685270',
            resourceName: 'f.form',
            tenantId: '<default>',
          },
        },
      ],
    });
    expect(bus.sent).toEqual(['1:DEPLOYMENT#CREATE']);
    expect(bus.commands[0]?.value).toMatchObject({
      resources: [{ resourceName: 'order.bpmn', resource: content }],
      tenantId: '<default>',
    });
  });

  test('DeployProcess answers the processes only', async () => {
    const { bus, client } = await given(answer);

    const response = await client.call('DeployProcess', {
      processes: [{ name: 'order.bpmn', definition: Buffer.from('<x/>') }],
    });

    expect(response).toEqual({ key: '2251799813685251', processes: [process] });
    expect(bus.commands).toMatchObject([
      {
        partitionId: 1,
        valueType: 'DEPLOYMENT',
        intent: 'CREATE',
        key: NO_KEY,
        value: {
          resources: [{ resourceName: 'order.bpmn', resource: Buffer.from('<x/>') }],
          tenantId: '<default>',
        },
      },
    ]);
  });

  test('DeleteResource', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'RESOURCE_DELETION',
        intent: 'DELETED',
        key: makeKey(1, 4),
        value: VALUE_TYPES.RESOURCE_DELETION.value.create({ resourceKey: JOB_KEY }),
      },
    });

    expect(await client.call('DeleteResource', { resourceKey: JOB_KEY_TEXT })).toEqual({});
    expect(bus.commands[0]).toMatchObject({
      partitionId: 200,
      intent: 'DELETE',
      key: JOB_KEY,
      value: { resourceKey: JOB_KEY },
    });
  });
});

describe('EvaluateDecision', () => {
  const evaluated = {
    decisionKey: makeKey(1, 20),
    decisionId: 'd',
    decisionName: 'D',
    decisionVersion: 1,
    decisionRequirementsId: 'drg',
    decisionRequirementsKey: makeKey(1, 21),
    evaluatedDecisions: [
      {
        decisionId: 'd',
        decisionName: 'D',
        decisionKey: makeKey(1, 20),
        decisionVersion: 1,
        decisionType: 'DECISION_TABLE' as const,
        decisionOutput: JSON_NULL,
        evaluatedInputs: [{ inputId: 'i', inputName: 'I', inputValue: JSON_NULL }],
        matchedRules: [
          {
            ruleId: 'r',
            ruleIndex: 1,
            evaluatedOutputs: [{ outputId: 'o', outputName: 'O', outputValue: JSON_NULL }],
          },
        ],
        tenantId: '<default>',
      },
    ],
  };

  test('answers the output and the audit', async () => {
    const { bus, client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'DECISION_EVALUATION',
        intent: 'EVALUATED',
        key: makeKey(1, 30),
        value: VALUE_TYPES.DECISION_EVALUATION.value.create(evaluated),
      },
    });

    const response = await client.call('EvaluateDecision', { decisionId: 'd', variables: '{"a":1}' });

    expect(response).toEqual({
      decisionKey: '2251799813685268',
      decisionId: 'd',
      decisionName: 'D',
      decisionVersion: 1,
      decisionRequirementsId: 'drg',
      decisionRequirementsKey: '2251799813685269',
      decisionOutput: 'null',
      evaluatedDecisions: [
        {
          decisionKey: '2251799813685268',
          decisionId: 'd',
          decisionName: 'D',
          decisionVersion: 1,
          decisionType: 'DECISION_TABLE',
          decisionOutput: 'null',
          matchedRules: [
            {
              ruleId: 'r',
              ruleIndex: 1,
              evaluatedOutputs: [{ outputId: 'o', outputName: 'O', outputValue: 'null' }],
            },
          ],
          evaluatedInputs: [{ inputId: 'i', inputName: 'I', inputValue: 'null' }],
          tenantId: '<default>',
        },
      ],
      failedDecisionId: '',
      failureMessage: '',
      tenantId: '<default>',
      decisionInstanceKey: '2251799813685278',
    });
    expect(bus.commands[0]).toMatchObject({
      intent: 'EVALUATE',
      key: NO_KEY,
      value: { decisionId: 'd', decisionKey: 0, variables: '{"a":1}', tenantId: '<default>' },
    });
  });

  test('a failed evaluation is an answer without output', async () => {
    const { client } = await given({
      kind: 'accepted',
      record: {
        valueType: 'DECISION_EVALUATION',
        intent: 'FAILED',
        key: makeKey(1, 30),
        value: VALUE_TYPES.DECISION_EVALUATION.value.create({
          ...evaluated,
          failedDecisionId: 'd',
          evaluationFailureMessage: 'no such variable',
        }),
      },
    });

    expect(await client.call('EvaluateDecision', { decisionId: 'd' })).toMatchObject({
      decisionOutput: '',
      failedDecisionId: 'd',
      failureMessage: 'no such variable',
    });
  });
});
