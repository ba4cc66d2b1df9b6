// How violations are written into the rejection of a deployment (spec 10 §7.2).
import type { XmlElement } from '@grevy/xml';
import { idOf } from '../document/bpmn-document.js';
import { BPMN_NAMESPACE } from '../document/namespaces.js';

export interface Violation {
  readonly element: XmlElement;
  readonly message: string;
}

/** The block of a resource: first what one set of rules found, then the next; headings are not shared by sets. */
export function reportViolations(resource: string, sets: readonly (readonly Violation[])[]): string {
  let block = `'${resource}': `;
  for (const violations of sets) {
    let previous: XmlElement | undefined;
    for (const { element, message } of violations) {
      if (element !== previous) block += `- Element: ${identifierOf(element)}\n`;
      block += `    - ERROR: ${message}\n`;
      previous = element;
    }
  }
  return block;
}

/** The block of a check that is made on processes; backticks, unlike the others. */
export function reportProcess(processId: string, message: string): string {
  return `- Process: ${processId}\n    - ERROR: ${message}\n`;
}

/** The path from the nearest element with an id down to the element: `task > extensionElements > ioMapping > input`. */
function identifierOf(element: XmlElement): string {
  const path: string[] = [];
  for (let current: XmlElement | undefined = element; current !== undefined; current = current.parent) {
    const id = identifyingId(current);
    path.unshift(id ?? current.localName);
    if (id !== undefined) return path.join(' > ');
  }
  return path.join(' > ');
}

function identifyingId(element: XmlElement): string | undefined {
  const isNamed = element.namespace === BPMN_NAMESPACE && element.localName !== 'definitions';
  return isNamed ? idOf(element) : undefined;
}
