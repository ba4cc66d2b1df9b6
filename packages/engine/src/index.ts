// The deterministic BPMN state machine of a partition.
export { Engine, type BatchResult } from './kernel/engine.js';
export type { EngineEnvironment } from './kernel/environment.js';
export { NO_JOB_STREAMS, type JobStreamRegistry, type OpenJobStream } from './kernel/job-streams.js';
export type { EngineResponse, JobPush, PostCommitTask, RequestId } from './kernel/responses.js';
export { DEFAULT_LIMITS, type EngineLimits } from './limits.js';
export { EngineState, type EngineStateOptions } from './state/engine-state.js';
export { dueKeysOf, type DueCheck, type DueCommand, type DueCommands } from './checks/due-command.js';
export { dueJobBackoffs } from './checks/job-backoffs.js';
export { dueJobTimeouts } from './checks/job-timeouts.js';
export { expiredMessages } from './checks/message-expiry.js';
export { pendingSubscriptions, type PendingSubscription } from './checks/pending-subscriptions.js';
export { dueTimers } from './checks/timers.js';
export { distributionsToResend, type DistributionCycles } from './checks/pending-distributions.js';
