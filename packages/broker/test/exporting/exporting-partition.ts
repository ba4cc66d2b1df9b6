/** A partition's log on the disk and exporters that write down what they get. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ExporterDirector,
  type ExporterDirectorOptions,
  type ExporterSpec,
  type ExportingStatus,
} from '@grevy/broker';
import { encodeRecords, LocalLog, type LogStore } from '@grevy/log';
import { makeKey, NO_KEY, type AnyRecord } from '@grevy/protocol';
import { onTestFinished } from 'vitest';

export const RECORDING_EXPORTER = fileURLToPath(new URL('exporters/recording-exporter.mjs', import.meta.url));

export function timerRecord(position: number): AnyRecord {
  return {
    position,
    sourceRecordPosition: -1,
    key: makeKey(1, position),
    timestamp: 1_700_000_000_000 + position,
    recordType: 'EVENT',
    valueType: 'TIMER',
    intent: 'CREATED',
    rejectionType: 'NULL_VAL',
    rejectionReason: '',
    brokerVersion: '8.3.13',
    partitionId: 1,
    authorizedTenants: ['<default>'],
    recordVersion: 1,
    value: {
      elementInstanceKey: NO_KEY,
      processInstanceKey: NO_KEY,
      dueDate: position,
      targetElementId: 'wait',
      repetitions: 1,
      processDefinitionKey: makeKey(1, 1),
      tenantId: '<default>',
    },
    processedInBatch: false,
    operationReference: undefined,
  };
}

/** Appends `count` records, a few to a batch. */
export async function appendRecords(log: LogStore, count: number): Promise<void> {
  const end = log.lastPosition + count;
  while (log.lastPosition < end) {
    const firstPosition = log.lastPosition + 1;
    const recordCount = Math.min(3, end - log.lastPosition);
    const records = Array.from({ length: recordCount }, (_, index) => timerRecord(firstPosition + index));
    await log.append({ firstPosition, recordCount, payload: encodeRecords(records) });
  }
}

/** Resolves when the status is as wanted; a test that never gets there runs into its limit. */
export function until(
  director: ExporterDirector,
  wanted: (status: ExportingStatus) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = director.onStatusChange(check);
    check(director.status());
    function check(status: ExportingStatus): void {
      if (!wanted(status)) return;
      stop();
      resolve();
    }
  });
}

export function storedAt(position: number): (status: ExportingStatus) => boolean {
  return ({ exporters }) => exporters.every(({ storedPosition }) => storedPosition >= position);
}

/** Short waiting times. */
export const FAST = { retryDelaysMs: [1], storePositionsIntervalMs: 5 };

export interface ExportingPartition {
  readonly directory: string;
  readonly log: LocalLog;
  readonly logDirectory: string;
  /** What the exporters and their director have logged. */
  readonly logLines: readonly string[];
  /** A recording exporter with its own file of notes. */
  exporter(id: string, args?: Record<string, unknown>): ExporterSpec;
  /** What the exporter has noted: positions, `open …`, `failed`, `close`. */
  notes(id: string): Promise<readonly string[]>;
  start(
    exporters: readonly ExporterSpec[],
    options?: Partial<ExporterDirectorOptions>,
  ): Promise<ExporterDirector>;
}

export async function exportingPartition(): Promise<ExportingPartition> {
  const directory = await mkdtemp(join(tmpdir(), 'grevy-exporting-'));
  const logDirectory = join(directory, 'log');
  const log = await LocalLog.open({ directory: logDirectory, partitionId: 1, segmentBytes: 4096 });
  const directors: ExporterDirector[] = [];
  onTestFinished(async () => {
    await Promise.all(directors.map((director) => director.close()));
    await log.close();
    await rm(directory, { recursive: true });
  });
  const logLines: string[] = [];
  const logAt = (level: string) => (fields: object, message: string) => {
    logLines.push(`${level} ${Object.values(fields).join(' ')} ${message}`);
  };
  const noteFile = (id: string) => join(directory, `${id}.notes`);
  return {
    directory,
    log,
    logDirectory,
    logLines,
    exporter: (id, args = {}) => ({ id, module: RECORDING_EXPORTER, args: { file: noteFile(id), ...args } }),
    notes: async (id) =>
      existsSync(noteFile(id)) ? (await readFile(noteFile(id), 'utf8')).trimEnd().split('\n') : [],
    async start(exporters, options = {}) {
      const director = await ExporterDirector.open({
        partitionId: 1,
        log: { kind: 'directory', logDirectory, partitionDirectory: directory },
        exporters,
        committedPosition: log.lastPosition,
        logger: { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
        timing: FAST,
        ...options,
      });
      directors.push(director);
      return director;
    },
  };
}

/** The positions `from` to `to` as an exporter notes them. */
export function positions(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
