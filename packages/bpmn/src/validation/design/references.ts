// Who refers to a message, signal or escalation, in all processes of the file.
import type { XmlElement } from '@grevy/xml';
import { descendantsOf, isBpmn, type BpmnDocument } from '../../document/bpmn-document.js';

export interface References {
  /** By an intermediate catch event, a boundary event or a receive task. */
  readonly isCaught: boolean;
  /** By a throw event, an end event or a send task. */
  readonly isThrown: boolean;
  /** Start events that are direct children of a process. */
  readonly processStarts: number;
  /** Start events of sub-processes that are direct children of a process. Deeper ones are not looked at. */
  readonly subProcessStarts: number;
}

export function referencesTo(target: XmlElement, document: BpmnDocument, attribute: string): References {
  let isCaught = false;
  let isThrown = false;
  let processStarts = 0;
  let subProcessStarts = 0;
  for (const process of document.processes) {
    for (const element of descendantsOf(process)) {
      if (document.reference(element, attribute, target.localName) !== target) continue;
      const isTask = element.localName.endsWith('Task');
      const user = isTask ? element : element.parent;
      switch (user?.localName) {
        case 'intermediateCatchEvent':
        case 'boundaryEvent':
        case 'receiveTask':
          isCaught = true;
          break;
        case 'intermediateThrowEvent':
        case 'endEvent':
        case 'sendTask':
          isThrown = true;
          break;
        case 'startEvent':
          if (user.parent === process) processStarts++;
          else if (isSubProcessOf(user.parent, process)) subProcessStarts++;
      }
    }
  }
  return { isCaught, isThrown, processStarts, subProcessStarts };
}

function isSubProcessOf(scope: XmlElement | undefined, process: XmlElement): boolean {
  return scope !== undefined && isBpmn(scope, 'subProcess') && scope.parent === process;
}
