// The Go client 8.3, unmodified.
import { DriverProcess } from './driver-process.js';
import { clientSuite, skippedSuite } from './suite/client-suite.js';
import { goDriver } from './toolchains.js';

const NAME = 'Go client 8.3.0';
const program = await goDriver();

if (program === undefined) skippedSuite(NAME);
else
  clientSuite({
    name: NAME,
    rpcs: [
      'Topology',
      'DeployResource',
      'DeployProcess',
      'DeleteResource',
      'CreateProcessInstance',
      'CreateProcessInstanceWithResult',
      'CancelProcessInstance',
      'SetVariables',
      'ActivateJobs',
      'CompleteJob',
      'FailJob',
      'ThrowError',
      'UpdateJobRetries',
      'ResolveIncident',
      'PublishMessage',
      'BroadcastSignal',
      'EvaluateDecision',
    ],
    features: [
      'activation ends',
      'process keys',
      'decision keys',
      'start instructions',
      'large requests',
      'backoff',
      'fail variables',
      'worker errors',
      'worker retries',
    ],
    open: (address) => DriverProcess.start(program, address),
  });
