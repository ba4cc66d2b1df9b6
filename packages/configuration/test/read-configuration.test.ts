// Given a file, variables and flags: which value holds, what is refused, and what the user is told.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../src/read-configuration.js';
import { effectiveSettings } from '../src/report/effective-settings.js';
import { SETTINGS } from '../src/settings/settings.js';

const directory = mkdtempSync(join(tmpdir(), 'grevy-configuration-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function yaml(text: string): string {
  const file = join(directory, 'application.yaml');
  writeFileSync(file, text);
  return file;
}

const PORT = SETTINGS['zeebe.broker.gateway.network.port'];
const SNAPSHOT_PERIOD = SETTINGS['zeebe.broker.data.snapshotPeriod'];
const SEGMENT_SIZE = SETTINGS['zeebe.broker.data.logSegmentSize'];

describe('which source wins', () => {
  const file = yaml('zeebe:\n  broker:\n    gateway:\n      network:\n        port: 1\n');

  it('is the default when nobody says anything', () => {
    const { configuration, notices } = readConfiguration({});
    expect(configuration.value(PORT)).toBe(26500);
    expect(notices).toEqual([]);
  });

  it('is the file before the default, the environment before the file, the flag before all', () => {
    const environment = { ZEEBE_BROKER_GATEWAY_NETWORK_PORT: '2' };
    const flags = { '--port': '3' };
    expect(readConfiguration({ file }).configuration.value(PORT)).toBe(1);
    expect(readConfiguration({ file, environment }).configuration.value(PORT)).toBe(2);
    expect(readConfiguration({ file, environment, flags }).configuration.value(PORT)).toBe(3);
  });

  it('shows where each value comes from', () => {
    const { configuration } = readConfiguration({ file, environment: { SERVER_PORT: '9700' } });
    const shown = new Map(effectiveSettings(configuration).map((setting) => [setting.path, setting]));
    expect(shown.get('zeebe.broker.gateway.network.port')).toMatchObject({ value: '1', origin: `${file}:5` });
    expect(shown.get('server.port')).toMatchObject({ value: '9700', origin: 'SERVER_PORT' });
    expect(shown.get('zeebe.broker.cluster.partitionsCount')).toMatchObject({
      value: '1',
      origin: 'default',
    });
  });
});

describe('relaxed binding', () => {
  it.each(['snapshotPeriod', 'snapshot-period', 'SNAPSHOTPERIOD', 'snapshot_period'])('takes %s', (name) => {
    const file = yaml(`zeebe.broker.data.${name}: 5m\n`);
    expect(readConfiguration({ file }).configuration.value(SNAPSHOT_PERIOD)).toBe(300_000);
  });

  it('takes the prefix of a gateway that runs alone, the proper one first', () => {
    const alone = { ZEEBE_GATEWAY_NETWORK_PORT: '1' };
    expect(readConfiguration({ environment: alone }).configuration.value(PORT)).toBe(1);
    const both = { ZEEBE_BROKER_GATEWAY_NETWORK_PORT: '2', ...alone };
    expect(readConfiguration({ environment: both }).configuration.value(PORT)).toBe(2);
  });

  it('takes lists with commas and item by item', () => {
    const points = SETTINGS['zeebe.broker.cluster.initialContactPoints'];
    const commas = { ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS: 'a:1, b:2' };
    const items = {
      ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS_1: 'b:2',
      ZEEBE_BROKER_CLUSTER_INITIALCONTACTPOINTS_0_: 'a:1',
    };
    for (const environment of [commas, items]) {
      expect(readConfiguration({ environment }).configuration.value(points)).toEqual(['a:1', 'b:2']);
    }
  });

  it('lays exporter arguments of variables over those of the file, whatever the case', () => {
    const file = yaml(
      'zeebe:\n  broker:\n    exporters:\n      search:\n        className: A\n        args:\n' +
        '          url: http://one\n          bulk: {size: 5, delay: 1}\n',
    );
    const environment = {
      ZEEBE_BROKER_EXPORTERS_SEARCH_ARGS_URL: 'http://two',
      ZEEBE_BROKER_EXPORTERS_OTHER_CLASSNAME: 'B',
    };
    const { configuration } = readConfiguration({ file, environment });
    expect(configuration.tree(SETTINGS['zeebe.broker.exporters'])).toEqual({
      search: { className: 'A', args: { url: 'http://two', bulk: { size: '5', delay: '1' } } },
      other: { classname: 'B' },
    });
  });

  it('fills placeholders of the file from the environment', () => {
    const file = yaml('zeebe.broker.data.snapshotPeriod: ${PERIOD:2m}\n');
    expect(readConfiguration({ file }).configuration.value(SNAPSHOT_PERIOD)).toBe(120_000);
    const environment = { PERIOD: '3m' };
    expect(readConfiguration({ file, environment }).configuration.value(SNAPSHOT_PERIOD)).toBe(180_000);
    const missing = yaml('zeebe.broker.data.snapshotPeriod: ${PERIOD}\n');
    expect(() => readConfiguration({ file: missing })).toThrow(/needs the environment variable PERIOD/);
  });
});

describe('notations', () => {
  it.each([
    ['90s', 90_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['120000', 120_000],
    ['PT1M30S', 90_000],
    ['P1DT1H', 90_000_000],
  ])('reads the duration %s', (text, durationMs) => {
    const environment = { ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: text };
    expect(readConfiguration({ environment }).configuration.value(SNAPSHOT_PERIOD)).toBe(durationMs);
  });

  it.each([
    ['2097152', 2_097_152],
    ['2048KB', 2_097_152],
    ['128MB', 134_217_728],
    ['1GB', 1_073_741_824],
  ])('reads the size %s', (text, bytes) => {
    const environment = { ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: text };
    expect(readConfiguration({ environment }).configuration.value(SEGMENT_SIZE)).toBe(bytes);
  });
});

describe('the algorithm of back-pressure', () => {
  it.each([
    ['FIXED', 'fixed'],
    ['gradient2', 'gradient2'],
    ['reno', 'vegas'],
  ])('named %s is %s', (given, algorithm) => {
    const environment = { ZEEBE_BROKER_BACKPRESSURE_ALGORITHM: given };
    const setting = SETTINGS['zeebe.broker.backpressure.algorithm'];
    expect(readConfiguration({ environment }).configuration.value(setting)).toBe(algorithm);
  });
});

describe('what stops the start', () => {
  it.each([
    [
      { ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: '10s' },
      'Snapshot period PT10S needs to be larger then or equals to one minute.',
    ],
    [{ ZEEBE_BROKER_DATA_SNAPSHOTPERIOD: 'soon' }, 'expected a duration'],
    [
      { ZEEBE_BROKER_CLUSTER_NODEID: '1' },
      'Node id 1 needs to be non negative and smaller then cluster size 1.',
    ],
    [
      { ZEEBE_BROKER_CLUSTER_REPLICATIONFACTOR: '3' },
      'Replication factor 3 needs to be larger then zero and not larger then cluster size 1.',
    ],
    [
      {
        ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: '1MB',
        ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: '2MB',
      },
      'Minimum free space for processing (1048576) must be greater than minimum free space for replication (2097152).',
    ],
    [
      { ZEEBE_BROKER_GATEWAY_NETWORK_MINKEEPALIVEINTERVAL: '0s' },
      'Minimum keep alive interval must be positive.',
    ],
    [{ ZEEBE_BROKER_NETWORK_MAXMESSAGESIZE: '0' }, 'maxMessageSize must be positive'],
    [
      { ZEEBE_GATEWAY_INTERCEPTORS_0_ID: 'audit', ZEEBE_GATEWAY_INTERCEPTORS_0_JARPATH: 'audit.jar' },
      'Cannot load interceptor [audit]: this server has none, and calls would go on without it.',
    ],
    [{ ZEEBE_BROKER_NETWORK_PORTOFFSET: '4000' }, 'is 66500, but must not be above 65535'],
    [{ ZEEBE_BROKER_CLUSTER_CLUSTERSIZE: '3' }, 'runs as a single broker'],
    [{ ZEEBE_BROKER_PROCESSING_SKIPPOSITIONS: '5,x' }, 'expected positions, but got "x"'],
  ])('%o', (environment, message) => {
    expect(() => readConfiguration({ environment })).toThrow(message);
  });

  it('names every problem with its place', () => {
    const environment = { ZEEBE_BROKER_GATEWAY_NETWORK_PORT: 'x', SERVER_PORT: '70000' };
    expect(() => readConfiguration({ environment })).toThrow(
      /network\.port \(ZEEBE_BROKER_GATEWAY_NETWORK_PORT\): expected an integer[\s\S]*server\.port \(SERVER_PORT\)/,
    );
  });

  it('is a file that is no YAML, or misses', () => {
    const file = yaml('zeebe: [1, {');
    expect(() => readConfiguration({ file })).toThrow(/is no valid YAML/);
    expect(() => readConfiguration({ file: join(directory, 'missing.yaml') })).toThrow(/cannot be read/);
  });

  it('is a file whose aliases explode or that nests without end', () => {
    const bomb = ['a: &a [x]', ...Array.from({ length: 200 }, (_, index) => `b${index}: *a`)].join('\n');
    expect(() => readConfiguration({ file: yaml(bomb) })).toThrow(/MAX_YAML_ALIASES/);
    const deep = Array.from({ length: 80 }, (_, index) => `${' '.repeat(index)}a:`).join('\n');
    expect(() => readConfiguration({ file: yaml(deep) })).toThrow(/MAX_FILE_DEPTH/);
  });
});

describe('what the user is told', () => {
  it('names an unknown setting, where it is, and what was meant', () => {
    const file = yaml('zeebe:\n  broker:\n    netwrok:\n      host: a\n');
    const { notices } = readConfiguration({ file, environment: { ZEEBE_BROKER_DATA_DIRECTROY: 'x' } });
    expect(notices).toEqual([
      `Unknown setting zeebe.broker.netwrok.host (${file}:4) is ignored. Did you mean zeebe.broker.network.host?`,
      'Unknown setting ZEEBE_BROKER_DATA_DIRECTROY is ignored. Did you mean zeebe.broker.data.directory?',
    ]);
  });

  it('is silent about what Kubernetes tells of the services of a gateway and a broker', () => {
    const environment = {
      ZEEBE_GATEWAY_PORT: 'tcp://10.0.0.1:26500',
      ZEEBE_GATEWAY_PORT_26500_TCP_ADDR: '10.0.0.1',
      ZEEBE_GATEWAY_SERVICE_HOST: '10.0.0.1',
      ZEEBE_GATEWAY_SERVICE_PORT: '26500',
      ZEEBE_BROKER_SERVICE_PORT_HTTP: '9600',
      ZEEBE_BROKER_PORT_9600_TCP: 'tcp://10.0.0.2:9600',
    };
    expect(readConfiguration({ environment }).notices).toEqual([]);
  });

  it('names settings without effect once for each reason', () => {
    const environment = {
      ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT: '1GB',
      ZEEBE_BROKER_THREADS_CPUTHREADCOUNT: '4',
      ZEEBE_BROKER_THREADS_IOTHREADCOUNT: '4',
    };
    const { notices } = readConfiguration({ environment });
    expect(notices).toEqual([
      expect.stringContaining('zeebe.broker.threads.cpuThreadCount, zeebe.broker.threads.ioThreadCount'),
      expect.stringContaining('zeebe.broker.experimental.rocksdb.memorylimit'),
    ]);
  });

  it.each([
    ['ATOMIX_LOG_LEVEL', 'INFO', 'atomix.log.level'],
    ['ZEEBE_RESTORE_FROM_BACKUP_ID', '5', 'zeebe.restore.from.backup.id'],
    ['ZEEBE_BP_APPENDER', 'false', 'zeebe.bp.appender'],
    ['ZEEBE_BP_APPENDER_ALGORITHM', 'gradient2', 'zeebe.bp.appender.algorithm'],
    ['ZEEBE_BROKER_CLUSTER_MEMBERSHIP_PROBEINTERVAL', '1s', 'zeebe.broker.cluster.membership.probeinterval'],
  ])('names %s, which has no effect', (variable, value, name) => {
    const { notices } = readConfiguration({ environment: { [variable]: value } });
    expect(notices).toEqual([expect.stringContaining(`Settings without effect here: ${name} (`)]);
  });

  it('takes a variable of the table with the underscores that its name has elsewhere', () => {
    const environment = { MANAGEMENT_ENDPOINTS_ENABLED_BY_DEFAULT: 'true' };
    const { configuration, notices } = readConfiguration({ environment });
    expect(configuration.value(SETTINGS['management.endpoints.enabledByDefault'])).toBe(true);
    expect(notices).toEqual([]);
  });

  it('says nothing about lists and mappings without content', () => {
    const file = yaml(
      'zeebe:\n  gateway:\n    interceptors: []\n  broker:\n    exporters:\n    cluster:\n      initialContactPoints: []\n      raft: {}\n',
    );
    expect(readConfiguration({ file }).notices).toEqual([]);
  });

  it('leaves the variables of other programs alone', () => {
    const environment = { PATH: '/bin', ZEEBE_ADDRESS: 'localhost:26500', ZEEBE_CLIENT_ID: 'x' };
    expect(readConfiguration({ environment }).notices).toEqual([]);
  });

  it('never shows a secret', () => {
    const environment = {
      ZEEBE_BROKER_DATA_BACKUP_S3_SECRETKEY: 'hidden',
      ZEEBE_BROKER_EXPORTERS_SEARCH_ARGS_AUTHENTICATION_PASSWORD: 'hidden',
      ZEEBE_BROKER_EXPORTERS_SEARCH_ARGS_URL: 'https://me:hidden@host',
    };
    const shown = effectiveSettings(readConfiguration({ environment }).configuration);
    expect(JSON.stringify(shown)).not.toContain('hidden');
    expect(shown.filter(({ value }) => value === '***')).toHaveLength(2);
  });
});
