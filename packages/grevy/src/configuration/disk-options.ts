// How much room the disk must have: free bytes, or with the deprecated settings a share that may be used (spec 15 §6).
import { watermarksOfUsage, type DiskWatermarks } from '@grevy/broker';
import { SETTINGS, type Configuration, type Setting } from '@grevy/configuration';

export function diskWatermarks(configuration: Configuration): DiskWatermarks | undefined {
  const isWatched = newer(
    configuration,
    SETTINGS['zeebe.broker.data.disk.enableMonitoring'],
    SETTINGS['zeebe.broker.data.diskUsageMonitoringEnabled'],
  );
  if (!configuration.value(isWatched)) return undefined;
  const interval = newer(
    configuration,
    SETTINGS['zeebe.broker.data.disk.monitoringInterval'],
    SETTINGS['zeebe.broker.data.diskUsageMonitoringInterval'],
  );
  const processingBytes = freeBytes(
    configuration,
    SETTINGS['zeebe.broker.data.disk.freeSpace.processing'],
    SETTINGS['zeebe.broker.data.diskUsageCommandWatermark'],
  );
  const replicationBytes = freeBytes(
    configuration,
    SETTINGS['zeebe.broker.data.disk.freeSpace.replication'],
    SETTINGS['zeebe.broker.data.diskUsageReplicationWatermark'],
  );
  const segment = configuration.value(SETTINGS['zeebe.broker.data.logSegmentSize']);
  return {
    checkIntervalMs: configuration.value(interval),
    processingBytes,
    replicationBytes: Math.max(segment, replicationBytes),
  };
}

/** The deprecated setting counts where it alone is given. */
function newer<T>(configuration: Configuration, setting: Setting<T>, deprecated: Setting<T>): Setting<T> {
  const isOld = configuration.given(setting) === undefined && configuration.given(deprecated) !== undefined;
  return isOld ? deprecated : setting;
}

function freeBytes(
  configuration: Configuration,
  setting: Setting<number>,
  deprecatedShare: Setting<number>,
): number {
  const effective = newer(configuration, setting, deprecatedShare);
  const value = configuration.value(effective);
  if (effective === setting) return value;
  return watermarksOfUsage(configuration.value(SETTINGS['zeebe.broker.data.directory']), value);
}
