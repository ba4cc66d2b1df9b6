// The deterministic BPMN state machine of a partition.
export { Engine, type BatchResult } from './kernel/engine.js';
export type { EngineEnvironment } from './kernel/environment.js';
export { NO_JOB_STREAMS, type JobStreamRegistry, type OpenJobStream } from './kernel/job-streams.js';
export type { EngineResponse, JobPush, PostCommitTask, RequestId } from './kernel/responses.js';
export { DEFAULT_LIMITS, type EngineLimits } from './limits.js';
export { EngineState, type EngineStateOptions } from './state/engine-state.js';
export type { DueCommand, DueCommands } from './checks/due-command.js';
export { dueJobBackoffs } from './checks/job-backoffs.js';
export { dueJobTimeouts } from './checks/job-timeouts.js';
export { distributionsToResend, type DistributionCycles } from './checks/pending-distributions.js';
