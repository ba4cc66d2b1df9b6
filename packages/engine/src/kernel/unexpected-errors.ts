// What becomes of an error that no handler expected: a bug of the engine, or a batch that is too large
// (spec 10 §1.5.1, §1.5.3).
import { intentDescription, NO_BYTES, NO_KEY, recordToJson, type AnyRecord } from '@grevy/protocol';
import { MAX_KEPT_CHARACTERS, MAX_QUOTED_COMMAND_CHARACTERS } from '../limits.js';
import { BatchSizeExceededError } from './errors.js';
import type { Processing } from './processing.js';

/** Rejects the batch's initial command, and bans its process instance if its intent is a banning one. */
export function handleUnexpectedError(processing: Processing, error: unknown): void {
  const command = processing.initialCommand;
  if (error instanceof BatchSizeExceededError) {
    processing.rejectWithValue(withoutResources(command), 'EXCEEDED_BATCH_RECORD_SIZE', '');
  } else {
    processing.rejectWithValue(
      withoutResources(command),
      'PROCESSING_ERROR',
      `Expected to process record '${dump(command)}' without errors, ` +
        `but exception occurred with message '${messageOf(error)}'.`,
    );
  }
  if (!intentDescription(command.valueType, command.intent).bans) return;
  const processInstanceKey =
    'processInstanceKey' in command.value ? command.value.processInstanceKey : NO_KEY;
  processing.takeAwaitedResult(processInstanceKey);
  processing.event('ERROR', 'CREATED', command.key, {
    exceptionMessage: messageOf(error) === '' ? 'Without exception message.' : messageOf(error),
    stacktrace: error instanceof Error ? (error.stack ?? '') : '',
    errorEventPosition: command.position,
    processInstanceKey,
  });
}

/** When even the error handling fails, most likely because the command itself is too large: its value is emptied. */
export function rejectWithEmptiedValue(processing: Processing, error: unknown): void {
  if (error instanceof BatchSizeExceededError) {
    processing.rejectWithValue(emptied(processing.initialCommand), 'EXCEEDED_BATCH_RECORD_SIZE', '');
  } else {
    processing.rejectWithValue(emptied(processing.initialCommand), 'PROCESSING_ERROR', messageOf(error));
  }
}

/** When nothing else worked: a rejection that cannot be too large. */
export function rejectLastResort(processing: Processing): void {
  processing.rejectWithValue(
    emptied(processing.initialCommand),
    'PROCESSING_ERROR',
    `Expected to process command, but caught an exception. ` +
      `Check broker logs (partition ${processing.environment.partitionId}) for details.`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function dump(command: AnyRecord): string {
  return recordToJson(command).slice(0, MAX_QUOTED_COMMAND_CHARACTERS);
}

/** The files of a deployment are left out of the log. */
function withoutResources({ valueType, value }: AnyRecord): AnyRecord['value'] {
  return valueType === 'DEPLOYMENT' ? { ...value, resources: [] } : value;
}

/** The value without lists, bytes, documents and long texts: what is left identifies the command. */
function emptied({ value }: AnyRecord): AnyRecord['value'] {
  const fields = Object.entries(value).map(([name, field]: [string, unknown]) => {
    if (Array.isArray(field)) return [name, []];
    if (field instanceof Uint8Array) return [name, NO_BYTES];
    if (typeof field !== 'string' || field.length <= MAX_KEPT_CHARACTERS) return [name, field];
    return [name, field.startsWith('{') ? '{}' : ''];
  });
  return Object.fromEntries(fields) as AnyRecord['value'];
}
