// The settings of the broker: limits of processing, back-pressure, disk, clock.
import type { BrokerOptions, CheckSettings, FlowControlSettings } from '@grevy/broker';
import { SETTINGS, type Configuration } from '@grevy/configuration';
import { diskWatermarks } from './disk-options.js';

export type ConfiguredBroker = Pick<
  BrokerOptions,
  | 'limits'
  | 'flowControl'
  | 'diskWatermarks'
  | 'checkpointPeriodMs'
  | 'segmentBytes'
  | 'isClockAdjustable'
  | 'measuresExecutionTimes'
  | 'checks'
  | 'skippedCommands'
  | 'skippedRecords'
  | 'cachedDecisionModels'
  | 'allowsStraightThroughLoops'
  | 'organizationId'
>;

export function brokerOptions(configuration: Configuration): ConfiguredBroker {
  return {
    limits: {
      maxCommandsInBatch: configuration.value(SETTINGS['zeebe.broker.processing.maxCommandsInBatch']),
      maxBatchBytes: configuration.value(SETTINGS['zeebe.broker.network.maxMessageSize']),
    },
    flowControl: configuration.value(SETTINGS['zeebe.broker.backpressure.enabled'])
      ? flowControl(configuration)
      : 'none',
    diskWatermarks: diskWatermarks(configuration),
    checkpointPeriodMs: configuration.value(SETTINGS['zeebe.broker.data.snapshotPeriod']),
    segmentBytes: configuration.value(SETTINGS['zeebe.broker.data.logSegmentSize']),
    isClockAdjustable: configuration.value(SETTINGS['zeebe.clock.controlled']),
    measuresExecutionTimes: configuration.value(SETTINGS['zeebe.broker.executionMetricsExporterEnabled']),
    checks: checks(configuration),
    skippedCommands: configuration.value(SETTINGS['zeebe.broker.processing.skipPositions']),
    skippedRecords: configuration.value(SETTINGS['zeebe.broker.exporting.skipRecords']),
    cachedDecisionModels: configuration.value(
      SETTINGS['zeebe.broker.experimental.engine.caches.drgCacheCapacity'],
    ),
    allowsStraightThroughLoops: !configuration.value(
      SETTINGS['zeebe.broker.experimental.features.enableStraightThroughProcessingLoopDetector'],
    ),
    organizationId: configuration.value(SETTINGS['camunda.cloud.organization.id']),
  };
}

function checks(configuration: Configuration): CheckSettings {
  return {
    jobTimeoutPeriodMs: configuration.value(
      SETTINGS['zeebe.broker.experimental.engine.jobs.timeoutCheckerPollingInterval'],
    ),
    jobsPerTimeoutCheck: configuration.value(
      SETTINGS['zeebe.broker.experimental.engine.jobs.timeoutCheckerBatchLimit'],
    ),
    messageExpiryPeriodMs: configuration.value(
      SETTINGS['zeebe.broker.experimental.engine.messages.ttlCheckerInterval'],
    ),
    messagesPerExpiryCheck: configuration.value(
      SETTINGS['zeebe.broker.experimental.engine.messages.ttlCheckerBatchLimit'],
    ),
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
