// Every command of zbctl that talks to a gateway, and the groups that they are in.
import { activateJobs } from './activate-jobs.js';
import { broadcastSignal } from './broadcast-signal.js';
import { cancelInstance } from './cancel-instance.js';
import { completeJob } from './complete-job.js';
import { createInstance } from './create-instance.js';
import { createWorker } from './create-worker.js';
import { deleteResource } from './delete-resource.js';
import { deployProcess } from './deploy-process.js';
import { deployResource } from './deploy-resource.js';
import { evaluateDecision } from './evaluate-decision.js';
import { failJob } from './fail-job.js';
import { publishMessage } from './publish-message.js';
import { resolveIncident } from './resolve-incident.js';
import { setVariables } from './set-variables.js';
import { status } from './status.js';
import { throwError } from './throw-error.js';
import { updateRetries } from './update-retries.js';
import { updateTimeout } from './update-timeout.js';
import { version } from './version.js';
import type { ZbctlCommand } from './zbctl-command.js';

/** Commands of one word. */
export const TOP_COMMANDS: readonly ZbctlCommand[] = [deployProcess, status, version];

/** Commands of two words. */
export const GROUPED_COMMANDS: readonly ZbctlCommand[] = [
  activateJobs,
  broadcastSignal,
  cancelInstance,
  completeJob,
  createInstance,
  createWorker,
  deleteResource,
  deployResource,
  evaluateDecision,
  failJob,
  publishMessage,
  resolveIncident,
  setVariables,
  throwError,
  updateRetries,
  updateTimeout,
];

/** What help texts say about a group. */
export const GROUP_SUMMARIES: ReadonlyMap<string, string> = new Map([
  ['activate', 'Activate jobs'],
  ['broadcast', 'Broadcast a signal'],
  ['cancel', 'Cancel a process instance'],
  ['complete', 'Complete a job'],
  ['create', 'Create a process instance or a worker'],
  ['delete', 'Delete a resource'],
  ['deploy', 'Deploy files'],
  ['evaluate', 'Evaluate a decision'],
  ['fail', 'Fail a job'],
  ['generate', 'Generate a completion script'],
  ['publish', 'Publish a message'],
  ['resolve', 'Resolve an incident'],
  ['set', 'Set variables'],
  ['throwError', 'Throw a BPMN error'],
  ['update', 'Update a job'],
]);
