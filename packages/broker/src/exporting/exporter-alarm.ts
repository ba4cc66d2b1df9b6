/** Says loudly when an exporter is blocked, positions cannot be stored or exporting has stopped, and when it is over. */
import type { BrokerLogger } from '../broker-logger.js';
import type { ExporterDirector } from './exporter-director.js';
import type { ExporterStatus, ExportingStatus } from './exporting-status.js';

/** Failed attempts at one record after which an exporter counts as blocked and not just as hindered. */
const ATTEMPTS_BEFORE_ALARM = 3;

export function watchExporters(director: ExporterDirector, partitionId: number, logger: BrokerLogger): void {
  const blocked = new Set<string>();
  let isStoreFailing = false;
  let hasFailed = false;
  director.onStatusChange(({ exporters, storeFailure, failure }: ExportingStatus) => {
    for (const exporter of exporters) report(exporter, partitionId, blocked, logger);
    if (isStoreFailing !== (storeFailure !== undefined)) {
      isStoreFailing = !isStoreFailing;
      if (isStoreFailing) {
        logger.error(
          { partitionId, storeFailure },
          'The positions of the exporters cannot be stored; until they can be, the log keeps everything and grows',
        );
      } else logger.info({ partitionId }, 'The positions of the exporters are stored again');
    }
    if (failure === undefined || hasFailed) return;
    hasFailed = true;
    logger.error(
      { partitionId, failure },
      'Exporting has stopped until the server is restarted; the log keeps what is not exported and grows',
    );
  });
}

function report(
  { id, blocked: refusal }: ExporterStatus,
  partitionId: number,
  blocked: Set<string>,
  logger: BrokerLogger,
): void {
  if (refusal === undefined) {
    if (blocked.delete(id)) logger.info({ partitionId, exporter: id }, 'The exporter goes on');
  } else if (refusal.attempts >= ATTEMPTS_BEFORE_ALARM && !blocked.has(id)) {
    blocked.add(id);
    logger.error(
      { partitionId, exporter: id, ...refusal },
      'The exporter is blocked: it refuses a record again and again; the log keeps what is not exported and grows',
    );
  }
}
