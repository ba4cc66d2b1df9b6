/** Answers of a broker, for scripts. */
import {
  type CommandFailureCode,
  type CommandOutcome,
  type InputOf,
  type JsonDocument,
  type Key,
  type RejectionType,
  VALUE_TYPES,
  makeKey,
  parseDocument,
} from '@grevy/protocol';

export const PROCESS_KEY = makeKey(1, 1);
export const INSTANCE_KEY = makeKey(3, 2);

/** A canonical document. */
export function document(text: string): JsonDocument {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

export function rejection(intent: string, rejectionType: RejectionType, reason: string): CommandOutcome {
  return { kind: 'rejected', intent, rejectionType, reason };
}

export function failure(code: CommandFailureCode, message: string): CommandOutcome {
  return { kind: 'failed', code, message };
}

export function created(partitionId = 1): CommandOutcome {
  return {
    kind: 'accepted',
    record: {
      valueType: 'PROCESS_INSTANCE_CREATION',
      intent: 'CREATED',
      key: makeKey(partitionId, 10),
      value: VALUE_TYPES.PROCESS_INSTANCE_CREATION.value.create({
        bpmnProcessId: 'order',
        processDefinitionKey: PROCESS_KEY,
        version: 2,
        processInstanceKey: makeKey(partitionId, 11),
      }),
    },
  };
}

/** An answer to a job command. */
export function jobAnswer(key: Key): CommandOutcome {
  return {
    kind: 'accepted',
    record: { valueType: 'JOB', intent: 'COMPLETED', key, value: VALUE_TYPES.JOB.value.create({}) },
  };
}

/** A batch of activated jobs with these keys. */
export function batch(keys: readonly Key[], job: InputOf<'JOB'> = {}, truncated = false): CommandOutcome {
  return {
    kind: 'accepted',
    record: {
      valueType: 'JOB_BATCH',
      intent: 'ACTIVATED',
      key: makeKey(1, 1000),
      value: VALUE_TYPES.JOB_BATCH.value.create({
        type: 'work',
        jobKeys: keys,
        jobs: keys.map(() => VALUE_TYPES.JOB.value.create({ type: 'work', retries: 3, ...job })),
        tenantIds: [],
        variables: [],
        truncated,
      }),
    },
  };
}

export const NO_JOBS = batch([]);
