// Settings with which operators get a server going again, or look into it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../running-server.js';
import { GatewayCalls } from '../support/gateway-calls.js';
import { recordOf, recordsIn } from '../support/record-file.js';
import { ManagementCalls } from './management-calls.js';

const LOOP = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="http://grevy.test">
  <bpmn:process id="loop" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:task id="again" />
    <bpmn:exclusiveGateway id="fork" default="back" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="again" />
    <bpmn:sequenceFlow id="f2" sourceRef="again" targetRef="fork" />
    <bpmn:sequenceFlow id="back" sourceRef="fork" targetRef="again" />
  </bpmn:process>
</bpmn:definitions>`;

const directory = mkdtempSync(join(tmpdir(), 'grevy-operator-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let server: RunningServer;
let calls: GatewayCalls;
afterEach(async () => {
  calls.close();
  await server.stop();
});

async function given(args: readonly string[], env: Readonly<Record<string, string>>) {
  server = await startServer(args, env);
  calls = new GatewayCalls(server.address);
}

/** Writes one command and its rejection. */
const resolveNothing = () =>
  calls
    .call('ResolveIncident', { incidentKey: '2251799813685249' })
    .catch(({ details }: { readonly details: string }) => details);

describe('zeebe.broker.processing.skipPositions', () => {
  it('passes over a command, which nobody answers then, and goes on with the next', async () => {
    await given(['--ephemeral'], {
      ZEEBE_BROKER_PROCESSING_SKIPPOSITIONS: '1',
      ZEEBE_BROKER_GATEWAY_CLUSTER_REQUESTTIMEOUT: '500ms',
    });

    expect(await resolveNothing()).toContain('Time out between gateway and broker');
    expect(await resolveNothing()).toContain('no such incident was found');

    const management = new ManagementCalls(server.managementAddress);
    const partition = '1';
    const skipped = { action: 'skipped', partition };
    expect(await management.metric('zeebe_stream_processor_records_total', skipped)).toBe(1);
    expect(await management.metric('zeebe_backpressure_inflight_requests_count', { partition })).toBe(0);
  });
});

describe('zeebe.broker.exporting.skipRecords', () => {
  it.each([['--ephemeral'], ['--data', join(directory, 'skip')]])(
    'keeps a record from all exporters (%s)',
    async (...args) => {
      const file = join(directory, `records${args[0] ?? ''}.jsonl`);
      await given([...args, '--records', file], { ZEEBE_BROKER_EXPORTING_SKIPRECORDS: '1,3' });

      await resolveNothing();
      await resolveNothing();

      await recordOf(file, ({ position }) => position === 4);
      expect((await recordsIn(file)).map(({ position }) => position)).toEqual([2, 4]);
    },
  );
});

describe('ZEEBE_DEBUG', () => {
  it('writes every record to the log of the server', async () => {
    await given(['--ephemeral'], { ZEEBE_DEBUG: 'true', ZEEBE_LOG_LEVEL: 'debug' });

    await resolveNothing();

    await expect.poll(() => server.output()).toContain('"valueType":"INCIDENT","intent":"RESOLVE"');
    expect(server.output()).toContain('Debug exporter opened');
  });
});

describe('enableStraightThroughProcessingLoopDetector', () => {
  const deploy = () =>
    calls.call('DeployResource', { resources: [{ name: 'loop.bpmn', content: Buffer.from(LOOP) }] });
  const name = 'ZEEBE_BROKER_EXPERIMENTAL_FEATURES_ENABLESTRAIGHTTHROUGHPROCESSINGLOOPDETECTOR';

  it('refuses a process that never waits, unless it is off', async () => {
    await given(['--ephemeral'], {});
    await expect(deploy()).rejects.toMatchObject({
      details: expect.stringContaining('straight-through processing loop') as string,
    });
    calls.close();
    await server.stop();

    await given(['--ephemeral'], { [name]: 'false' });
    expect(await deploy()).toMatchObject({ deployments: [{ process: { bpmnProcessId: 'loop' } }] });
  });
});

describe('the topology', () => {
  it('shows where brokers of the reference listen, or what the settings say', async () => {
    await given(['--ephemeral'], { ZEEBE_BROKER_NETWORK_PORTOFFSET: '2' });
    expect(await calls.call('Topology', {})).toMatchObject({ brokers: [{ host: '0.0.0.0', port: 26521 }] });
    calls.close();
    await server.stop();

    await given(['--ephemeral'], {
      ZEEBE_BROKER_NETWORK_COMMANDAPI_ADVERTISEDHOST: 'broker.example',
      ZEEBE_BROKER_NETWORK_COMMANDAPI_ADVERTISEDPORT: '443',
    });
    expect(await calls.call('Topology', {})).toMatchObject({
      brokers: [{ host: 'broker.example', port: 443 }],
    });
  });
});

describe('the deprecated watermarks of the disk', () => {
  it('refuse commands when so much of it may not be used', async () => {
    await given(['--data', join(directory, 'watermark')], {
      ZEEBE_BROKER_DATA_DISKUSAGECOMMANDWATERMARK: '0.000001',
      ZEEBE_BROKER_DATA_DISKUSAGEREPLICATIONWATERMARK: '1',
    });

    expect(await resolveNothing()).toBe(
      'Cannot accept requests for partition 1. Broker is out of disk space',
    );
  });
});
