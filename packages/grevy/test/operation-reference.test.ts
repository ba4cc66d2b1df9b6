// What a client calls its operation is in every record that results from it (spec 01 §1.4).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ORDER_PROCESS } from './clients/models/order-process.js';
import { GatewayCalls } from './support/gateway-calls.js';
import { recordOf, recordsIn } from './support/record-file.js';
import { ServerProcess } from './support/server-process.js';

let directory: string;
let server: ServerProcess;
let calls: GatewayCalls;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'grevy-reference-'));
});
afterEach(async () => {
  calls.close();
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

it.each([1, 2])(
  'the records of a cancellation have its reference, %i partition(s)',
  async (partitionCount) => {
    const recordsFile = join(directory, 'records-{partition}.jsonl');
    server = await ServerProcess.start({ recordsFile, partitionCount });
    calls = new GatewayCalls(server.address);
    await calls.call('DeployResource', {
      resources: [{ name: 'order.bpmn', content: Buffer.from(ORDER_PROCESS) }],
    });
    const { processInstanceKey } = await calls.call('CreateProcessInstance', {
      bpmnProcessId: 'order',
      version: -1,
      variables: '{"total":500}',
    });

    await calls.call('CancelProcessInstance', { processInstanceKey, operationReference: '4711' });

    const file = recordsFile.replace('{partition}', '1');
    await recordOf(file, ({ intent, key }) => intent === 'ELEMENT_TERMINATED' && key === processInstanceKey);
    const records = await recordsIn(file);
    const cancel = records.find(({ intent }) => intent === 'CANCEL');
    const results = new Set([cancel?.position]);
    for (const { position, sourceRecordPosition } of records) {
      if (results.has(sourceRecordPosition)) results.add(position);
    }
    const referring = records.filter(({ operationReference }) => operationReference === 4711);
    expect(referring).toEqual(records.filter(({ position }) => results.has(position)));
    expect(records.filter(({ operationReference }) => operationReference !== undefined)).toEqual(referring);
    expect(referring.map(({ valueType, intent }) => `${valueType} ${intent}`)).toContain('JOB CANCELED');
  },
);
