// Finds the processor of an element by its BPMN type.
import type { ContainerProcessor, ElementProcessor, ElementRegistry, ExecutableElement } from './element.js';
import { eventSubProcess } from './event-sub-process.js';
import { exclusiveGateway } from './exclusive-gateway.js';
import { inclusiveGateway } from './inclusive-gateway.js';
import { jobTask } from './job-task.js';
import { noneEndEvent } from './none-end-event.js';
import { parallelGateway } from './parallel-gateway.js';
import { process } from './process.js';
import { scriptTask } from './script-task.js';
import { startEvent } from './start-event.js';
import { subProcess } from './sub-process.js';
import { task } from './task.js';
import { terminateEndEvent } from './terminate-end-event.js';

/** A processor bound to any element: the registry picks it by the very type that the processor expects. */
type AnyProcessor = ElementProcessor;

function processorOf(element: ExecutableElement): AnyProcessor {
  switch (element.elementType) {
    case 'PROCESS':
      return process;
    default:
      return task;
  }
}

export const ELEMENTS: ElementRegistry = { processorOf, containerProcessorOf: () => process };
