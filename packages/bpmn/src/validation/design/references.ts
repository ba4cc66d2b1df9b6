// Who refers to a message, signal or escalation, in all processes of the file.
import type { XmlElement } from '@grevy/xml';
import { isBpmn, type BpmnDocument } from '../../document/bpmn-document.js';

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

export function referencesTo(target: XmlElement, document: BpmnDocument): References {
  let isCaught = false;
  let isThrown = false;
  let processStarts = 0;
  let subProcessStarts = 0;
  for (const element of document.referringTo(target)) {
    const user = element.localName.endsWith('Task') ? element : element.parent;
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
        if (isProcess(user.parent)) processStarts++;
        else if (isProcess(user.parent?.parent)) subProcessStarts++;
    }
  }
  return { isCaught, isThrown, processStarts, subProcessStarts };
}

function isProcess(scope: XmlElement | undefined): boolean {
  return scope !== undefined && isBpmn(scope, 'process');
}
