// What `grevy start` and `grevy config` make of files and variables.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../run-program.js';
import { startServer } from '../running-server.js';
import { GatewayCalls } from '../support/gateway-calls.js';
import { ManagementCalls } from './management-calls.js';

const directory = mkdtempSync(join(tmpdir(), 'grevy-configuration-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function yaml(text: string): string {
  const file = join(directory, 'application.yaml');
  writeFileSync(file, text);
  return file;
}

describe('grevy config', () => {
  it('shows values with their origins, masks secrets and names what does nothing', async () => {
    const file = yaml('zeebe:\n  broker:\n    cluster:\n      partitionsCount: 3\n    nonsense: 1\n');
    const { exitCode, stdout, stderr } = await run('grevy', ['config', '--config', file], {
      env: {
        ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: '5m',
        ZEEBE_BROKER_DATA_BACKUP_S3_SECRETKEY: 'hidden',
      },
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`zeebe.broker.cluster.partitionsCount: "3" # ${file}:4\n`);
    expect(stdout).toContain('zeebe.broker.data.snapshotPeriod: "5m" # ZEEBE_BROKER_DATA_SNAPSHOTPERIOD\n');
    expect(stdout).toContain('server.port: "9600" # default\n');
    expect(stdout).not.toContain('hidden');
    expect(stderr).toContain(`Unknown setting zeebe.broker.nonsense (${file}:5) is ignored.`);
  });

  it('prints a schema that accepts what the server accepts', async () => {
    const { stdout } = await run('grevy', ['config', '--schema']);
    expect(JSON.parse(stdout)).toHaveProperty(
      'properties.zeebe.properties.broker.properties.cluster.properties.partitionsCount.minimum',
      1,
    );
  });
});

describe('grevy start', () => {
  it.each([
    [{ ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: '0' }, 'Partition count must not be smaller than 1.'],
    [{ ZEEBE_BROKER_CLUSTER_PARTITIONSCOUNT: '256' }, 'expected at most 255, but got 256'],
    [{ ZEEBE_GATEWAY_NETWORK_MAXMESSAGESIZE: '0' }, 'maxMessageSize must be positive'],
    [{ ZEEBE_GATEWAY_NETWORK_MAXMESSAGESIZE: 'much' }, 'expected a size such as 512KB'],
    [
      { ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: '1s' },
      'Snapshot period PT1S needs to be larger then or equals to one minute.',
    ],
    [{ ZEEBE_BROKER_EXPORTERS_X_CLASSNAME: 'com.example.X' }, 'has the unknown className com.example.X'],
    [
      { ZEEBE_BROKER_GATEWAY_SECURITY_ENABLED: 'true' },
      'Expected to find a valid path to a certificate chain but none was found.',
    ],
    [
      {
        ZEEBE_GATEWAY_SECURITY_ENABLED: 'true',
        ZEEBE_GATEWAY_SECURITY_CERTIFICATECHAINPATH: '/nowhere.pem',
        ZEEBE_GATEWAY_SECURITY_PRIVATEKEYPATH: '/nowhere.key',
      },
      "Expected to find a certificate chain file at the provided location '/nowhere.pem' but none was found.",
    ],
    [{ ZEEBE_GATEWAY_SECURITY_AUTHENTICATION_MODE: 'identity' }, 'needs the address of the issuer of tokens'],
    [{ ZEEBE_LOG_LEVEL: 'loud' }, 'expected one of trace, debug, info, warn, error, off'],
  ])('given %o, then it does not start and says why', async (env, message) => {
    const { exitCode, stderr } = await run('grevy', ['start', '--ephemeral'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  it('runs an exporter of a file that is a module', async () => {
    const module = join(directory, 'exporter.mjs');
    writeFileSync(
      module,
      `export class Logs {
         configure(context) { this.log = context.logger; }
         open() { this.log.info('the exporter is open'); }
         export() {}
         close() {}
       }`,
    );
    const file = yaml(`zeebe.broker.exporters.mine: { className: Logs, jarPath: ${module} }\n`);
    const server = await startServer(['--ephemeral', '--config', file]);
    await expect.poll(() => server.output()).toContain('the exporter is open');
    expect(await server.stop()).toBe(0);
  });

  it('given an exporter that refuses every record, then it is loud: log, health and metrics', async () => {
    const module = join(directory, 'blocking.mjs');
    writeFileSync(
      module,
      `export default class {
         configure() {}
         open() {}
         export() { throw new Error('no room'); }
         close() {}
       }`,
    );
    const server = await startServer(['--ephemeral'], { ZEEBE_BROKER_EXPORTERS_STUCK_JARPATH: module });
    const management = new ManagementCalls(server.managementAddress);
    const calls = new GatewayCalls(server.address);
    await calls.call('ResolveIncident', { incidentKey: '2251799813685249' }).catch(() => undefined);
    await expect.poll(() => server.output()).toContain('The exporter is blocked');
    const labels = { exporter: 'stuck', partition: '1' };
    await expect.poll(() => management.metric('grevy_exporter_blocked', labels)).toBe(1);
    await expect.poll(() => management.metric('grevy_exporter_lag_records', labels)).toBeGreaterThan(0);
    await expect.poll(async () => (await management.get('/health')).status).toBe(503);
    expect((await management.get('/ready')).status).toBe(204);
    calls.close();
    await server.stop();
  });

  it('logs JSON, every line, with the exact words that it is ready', async () => {
    const server = await startServer(['--ephemeral', '--json']).catch((error: unknown) => error);
    // The helper looks for readable lines with the addresses; JSON has them in the message, too.
    if (!(typeof server === 'object' && server !== null && 'output' in server)) throw server;
    const { output, stop } = server as Awaited<ReturnType<typeof startServer>>;
    const lines = output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly msg: string; readonly name: string });
    expect(lines.find(({ msg }) => msg === 'Broker is ready!')).toMatchObject({ name: 'grevy.server' });
    await stop();
  });

  it('logs for Stackdriver', async () => {
    const server = await startServer(['--ephemeral'], { ZEEBE_LOG_APPENDER: 'Stackdriver' });
    const ready = server
      .output()
      .split('\n')
      .find((line) => line.includes('Broker is ready!'));
    expect(JSON.parse(ready ?? '')).toMatchObject({
      severity: 'INFO',
      message: 'Broker is ready!',
      serviceContext: { service: 'zeebe', version: 'development' },
      context: { loggerName: 'grevy.server' },
    });
    await server.stop();
  });

  it('has only the endpoints that tell something, unless more are switched on', async () => {
    const server = await startServer(['--ephemeral'], {
      MANAGEMENT_ENDPOINT_JOBSTREAMS_ENABLED: 'true',
      MANAGEMENT_ENDPOINT_LOGGERS_ENABLED: 'false',
    });
    const management = new ManagementCalls(server.managementAddress);
    const statusOf = async (path: string) => (await management.get(path)).status;
    for (const path of ['/actuator/health', '/actuator/prometheus', '/actuator/jobstreams']) {
      expect(await statusOf(path), path).not.toBe(404);
    }
    for (const path of ['clock', 'partitions', 'backups', 'loggers']) {
      expect(await statusOf(`/actuator/${path}`), path).toBe(404);
    }
    for (const path of ['rebalance', 'exporting/pause', 'banning/2251799813685249', 'clock/pin']) {
      expect((await management.post(`/actuator/${path}`)).status, path).toBe(404);
    }
    expect(await statusOf('/metrics')).toBe(404);
    await server.stop();
  });

  it('refuses to move a clock that is not controlled, and switches endpoints off', async () => {
    const server = await startServer(['--ephemeral'], {
      MANAGEMENT_ENDPOINTS_ENABLEDBYDEFAULT: 'true',
      MANAGEMENT_ENDPOINT_BANNING_ENABLED: 'false',
    });
    const management = new ManagementCalls(server.managementAddress);
    expect((await management.get('/actuator/clock')).status).toBe(200);
    expect(await management.post('/actuator/clock/pin', { epochMilli: 1 })).toMatchObject({
      status: 403,
      body: { message: 'Expected to pin the clock to the given time, but it is immutable' },
    });
    expect(await management.post('/actuator/clock/add', { offsetMilli: 1 })).toMatchObject({
      body: { message: 'Expected to add time to the clock, but it is immutable' },
    });
    expect(await management.delete('/actuator/clock')).toMatchObject({
      status: 403,
      body: { message: 'Expected to reset the clock, but the clock is immutable' },
    });
    expect((await management.post('/actuator/banning/1')).status).toBe(404);
    await server.stop();
  });

  it('given a watermark above all free space, then commands are refused and health says so', async () => {
    const server = await startServer(['--data', join(directory, 'full')], {
      ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '8000TB',
      ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '1MB',
    });
    const management = new ManagementCalls(server.managementAddress);
    const calls = new GatewayCalls(server.address);
    await expect.poll(async () => (await management.get('/health')).status).toBe(503);
    expect((await management.get('/ready')).status).toBe(204);
    await expect(calls.call('ResolveIncident', { incidentKey: '2251799813685249' })).rejects.toMatchObject({
      code: 8,
      details: 'Cannot accept requests for partition 1. Broker is out of disk space',
    });
    expect(server.output()).toContain('Out of disk space');
    calls.close();
    await server.stop();
  });

  it('given a fixed limit of one, then clients are refused beyond it', async () => {
    const server = await startServer(['--ephemeral'], {
      ZEEBE_BROKER_BACKPRESSURE_ALGORITHM: 'fixed',
      ZEEBE_BROKER_BACKPRESSURE_FIXED_LIMIT: '1',
    });
    const calls = new GatewayCalls(server.address);
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        calls
          .call('ResolveIncident', { incidentKey: '2251799813685249' })
          .catch(({ details }: { readonly details: string }) => details),
      ),
    );
    expect(answers).toContain('Reached maximum capacity of requests handled');
    expect(answers.some((answer) => String(answer).includes('no such incident was found'))).toBe(true);
    const management = new ManagementCalls(server.managementAddress);
    expect(await management.metric('zeebe_dropped_request_count_total', { partition: '1' })).toBeGreaterThan(
      0,
    );
    expect(await management.metric('zeebe_backpressure_requests_limit', { partition: '1' })).toBe(1);
    calls.close();
    await server.stop();
  });
});
