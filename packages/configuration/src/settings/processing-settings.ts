// Processing, back-pressure and exporting (spec 15 §7, §8).
import { choice, decimal, duration, integer, positions, toggle } from '../values/setting-types.js';
import { tree } from '../values/setting-tree.js';
import { ENGINE_FIXED, NO_APPENDER_LIMIT, NO_JVM, NO_ROCKSDB } from './effects.js';

const INT_MAX = 2_147_483_647;
const POSITIVE = { min: 1 } as const;

export const PROCESSING_SETTINGS = {
  'zeebe.broker.processing.maxCommandsInBatch': integer({
    default: 100,
    min: 1,
    boundsError: 'maxCommandsInBatch must be >= 1 but was {}',
    documentation: 'Commands that are processed together; 1 ends the batching of follow-up commands.',
  }),
  'zeebe.broker.processing.enableAsyncScheduledTasks': toggle({
    default: true,
    documentation: 'Look for what is due beside the processing.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.processing.skipPositions': positions({
    documentation:
      'Positions of commands that are passed over when they are due, in every partition. For commands that do harm.',
  }),
  'zeebe.broker.exporting.skipRecords': positions({
    documentation: 'Positions of records that no exporter gets, in every partition.',
  }),
  'zeebe.broker.exporters': tree({
    documentation:
      'Exporters by id: `className`, `jarPath` (the path of a JavaScript module; `className` is then the name of its export) and `args`.',
  }),
  'zeebe.broker.backpressure.enabled': toggle({
    default: true,
    documentation: 'Whether commands beyond a limit per partition are refused with RESOURCE_EXHAUSTED.',
  }),
  'zeebe.broker.backpressure.useWindowed': toggle({
    default: true,
    documentation: 'Whether the limit is adjusted once per window of samples instead of with every command.',
  }),
  'zeebe.broker.backpressure.algorithm': choice(['aimd', 'fixed', 'vegas', 'gradient', 'gradient2'], {
    default: 'aimd',
    otherwise: 'vegas',
    documentation: 'How the limit is found. Any other word means vegas.',
  }),
  'zeebe.broker.backpressure.aimd.requestTimeout': duration({
    default: '200ms',
    ...POSITIVE,
    documentation: 'Latency above which the limit falls.',
  }),
  'zeebe.broker.backpressure.aimd.initialLimit': integer({
    default: 100,
    ...POSITIVE,
    documentation: 'First limit.',
  }),
  'zeebe.broker.backpressure.aimd.minLimit': integer({
    default: 1,
    ...POSITIVE,
    documentation: 'Lowest limit.',
  }),
  'zeebe.broker.backpressure.aimd.maxLimit': integer({
    default: 1000,
    ...POSITIVE,
    documentation: 'Highest limit.',
  }),
  'zeebe.broker.backpressure.aimd.backoffRatio': decimal({
    default: 0.9,
    min: 0.5,
    max: 0.999_999,
    boundsError: 'Backoff ratio must be in the range [0.5, 1.0), but was {}',
    documentation: 'What the limit is multiplied with when it falls.',
  }),
  'zeebe.broker.backpressure.fixed.limit': integer({
    default: 20,
    ...POSITIVE,
    documentation: 'The limit.',
  }),
  'zeebe.broker.backpressure.vegas.alpha': integer({
    default: 3,
    ...POSITIVE,
    documentation: 'Waiting commands below which the limit rises.',
  }),
  'zeebe.broker.backpressure.vegas.beta': integer({
    default: 6,
    ...POSITIVE,
    documentation: 'Waiting commands above which the limit falls.',
  }),
  'zeebe.broker.backpressure.vegas.initialLimit': integer({
    default: 20,
    ...POSITIVE,
    documentation: 'First limit.',
  }),
  'zeebe.broker.backpressure.gradient.minLimit': integer({
    default: 10,
    ...POSITIVE,
    documentation: 'Lowest limit.',
  }),
  'zeebe.broker.backpressure.gradient.initialLimit': integer({
    default: 20,
    ...POSITIVE,
    documentation: 'First limit.',
  }),
  'zeebe.broker.backpressure.gradient.rttTolerance': decimal({
    default: 2,
    ...POSITIVE,
    documentation: 'How many times the shortest latency is still fine.',
  }),
  'zeebe.broker.backpressure.gradient2.minLimit': integer({
    default: 10,
    ...POSITIVE,
    documentation: 'Lowest limit.',
  }),
  'zeebe.broker.backpressure.gradient2.initialLimit': integer({
    default: 20,
    ...POSITIVE,
    documentation: 'First limit.',
  }),
  'zeebe.broker.backpressure.gradient2.rttTolerance': decimal({
    default: 2,
    ...POSITIVE,
    documentation: 'How many times the usual latency is still fine.',
  }),
  'zeebe.broker.backpressure.gradient2.longWindow': integer({
    default: 600,
    ...POSITIVE,
    documentation: 'Samples over which the usual latency is averaged.',
  }),
  'zeebe.bp': tree({
    documentation: 'Back-pressure of appends to the log: `appender` and what lies below it.',
    effect: NO_APPENDER_LIMIT,
  }),
  'zeebe.broker.executionMetricsExporterEnabled': toggle({
    default: false,
    documentation: 'Whether the histograms of instance, job life and job activation times are kept.',
  }),
  'zeebe.broker.experimental.rocksdb': tree({
    documentation: 'Memory and files of RocksDB.',
    effect: NO_ROCKSDB,
  }),
  'zeebe.broker.experimental.consistencyChecks.enablePreconditions': toggle({
    default: false,
    documentation: 'Check the state with every change.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.experimental.consistencyChecks.enableForeignKeyChecks': toggle({
    default: false,
    documentation: 'Check references within the state.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.experimental.engine.messages.ttlCheckerBatchLimit': integer({
    default: INT_MAX,
    ...POSITIVE,
    documentation: 'Messages that one check removes before other commands have their turn; at most 200.',
  }),
  'zeebe.broker.experimental.engine.messages.ttlCheckerInterval': duration({
    default: '1m',
    ...POSITIVE,
    documentation: 'Period of the check for outdated messages.',
  }),
  'zeebe.broker.experimental.engine.caches.drgCacheCapacity': integer({
    default: 1000,
    ...POSITIVE,
    documentation: 'Parsed decision requirements graphs in memory; the others are parsed anew when needed.',
  }),
  'zeebe.broker.experimental.engine.jobs.timeoutCheckerPollingInterval': duration({
    default: '1s',
    ...POSITIVE,
    documentation: 'Period of the check for timed-out jobs.',
  }),
  'zeebe.broker.experimental.engine.jobs.timeoutCheckerBatchLimit': integer({
    default: INT_MAX,
    ...POSITIVE,
    documentation: 'Jobs that one check times out before other commands have their turn; at most 200.',
  }),
  'zeebe.broker.experimental.features.enableStraightThroughProcessingLoopDetector': toggle({
    default: true,
    documentation: 'Whether processes that would run in circles without ever waiting are refused.',
  }),
  'zeebe.broker.experimental.features.enableYieldingDueDateChecker': toggle({
    default: true,
    documentation: 'Let other work in between while timers are looked for.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.experimental.features.enableActorMetrics': toggle({
    default: false,
    documentation: 'Measure the work of threads.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.experimental.features.enableMessageTTLCheckerAsync': toggle({
    default: false,
    documentation: 'Look for outdated messages beside the processing.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.experimental.features.enableTimerDueDateCheckerAsync': toggle({
    default: false,
    documentation: 'Look for timers that are due beside the processing.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.broker.experimental.features.enableDynamicClusterTopology': toggle({
    default: false,
    documentation: 'Change the cluster while it runs.',
    effect: ENGINE_FIXED,
  }),
  'zeebe.actor.idle': tree({ documentation: 'How idle threads wait.', effect: NO_JVM }),
};
