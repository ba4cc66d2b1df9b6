// The Java client, of any version since 8.3.
import type { ClientDefinition, Rpc } from './client.js';
import { DriverProcess, type Program } from './driver-process.js';

/** Calls that came after 8.3. */
export const NEWER_RPCS: readonly Rpc[] = ['UpdateJobTimeout', 'MigrateProcessInstance'];

export function javaClient(name: string, program: Program, newerRpcs: readonly Rpc[]): ClientDefinition {
  return {
    name,
    rpcs: [
      'Topology',
      'DeployResource',
      'DeployProcess',
      'DeleteResource',
      'CreateProcessInstance',
      'CreateProcessInstanceWithResult',
      'CancelProcessInstance',
      'ModifyProcessInstance',
      'SetVariables',
      'ActivateJobs',
      'StreamActivatedJobs',
      'CompleteJob',
      'FailJob',
      'ThrowError',
      'UpdateJobRetries',
      'ResolveIncident',
      'PublishMessage',
      'BroadcastSignal',
      'EvaluateDecision',
      ...newerRpcs,
    ],
    features: [
      'activation ends',
      'process keys',
      'decision keys',
      'start instructions',
      'tenants',
      'forms',
      'large requests',
      'backoff',
      'fail variables',
      'worker errors',
      'worker retries',
      'worker exceptions',
      'streams',
      'streams and polls',
    ],
    open: (address) => DriverProcess.start(program, address),
  };
}
