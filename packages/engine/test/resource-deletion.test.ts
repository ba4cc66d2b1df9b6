// What transcripts cannot show about deletion: banned instances, and commands that come again late (spec 14 §4, §5).
import { NO_KEY, type AnyRecord, type Key } from '@grevy/protocol';
import { expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';
import { TestCluster } from './support/test-cluster.js';

const MODEL = 'process p\nstart: startEvent\na: serviceTask type=a\nf: start -> a';

const RESOURCES = [{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }];

it('banned instances do not keep a process from being deleted', () => {
  // given two instances, of which one is banned
  const driver = new EngineDriver();
  driver.deploy(RESOURCES);
  driver.create('p');
  driver.create('p');
  const [banned, other] = [...driver.state.elementInstances.entries()]
    .filter(([, { value }]) => value.bpmnElementType === 'PROCESS')
    .map(([, { key }]) => key);
  driver.engine.replay(banOf(banned ?? NO_KEY));
  const [resourceKey] = [...driver.state.processDefinitions.entries()].map(([key]) => key as Key);

  // when the process is deleted before and after the other one has ended
  const deletion = { resourceKey: resourceKey ?? NO_KEY };
  const before = driver.send('RESOURCE_DELETION', 'DELETE', deletion.resourceKey, deletion);
  driver.send('PROCESS_INSTANCE', 'CANCEL', other ?? NO_KEY, {});
  const after = driver.send('RESOURCE_DELETION', 'DELETE', deletion.resourceKey, deletion);

  // then only the other one has kept it from being deleted
  expect(before).toMatchObject({ kind: 'rejected', rejectionType: 'INVALID_STATE' });
  expect(after).toMatchObject({ kind: 'accepted' });
  expect(driver.state.processDefinitions.size).toBe(0);
});

it('a deployment that is repeated after its deletion does not come back', () => {
  // given a process that was deployed to two partitions and deleted again
  const cluster = new TestCluster(2);
  const [first, second] = [cluster.partition(1), cluster.partition(2)];
  first.deploy(RESOURCES);
  cluster.deliver();
  const deployment = second.records.find(({ valueType }) => valueType === 'DEPLOYMENT');
  const [resourceKey] = [...first.state.processDefinitions.entries()].map(([key]) => key as Key);
  const deletion = { resourceKey: resourceKey ?? NO_KEY };
  first.send('RESOURCE_DELETION', 'DELETE', deletion.resourceKey, deletion);
  cluster.deliver();
  expect(second.state.processDefinitions.size).toBe(0);

  // when the second partition gets the deployment once more
  if (deployment?.valueType !== 'DEPLOYMENT') throw new Error('Expected the deployment to be distributed');
  const { valueType, key, value } = deployment;
  second.receive([{ valueType, intent: 'CREATE', key, value }]);

  // then it acknowledges it, and nothing has come back
  expect(second.postCommitTasks.at(-1)).toMatchObject({ command: { intent: 'ACKNOWLEDGE', key } });
  expect(second.state.processDefinitions.size).toBe(0);
  expect(second.state.processVersions.size).toBe(1);
});

function banOf(processInstanceKey: Key): AnyRecord {
  return {
    position: 1,
    sourceRecordPosition: -1,
    key: NO_KEY,
    timestamp: 0,
    recordType: 'EVENT',
    valueType: 'ERROR',
    intent: 'CREATED',
    rejectionType: 'NULL_VAL',
    rejectionReason: '',
    brokerVersion: '8.3.13',
    partitionId: 1,
    authorizedTenants: [],
    recordVersion: 1,
    processedInBatch: false,
    operationReference: undefined,
    value: { exceptionMessage: '', stacktrace: '', errorEventPosition: 1, processInstanceKey },
  };
}
