// The work of the end-to-end benchmarks: start → one task → end, created and completed over gRPC by this process.
import { GrevyClient } from '@grevy/client';

export const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="http://grevy.test">
  <bpmn:process id="work" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="task"><bpmn:extensionElements><zeebe:taskDefinition type="work" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" />
    <bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" />
  </bpmn:process>
  <bpmn:process id="wait" isExecutable="true">
    <bpmn:startEvent id="waitStart" />
    <bpmn:serviceTask id="waitTask"><bpmn:extensionElements><zeebe:taskDefinition type="never" /></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:sequenceFlow id="g1" sourceRef="waitStart" targetRef="waitTask" />
  </bpmn:process>
</bpmn:definitions>`;

export async function connect(server) {
  const client = new GrevyClient({ address: server.address });
  return client;
}

export async function deploy(client) {
  await client.deployResource({
    resources: [{ name: 'bench.bpmn', content: Buffer.from(MODEL) }],
    tenantId: '',
  });
}

/** Calls again after a moment while the server has too much to do; tells how often it refused. */
export async function insist(call) {
  for (let refusals = 0; ; refusals += 1) {
    try {
      await call();
      return refusals;
    } catch (error) {
      if (error.code !== 'RESOURCE_EXHAUSTED') throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** Keeps `inFlight` instances going until `count` have been completed; a worker completes their jobs at once. */
export async function runInstances(client, count, inFlight) {
  let created = 0;
  let completed = 0;
  const latencies = [];
  const startedAt = new Map();
  const waiters = [];
  const worker = client.openWorker({
    type: 'work',
    maxJobsActive: Math.min(inFlight * 2, 1_000),
    handler: async (job) => {
      await client.completeJob({ jobKey: job.key, variables: '{"done":true}' });
      const start = startedAt.get(job.processInstanceKey);
      if (start !== undefined) latencies.push(performance.now() - start);
      startedAt.delete(job.processInstanceKey);
      completed += 1;
      waiters.shift()?.();
    },
  });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (created < count) {
        created += 1;
        const start = performance.now();
        const { processInstanceKey } = await client.createProcessInstance({
          bpmnProcessId: 'work',
          version: -1,
          variables: '{"a":1}',
        });
        startedAt.set(processInstanceKey, start);
        while (created - completed > inFlight) await new Promise((resolve) => waiters.push(resolve));
      }
    }),
  );
  while (completed < count) await new Promise((resolve) => setTimeout(resolve, 1));
  const seconds = (performance.now() - began) / 1_000;
  await worker.close();
  return { instancesPerSecond: count / seconds, seconds, latencies };
}

/** One instance every `intervalMs`, from creation to the acknowledged completion of its job. */
export async function runSteadily(client, count, intervalMs) {
  const waiting = new Map();
  const worker = client.openWorker({
    type: 'work',
    maxJobsActive: 10,
    handler: async (job) => {
      await client.completeJob({ jobKey: job.key, variables: '{"done":true}' });
      waiting.get(job.variables.n ?? JSON.parse(job.variables).n)?.();
    },
  });
  const latencies = [];
  for (let n = 0; n < count; n += 1) {
    const start = performance.now();
    const completed = new Promise((resolve) => waiting.set(n, resolve));
    await client.createProcessInstance({
      bpmnProcessId: 'work',
      version: -1,
      variables: JSON.stringify({ n }),
    });
    await completed;
    latencies.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
  await worker.close();
  return latencies;
}

export function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { p50: round(at(0.5)), p90: round(at(0.9)), p99: round(at(0.99)) };
}

export function round(value, digits = 2) {
  return Number(value?.toFixed(digits));
}
