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
import { businessRuleTask } from './business-rule-task.js';
import { callActivity } from './call-activity.js';
import type { ContainerProcessor, ElementProcessor, ElementRegistry, ExecutableElement } from './element.js';
import { errorEndEvent } from './error-end-event.js';
import { escalationEndEvent } from './escalation-end-event.js';
import { escalationThrowEvent } from './escalation-throw-event.js';
import { eventBasedGateway } from './event-based-gateway.js';
import { eventSubProcess } from './event-sub-process.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { intermediateCatchEvent } from './intermediate-catch-event.js';
import { jobTask } from './job-task.js';
import { linkCatchEvent } from './link-catch-event.js';
import { linkThrowEvent } from './link-throw-event.js';
import { messageEndEvent } from './message-end-event.js';
import { messageThrowEvent } from './message-throw-event.js';
import { multiInstanceBody } from './multi-instance-body.js';
import { noneEndEvent } from './none-end-event.js';
import { noneThrowEvent } from './none-throw-event.js';
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
    case 'MULTI_INSTANCE_BODY':
      return multiInstanceBody;
    case 'CALL_ACTIVITY':
      return callActivity;
    case 'START_EVENT':
      return startEvent;
    case 'INTERMEDIATE_CATCH_EVENT':
      return intermediateCatchEventProcessorOf(element);
    case 'INTERMEDIATE_THROW_EVENT':
      return intermediateThrowEventProcessorOf(element);
    case 'BOUNDARY_EVENT':
      return boundaryEvent;
    case 'END_EVENT':
      return endEventProcessorOf(element);
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
  }
}

function taskProcessorOf(
  element: JobTask | FeelScriptTask | DecisionTask | PublishMessageTask,
): ElementProcessor {
  switch (element.implementation) {
    case 'job':
      return jobTask;
    case 'script':
      return scriptTask;
    case 'calledDecision':
      return businessRuleTask;
    case 'publishMessage':
      // 8.3 deploys it and fails here as well (spec 10 §4.1).
      throw new InvariantError(
        `Expected '${element.id}' to have a task definition: zeebe:publishMessage cannot be executed`,
      );
  }
}

function intermediateCatchEventProcessorOf(element: IntermediateCatchEvent): ElementProcessor {
  switch (element.event.type) {
    case 'LINK':
      return linkCatchEvent;
    case 'MESSAGE':
    case 'TIMER':
    case 'SIGNAL':
      return intermediateCatchEvent;
    default:
      throw new InvariantError(
        `Expected '${element.id}' not to catch an event of type ${element.event.type}`,
      );
  }
}

function intermediateThrowEventProcessorOf(element: IntermediateThrowEvent): ElementProcessor {
  const { event } = element;
  switch (event.type) {
    case 'LINK':
      return linkThrowEvent;
    case 'MESSAGE':
      return event.job === undefined ? noneThrowEvent : messageThrowEvent;
    case 'ESCALATION':
      return escalationThrowEvent;
    case 'SIGNAL':
      return signalThrowEvent;
    // The others are no throw events; 8.3 deploys them and lets the token pass through.
    case 'NONE':
    case 'ERROR':
    case 'TERMINATE':
      return noneThrowEvent;
  }
}

function endEventProcessorOf(element: EndEvent): ElementProcessor {
  const { event } = element;
  switch (event.type) {
    case 'NONE':
      return noneEndEvent;
    case 'TERMINATE':
      return terminateEndEvent;
    case 'ERROR':
      return errorEndEvent;
    case 'ESCALATION':
      return escalationEndEvent;
    case 'MESSAGE':
      return event.job === undefined ? noneEndEvent : messageEndEvent;
    case 'SIGNAL':
      return signalEndEvent;
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
    case 'MULTI_INSTANCE_BODY':
      return multiInstanceBody;
    default:
      throw new InvariantError(`'${element.id}' of type ${element.elementType} has no children`);
  }
}

export const ELEMENTS: ElementRegistry = { processorOf, containerProcessorOf };
