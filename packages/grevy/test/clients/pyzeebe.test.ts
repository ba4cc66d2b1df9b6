// pyzeebe 4, unmodified.
import { DriverProcess } from './driver-process.js';
import { clientSuite, skippedSuite } from './suite/client-suite.js';
import { pythonDriver } from './toolchains.js';

const NAME = 'pyzeebe 4.7.0';
const program = await pythonDriver();

if (program === undefined) skippedSuite(NAME);
else
  clientSuite({
    name: NAME,
    rpcs: [
      'Topology',
      'HealthCheck',
      'DeployResource',
      'CreateProcessInstance',
      'CreateProcessInstanceWithResult',
      'CancelProcessInstance',
      'ActivateJobs',
      'StreamActivatedJobs',
      'CompleteJob',
      'FailJob',
      'ThrowError',
      'UpdateJobTimeout',
      'PublishMessage',
      'BroadcastSignal',
      'EvaluateDecision',
    ],
    features: [
      'activation ends',
      'decision keys',
      'tenants',
      'forms',
      'large requests',
      'backoff',
      'fail variables',
      'worker errors',
      'worker exceptions',
      'streams',
      'streams and polls',
    ],
    open: (address) => DriverProcess.start(program, address),
  });
