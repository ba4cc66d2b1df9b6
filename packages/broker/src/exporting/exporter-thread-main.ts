/** Entry of the exporting thread: starts the export loop and carries its messages. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExporterLogLine } from './exporter-logger.js';
import type { ExporterThreadData, FromExporterThread, ToExporterThread } from './exporter-thread-messages.js';
import { startFromDirectories, type ExportingHost } from './exporting-host.js';
import type { ExportingStatus } from './exporting-status.js';

const port = parentPort;
if (port === null) throw new Error('This module is the entry of a worker thread.');

const send = (message: FromExporterThread) => {
  port.postMessage(message);
};

/** The statuses of one turn are sent as one. */
let unsentStatus: ExportingStatus | undefined;
const sendStatus = () => {
  if (unsentStatus !== undefined) send({ kind: 'status', status: unsentStatus });
  unsentStatus = undefined;
};
const onStatus = (status: ExportingStatus) => {
  if (unsentStatus === undefined) setImmediate(sendStatus);
  unsentStatus = status;
};

const log = (line: ExporterLogLine) => {
  send({ kind: 'log', line });
};

const receive = (host: ExportingHost, message: ToExporterThread) => {
  switch (message.kind) {
    case 'committed':
      host.notifyCommitted(message.position);
      send({ kind: 'committedSeen' });
      break;
    case 'phase':
      host.setPhase(message.phase);
      break;
    case 'close':
      void host.close().finally(() => {
        sendStatus();
        port.close();
      });
      break;
  }
};

const { start, directories }: ExporterThreadData = workerData;
try {
  const host = await startFromDirectories(start, directories, { onStatus, log });
  port.on('message', (message: ToExporterThread) => {
    receive(host, message);
  });
  send({ kind: 'opened' });
} catch (error) {
  send({ kind: 'openFailed', message: error instanceof Error ? error.message : String(error) });
}
