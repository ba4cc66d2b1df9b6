/** A job as workers get it. */
import type { Key, ValueOf } from '@grevy/protocol';
import { int64OfKey } from '../grpc/int64.js';
import type { ActivatedJob } from '../grpc/messages.js';

export function activatedJob(key: Key, job: ValueOf<'JOB'>): ActivatedJob {
  return {
    key: int64OfKey(key),
    type: job.type,
    processInstanceKey: int64OfKey(job.processInstanceKey),
    bpmnProcessId: job.bpmnProcessId,
    processDefinitionVersion: job.processDefinitionVersion,
    processDefinitionKey: int64OfKey(job.processDefinitionKey),
    elementId: job.elementId,
    elementInstanceKey: int64OfKey(job.elementInstanceKey),
    customHeaders: job.customHeaders,
    worker: job.worker,
    retries: job.retries,
    deadline: job.deadline,
    variables: job.variables,
    tenantId: job.tenantId,
  };
}
