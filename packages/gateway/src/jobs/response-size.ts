/** Fits the jobs of a batch into one response message (spec 01 §4.1). */
import { activatedJobSize } from '../grpc/contract.js';
import type { ActivatedJob } from '../grpc/messages.js';

/** Most bytes that a UTF-16 unit takes in UTF-8. */
const BYTES_PER_UNIT = 3;
/** More than the tags, lengths and numbers of one job take. */
const FIXED_BYTES = 256;

/**
 * Splits a batch into the jobs that fit a message of `maxBytes`, and the rest. Jobs are taken in order; one that does
 * not fit is left out, later ones may still be taken.
 */
export function fitIntoMessage<J extends { readonly message: ActivatedJob }>(
  jobs: readonly J[],
  maxBytes: number,
): { readonly fitting: readonly J[]; readonly tooMany: readonly J[] } {
  if (jobs.reduce((sum, { message }) => sum + upperBound(message), 0) <= maxBytes) {
    return { fitting: jobs, tooMany: [] };
  }
  const fitting: { readonly job: J; readonly size: number }[] = [];
  const tooMany: J[] = [];
  let jobBytes = 0;
  let messageBytes = 0;
  for (const job of jobs) {
    const size = activatedJobSize(job.message);
    if (jobBytes + size > maxBytes) {
      tooMany.push(job);
      continue;
    }
    jobBytes += size;
    messageBytes += sizeInMessage(size);
    fitting.push({ job, size });
  }
  while (messageBytes > maxBytes) {
    const last = fitting.pop();
    if (last === undefined) break;
    messageBytes -= sizeInMessage(last.size);
    tooMany.push(last.job);
  }
  return { fitting: fitting.map(({ job }) => job), tooMany };
}

/** Cheap bound of a job's size, which spares encoding it twice in all but extreme cases. */
function upperBound(job: ActivatedJob): number {
  const units =
    job.variables.length +
    job.customHeaders.length +
    job.type.length +
    job.worker.length +
    job.bpmnProcessId.length +
    job.elementId.length +
    job.tenantId.length;
  return FIXED_BYTES + BYTES_PER_UNIT * units;
}

/** A job's size with the tag and the length in front of it. */
function sizeInMessage(size: number): number {
  let lengthBytes = 1;
  for (let rest = size; rest >= 0x80; rest >>>= 7) lengthBytes++;
  return 1 + lengthBytes + size;
}
