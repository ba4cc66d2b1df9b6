// Reads all entries of one table in key order and proves that they are exactly what was written.

import { RunningSummary, type TableSummary } from './checkpoint-header.js';
import { CheckpointCorruptionError, type EntityKey } from './checkpoint-error.js';
import { afterTable, entityKeyOf, tablePrefix } from './entry-key.js';
import { isIntact, openHashedValue, openValue, sealedChecksum } from './entry-value.js';
import type { Environment } from './environment.js';

/**
 * The entities of a table. Numeric keys ascend.
 * @throws CheckpointCorruptionError at a damaged entry, and at the end when entries are missing or stale.
 */
export function* scanTable(
  environment: Environment,
  directory: string,
  table: string,
  expected: TableSummary,
): Generator<readonly [EntityKey, Uint8Array]> {
  const prefix = tablePrefix(table);
  const found = new RunningSummary();
  for (const { key, value } of environment.getRange({ start: prefix, end: afterTable(prefix) })) {
    const plainKey = entityKeyOf(key, prefix.length);
    if (!isIntact(key, value)) {
      throw new CheckpointCorruptionError(directory, 'a value does not match its checksum', table, plainKey);
    }
    found.add(sealedChecksum(value));
    if (plainKey !== undefined) {
      yield [plainKey, openValue(value)];
    } else {
      const { key: longKey, bytes } = openHashedValue(value);
      yield [longKey, bytes];
    }
  }
  if (!found.equals(expected)) {
    const detail = `${found.count} of ${expected.count} entries were found, or some are not the newest`;
    throw new CheckpointCorruptionError(directory, detail, table);
  }
}
