// Nothing that was acknowledged is lost: a real server is killed with SIGKILL at random moments while several clients
// work, again and again; then every acknowledged creation and completion must be on its log, and none twice.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalLog } from '@grevy/log';
import { BatchReader, decodeRecord, keyToText, type AnyRecord } from '@grevy/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { GatewayCalls } from './support/gateway-calls.js';
import { ServerProcess } from './support/server-process.js';

const KILLS = Number(process.env['GREVY_KILLS'] ?? 50);
const CLIENTS = 4;

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="order" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="charge">
      <bpmn:extensionElements><zeebe:taskDefinition type="charge" /></bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="charge" />
    <bpmn:sequenceFlow id="f2" sourceRef="charge" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

interface Acknowledged {
  readonly created: Set<string>;
  readonly completed: Set<string>;
}

describe('a server that is killed again and again', () => {
  const directory = mkdtempSync(join(tmpdir(), 'grevy-durability-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it(
    `keeps everything it has acknowledged over ${KILLS} kills`,
    async () => {
      const acknowledged: Acknowledged = { created: new Set(), completed: new Set() };
      for (let round = 0; round < KILLS; round += 1) {
        const server = await ServerProcess.start({ dataDirectory: directory });
        const calls = new GatewayCalls(server.address);
        if (round === 0)
          await calls.call('DeployResource', {
            resources: [{ name: 'order.bpmn', content: Buffer.from(MODEL) }],
          });
        let running = true;
        const work = Array.from({ length: CLIENTS }, () => workUntil(() => !running, calls, acknowledged));
        if (round % 2 === 0) await aCompletion(acknowledged);
        await pause(Math.random() * 300);
        await server.kill();
        running = false;
        await Promise.all(work);
        calls.close();
      }

      const log = await recordsOf(directory);
      const created = keysOf(log, (record) =>
        record.valueType === 'PROCESS_INSTANCE_CREATION' && record.intent === 'CREATED'
          ? record.value.processInstanceKey
          : undefined,
      );
      const completed = keysOf(log, (record) =>
        record.valueType === 'JOB' && record.intent === 'COMPLETED' ? record.key : undefined,
      );
      expect(acknowledged.created.size).toBeGreaterThan(KILLS);
      expect(acknowledged.completed.size).toBeGreaterThan(0);
      expect([...acknowledged.created].filter((key) => !created.includes(key))).toEqual([]);
      expect([...acknowledged.completed].filter((key) => !completed.includes(key))).toEqual([]);
      expect(new Set(created).size, 'no key is generated twice').toBe(created.length);
      expect(new Set(completed).size, 'no job is completed twice').toBe(completed.length);
      expect(log.map((record) => record.position)).toEqual(log.map((_record, index) => index + 1));
    },
    KILLS * 15_000,
  );
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Resolves after the next acknowledged completion, so that a slow machine has something to lose as well. */
async function aCompletion({ completed }: Acknowledged): Promise<void> {
  const before = completed.size;
  while (completed.size === before) await pause(2);
}

/** One client: creates instances, takes jobs and completes them, and notes what was acknowledged. */
async function workUntil(
  isOver: () => boolean,
  calls: GatewayCalls,
  acknowledged: Acknowledged,
): Promise<void> {
  while (!isOver()) {
    try {
      const instance = await calls.call('CreateProcessInstance', {
        bpmnProcessId: 'order',
        version: -1,
        variables: '{"total":10}',
      });
      acknowledged.created.add(String(instance['processInstanceKey']));
      const responses = await calls.collect('ActivateJobs', {
        type: 'charge',
        worker: 'w',
        timeout: 1_000,
        maxJobsToActivate: 3,
        requestTimeout: -1,
      });
      for (const job of responses.flatMap((response) => response['jobs'] as { readonly key: string }[])) {
        await calls.call('CompleteJob', { jobKey: job.key, variables: '{"paid":true}' });
        acknowledged.completed.add(job.key);
      }
    } catch {
      // The server is gone, or has refused: what was not acknowledged may or may not have happened.
      await pause(5);
    }
  }
}

async function recordsOf(dataDirectory: string): Promise<readonly AnyRecord[]> {
  const log = await LocalLog.open({
    directory: join(dataDirectory, 'partitions', '1', 'log'),
    partitionId: 1,
  });
  const records: AnyRecord[] = [];
  for await (const batch of log.read(1)) {
    const reader = new BatchReader(batch.payload);
    for (let position = batch.firstPosition; position <= batch.lastPosition; position += 1)
      records.push(decodeRecord(reader));
  }
  await log.close();
  return records;
}

function keysOf(
  records: readonly AnyRecord[],
  keyOf: (record: AnyRecord) => Parameters<typeof keyToText>[0] | undefined,
): string[] {
  return records.flatMap((record) => {
    const key = record.recordType === 'EVENT' ? keyOf(record) : undefined;
    return key === undefined ? [] : [keyToText(key)];
  });
}
