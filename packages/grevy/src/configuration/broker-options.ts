// The settings of the broker: limits of processing, back-pressure, disk, clock.
import type { BrokerOptions, DiskWatermarks, FlowControlSettings } from '@grevy/broker';
import { SETTINGS, type Configuration } from '@grevy/configuration';

export type ConfiguredBroker = Pick<
  BrokerOptions,
  | 'limits'
  | 'refusesStraightThroughLoops'
  | 'flowControl'
  | 'diskWatermarks'
  | 'checkpointPeriodMs'
  | 'segmentBytes'
  | 'isClockAdjustable'
  | 'measuresExecutionTimes'
>;

export function brokerOptions(configuration: Configuration): ConfiguredBroker {
  return {
    limits: {
      maxCommandsInBatch: configuration.value(SETTINGS['zeebe.broker.processing.maxCommandsInBatch']),
      maxBatchBytes: configuration.value(SETTINGS['zeebe.broker.network.maxMessageSize']),
    },
    refusesStraightThroughLoops: configuration.value(
      SETTINGS['zeebe.broker.experimental.features.enableStraightThroughProcessingLoopDetector'],
    ),
    flowControl: configuration.value(SETTINGS['zeebe.broker.backpressure.enabled'])
      ? flowControl(configuration)
      : 'none',
    diskWatermarks: diskWatermarks(configuration),
    checkpointPeriodMs: configuration.value(SETTINGS['zeebe.broker.data.snapshotPeriod']),
    segmentBytes: configuration.value(SETTINGS['zeebe.broker.data.logSegmentSize']),
    isClockAdjustable: configuration.value(SETTINGS['zeebe.clock.controlled']),
    measuresExecutionTimes: configuration.value(SETTINGS['zeebe.broker.executionMetricsExporterEnabled']),
  };
}

function flowControl(configuration: Configuration): FlowControlSettings {
  const windowed = configuration.value(SETTINGS['zeebe.broker.backpressure.useWindowed']);
  const algorithm = configuration.value(SETTINGS['zeebe.broker.backpressure.algorithm']);
  switch (algorithm) {
    case 'aimd':
      return {
        algorithm,
        windowed,
        requestTimeoutMs: configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.requestTimeout']),
        initialLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.initialLimit']),
        minLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.minLimit']),
        maxLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.maxLimit']),
        backoffRatio: configuration.value(SETTINGS['zeebe.broker.backpressure.aimd.backoffRatio']),
      };
    case 'fixed':
      return {
        algorithm,
        windowed,
        limit: configuration.value(SETTINGS['zeebe.broker.backpressure.fixed.limit']),
      };
    case 'vegas':
      return {
        algorithm,
        windowed,
        alpha: configuration.value(SETTINGS['zeebe.broker.backpressure.vegas.alpha']),
        beta: configuration.value(SETTINGS['zeebe.broker.backpressure.vegas.beta']),
        initialLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.vegas.initialLimit']),
      };
    case 'gradient':
      return {
        algorithm,
        windowed,
        minLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient.minLimit']),
        initialLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient.initialLimit']),
        rttTolerance: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient.rttTolerance']),
      };
    case 'gradient2':
      return {
        algorithm,
        windowed,
        minLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient2.minLimit']),
        initialLimit: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient2.initialLimit']),
        rttTolerance: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient2.rttTolerance']),
        longWindow: configuration.value(SETTINGS['zeebe.broker.backpressure.gradient2.longWindow']),
      };
  }
}

function diskWatermarks(configuration: Configuration): DiskWatermarks | undefined {
  if (!configuration.value(SETTINGS['zeebe.broker.data.disk.enableMonitoring'])) return undefined;
  const replication = configuration.value(SETTINGS['zeebe.broker.data.disk.freeSpace.replication']);
  const segment = configuration.value(SETTINGS['zeebe.broker.data.logSegmentSize']);
  return {
    checkIntervalMs: configuration.value(SETTINGS['zeebe.broker.data.disk.monitoringInterval']),
    processingBytes: configuration.value(SETTINGS['zeebe.broker.data.disk.freeSpace.processing']),
    replicationBytes: Math.max(segment, replication),
  };
}
