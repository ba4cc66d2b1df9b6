// Finds the processor of an element by its BPMN type, and by its event type where that decides what it does.
import type {
  DecisionTask,
  EndEvent,
  FeelScriptTask,
  IntermediateCatchEvent,
  IntermediateThrowEvent,
  JobTask,
  PublishMessageTask,
} from '@grevy/bpmn';
import { InvariantError } from '../failure.js';
import { boundaryEvent } from './boundary-event.js';
import type { ContainerProcessor, ElementProcessor, ElementRegistry, ExecutableElement } from './element.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { eventSubProcess } from './event-sub-process.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { intermediateCatchEvent } from './intermediate-catch-event.js';
import { jobTask } from './job-task.js';
import { noneEndEvent } from './none-end-event.js';
import { parallelGateway } from './parallel-gateway.js';
import { process } from './process.js';
import { receiveTask } from './receive-task.js';
import { scriptTask } from './script-task.js';
import { signalEndEvent } from './signal-end-event.js';
import { signalThrowEvent } from './signal-throw-event.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { task } from './task.js';
import { terminateEndEvent } from './terminate-end-event.js';

function processorOf(element: ExecutableElement): ElementProcessor {
  switch (element.elementType) {
    case 'PROCESS':
      return process;
    case 'SUB_PROCESS':
      return subProcess;
    case 'EVENT_SUB_PROCESS':
      return eventSubProcess;
    case 'START_EVENT':
      return startEvent;
    case 'END_EVENT':
      return endEventProcessorOf(element);
    case 'BOUNDARY_EVENT':
      return boundaryEvent;
    case 'INTERMEDIATE_CATCH_EVENT':
      return intermediateCatchEventProcessorOf(element);
    case 'INTERMEDIATE_THROW_EVENT':
      return intermediateThrowEventProcessorOf(element);
    case 'TASK':
    case 'MANUAL_TASK':
      return task;
    case 'SERVICE_TASK':
    case 'USER_TASK':
    case 'SEND_TASK':
    case 'SCRIPT_TASK':
    case 'BUSINESS_RULE_TASK':
      return taskProcessorOf(element);
    case 'RECEIVE_TASK':
      return receiveTask;
    case 'EXCLUSIVE_GATEWAY':
      return exclusiveGateway;
    case 'INCLUSIVE_GATEWAY':
      return inclusiveGateway;
    case 'PARALLEL_GATEWAY':
      return parallelGateway;
    case 'EVENT_BASED_GATEWAY':
      return eventBasedGateway;
    default:
      throw new InvariantError(`Elements of type ${element.elementType} cannot be executed yet ('${element.id}')`);
  }
}

function taskProcessorOf(element: JobTask | FeelScriptTask | DecisionTask | PublishMessageTask): ElementProcessor {
  switch (element.implementation) {
    case 'job':
      return jobTask;
    case 'script':
      return scriptTask;
    case 'calledDecision':
    case 'publishMessage':
      throw new InvariantError(`Tasks with a ${element.implementation} cannot be executed yet ('${element.id}')`);
  }
}

function endEventProcessorOf(element: EndEvent): ElementProcessor {
  switch (element.event.type) {
    case 'NONE':
      return noneEndEvent;
    case 'TERMINATE':
      return terminateEndEvent;
    case 'SIGNAL':
      return signalEndEvent;
    default:
      throw new InvariantError(`End events of type ${element.event.type} cannot be executed yet ('${element.id}')`);
  }
}

function intermediateCatchEventProcessorOf(element: IntermediateCatchEvent): ElementProcessor {
  switch (element.event.type) {
    case 'MESSAGE':
    case 'TIMER':
    case 'SIGNAL':
      return intermediateCatchEvent;
    default:
      throw new InvariantError(`Catch events of type ${element.event.type} cannot be executed yet ('${element.id}')`);
  }
}

function intermediateThrowEventProcessorOf(element: IntermediateThrowEvent): ElementProcessor {
  switch (element.event.type) {
    case 'SIGNAL':
      return signalThrowEvent;
    default:
      throw new InvariantError(`Throw events of type ${element.event.type} cannot be executed yet ('${element.id}')`);
  }
}

function containerProcessorOf(element: ExecutableElement): ContainerProcessor {
  switch (element.elementType) {
    case 'PROCESS':
      return process;
    case 'SUB_PROCESS':
      return subProcess;
    case 'EVENT_SUB_PROCESS':
      return eventSubProcess;
    default:
      throw new InvariantError(`'${element.id}' of type ${element.elementType} has no children`);
  }
}

export const ELEMENTS: ElementRegistry = { processorOf, containerProcessorOf };
