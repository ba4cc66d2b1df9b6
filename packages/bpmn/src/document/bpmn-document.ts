// A BPMN file as its XML elements, with the look-ups that rules and the builder of the executable model share.
//
// Invariant: the file follows the schema (schema/bpmn-schema.ts), so required attributes are there and ids are unique.
import type { XmlDocument, XmlElement } from '@grevy/xml';
import { BPMN_NAMESPACE, ZEEBE_NAMESPACE } from './namespaces.js';

/** `<incoming>` or `<outgoing>` names nothing, and a rule has to know what. */
export class UnresolvedFlow extends Error {
  constructor(id: string) {
    super(`Unable to find a model element instance for id ${id}`);
  }
}

/** References from processes to the elements beside them that rules look at from the other end. */
const ROOT_REFERENCES = [
  ['messageRef', 'message'],
  ['signalRef', 'signal'],
  ['escalationRef', 'escalation'],
] as const;

export class BpmnDocument {
  readonly definitions: XmlElement;
  /** In document order, executable or not. */
  readonly processes: readonly XmlElement[];
  readonly executableProcesses: readonly XmlElement[];
  private readonly byId = new Map<string, XmlElement>();
  private readonly boundaryEvents = new Map<string, XmlElement[]>();
  /** The last flow of the document that leads to an element, by the element's id. */
  private readonly lastFlows = new Map<string, XmlElement>();
  private readonly referring = new Map<XmlElement, XmlElement[]>();
  private readonly incoming = new Map<XmlElement, readonly XmlElement[]>();
  private readonly outgoing = new Map<XmlElement, readonly XmlElement[]>();

  constructor({ root }: XmlDocument) {
    this.definitions = root;
    this.processes = childrenOf(root, 'process');
    this.executableProcesses = this.processes.filter(
      (process) => process.attribute('isExecutable')?.trim() === 'true',
    );
    this.index(root);
    for (const process of this.processes) this.indexReferences(process);
  }

  private index(element: XmlElement): void {
    const id = idOf(element);
    if (id !== undefined && element.namespace === BPMN_NAMESPACE) this.byId.set(id, element);
    if (isBpmn(element, 'boundaryEvent')) {
      const activity = localPart(element.attribute('attachedToRef') ?? '');
      const events = this.boundaryEvents.get(activity);
      if (events === undefined) this.boundaryEvents.set(activity, [element]);
      else events.push(element);
    }
    if (isBpmn(element, 'sequenceFlow'))
      this.lastFlows.set(element.attribute('targetRef')?.trim() ?? '', element);
    for (const child of element.children) this.index(child);
  }

  private indexReferences(element: XmlElement): void {
    for (const [attribute, type] of ROOT_REFERENCES) {
      const target = this.reference(element, attribute, type);
      if (target === undefined) continue;
      const referring = this.referring.get(target);
      if (referring === undefined) this.referring.set(target, [element]);
      else referring.push(element);
    }
    for (const child of element.children) this.indexReferences(child);
  }

  element(id: string): XmlElement | undefined {
    return this.byId.get(id);
  }

  /** The element that an attribute refers to; undefined if it names nothing, or something of another type. */
  reference(element: XmlElement | undefined, attribute: string, type: string): XmlElement | undefined {
    const name = element?.attribute(attribute);
    const target = name === undefined ? undefined : this.byId.get(localPart(name));
    return target !== undefined && isBpmn(target, type) ? target : undefined;
  }

  /** Boundary events attached to an activity, in document order. */
  boundaryEventsOf(activity: XmlElement): readonly XmlElement[] {
    return this.boundaryEvents.get(idOf(activity) ?? '') ?? [];
  }

  /** What refers to a message, signal or escalation, in all processes of the file: event definitions and tasks. */
  referringTo(target: XmlElement): readonly XmlElement[] {
    return this.referring.get(target) ?? [];
  }

  /** Of the flows to an element the one that is last in the document: the first in execution order. */
  lastFlowTo(node: XmlElement): XmlElement | undefined {
    return this.lastFlows.get(idOf(node) ?? '');
  }

  /** The flows that the `<incoming>` children name; execution goes by the flows themselves. */
  incomingOf(node: XmlElement): readonly XmlElement[] {
    return this.flowsOf(node, 'incoming', this.incoming);
  }

  /** The flows that the `<outgoing>` children name. */
  outgoingOf(node: XmlElement): readonly XmlElement[] {
    return this.flowsOf(node, 'outgoing', this.outgoing);
  }

  private flowsOf(
    node: XmlElement,
    name: string,
    known: Map<XmlElement, readonly XmlElement[]>,
  ): readonly XmlElement[] {
    const flows = known.get(node) ?? childrenOf(node, name).map((child) => this.flow(textOf(child)));
    known.set(node, flows);
    return flows;
  }

  private flow(name: string): XmlElement {
    const flow = this.byId.get(localPart(name));
    if (flow === undefined) throw new UnresolvedFlow(localPart(name));
    return flow;
  }
}

export function isBpmn(element: XmlElement, name: string): boolean {
  return element.localName === name && element.namespace === BPMN_NAMESPACE;
}

export function isZeebe(element: XmlElement, name: string): boolean {
  return element.localName === name && element.namespace === ZEEBE_NAMESPACE;
}

/** White space around ids means nothing (they are XML Schema's NCNames). */
export function idOf(element: XmlElement): string | undefined {
  return element.attribute('id')?.trim();
}

/** Children of the BPMN namespace with this name, in document order. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => isBpmn(child, name));
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => isBpmn(child, name));
}

/** The `zeebe:` extension elements with this name. */
export function extensionsOf(element: XmlElement, name: string): readonly XmlElement[] {
  const extensionElements = childOf(element, 'extensionElements');
  return extensionElements?.children.filter((child) => isZeebe(child, name)) ?? [];
}

export function extensionOf(element: XmlElement, name: string): XmlElement | undefined {
  return extensionsOf(element, name)[0];
}

export function eventDefinitionsOf(event: XmlElement): readonly XmlElement[] {
  return event.children.filter(
    (child) => child.namespace === BPMN_NAMESPACE && child.localName.endsWith('EventDefinition'),
  );
}

/** Direct children of a process or sub-process that are event sub-processes. */
export function eventSubProcessesOf(scope: XmlElement): readonly XmlElement[] {
  return childrenOf(scope, 'subProcess').filter(isEventSubProcess);
}

export function isEventSubProcess(subProcess: XmlElement): boolean {
  return booleanOf(subProcess, 'triggeredByEvent', false);
}

/** Interrupting boundary event or start event of an event sub-process. */
export function isInterrupting(event: XmlElement): boolean {
  return booleanOf(event, event.localName === 'boundaryEvent' ? 'cancelActivity' : 'isInterrupting', true);
}

/**
 * The reference reads every text but `true` as false, `1` included. White space around it means nothing where the schema
 * knows the attribute.
 */
export function booleanOf(element: XmlElement, attribute: string, absent: boolean): boolean {
  const value = element.attribute(attribute);
  if (value === undefined) return absent;
  return (element.namespace === BPMN_NAMESPACE ? value.trim() : value).toLowerCase() === 'true';
}

export function textOf(element: XmlElement): string {
  return element.text().trim();
}

/** References between elements of a file may carry a prefix, which has no meaning. */
function localPart(name: string): string {
  const trimmed = name.trim();
  return trimmed.slice(trimmed.indexOf(':') + 1);
}

/** All elements below, in document order, the element itself first. */
export function* descendantsOf(element: XmlElement): Generator<XmlElement> {
  const pending = [element];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child !== undefined) pending.push(child);
    }
  }
}
