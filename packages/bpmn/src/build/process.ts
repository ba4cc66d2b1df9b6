// Builds the executable model of a process: creates all flow nodes, then connects them.
//
// The order of lists decides the order of execution (spec 10 §2.3): the children of a scope are visited from the last
// to the first when flows, boundary events and start events are connected; event sub-processes keep their order.
import type { XmlElement } from '@grevy/xml';
import { ACTIVITIES, FLOW_NODES } from '../document/element-kinds.js';
import {
  childOf,
  descendantsOf,
  idOf,
  isBpmn,
  isEventSubProcess,
  textOf,
  type BpmnDocument,
} from '../document/bpmn-document.js';
import type { ExpressionCompiler } from '../expression/expression-compiler.js';
import type {
  CatchEvent,
  EventSubProcess,
  ExclusiveGateway,
  ExecutableProcess,
  FlowNode,
  FlowScope,
  InclusiveGateway,
  InnerActivity,
  IntermediateCatchEvent,
  IntermediateThrowEvent,
  ProcessElement,
  SequenceFlow,
} from '../model/elements.js';
import { BuildFailure, missingId } from './build-failure.js';
import { Connections, Contents, isSubscribable, type Draft } from './draft.js';
import { FlowNodeFactory, isActivity, type Place } from './flow-node.js';
import { loopCharacteristics } from './loop-characteristics.js';
import { ModelExpressions } from './model-expressions.js';

export function buildProcess(
  process: XmlElement,
  document: BpmnDocument,
  compiler: ExpressionCompiler,
): ExecutableProcess {
  return new ProcessBuilder(document, new ModelExpressions(compiler)).build(process);
}

class ProcessBuilder {
  private readonly factory: FlowNodeFactory;
  private readonly elements: ProcessElement[] = [];
  private readonly elementsById = new Map<string, FlowNode | SequenceFlow>();
  /** By the XML element; for a multi-instance activity its body. */
  private readonly nodes = new Map<XmlElement, FlowNode>();
  private readonly connections = new Map<FlowNode, Connections>();
  private readonly gateways = new Map<FlowNode, Draft<ExclusiveGateway | InclusiveGateway>>();
  private readonly connectedEvents = new Map<FlowNode, IntermediateCatchEvent[]>();
  private readonly links: { readonly node: Draft<IntermediateThrowEvent>; readonly name: string }[] = [];
  private elementCount = 0;

  constructor(
    private readonly document: BpmnDocument,
    private readonly expressions: ModelExpressions,
  ) {
    this.factory = new FlowNodeFactory(document, expressions);
  }

  build(xml: XmlElement): ExecutableProcess {
    const id = idOf(xml);
    if (id === undefined) throw missingId();
    const contents = new Contents();
    const catchEvents: CatchEvent[] = [];
    const process: ExecutableProcess = {
      id,
      elementType: 'PROCESS',
      eventType: 'UNSPECIFIED',
      elementIndex: this.nextIndex(),
      startEvents: contents.startEvents,
      eventSubProcesses: contents.eventSubProcesses,
      get noneStartEvent() {
        return contents.noneStartEvent;
      },
      elementsById: this.elementsById,
      elements: this.elements,
      catchEvents,
    };
    this.elements[process.elementIndex] = process;
    this.addContents(xml, process, contents);
    this.connectFlows(xml, process);
    catchEvents.push(...startEventsOf(contents.eventSubProcesses));
    for (const [node, connections] of this.connections) collectCatchEvents(node, connections.catchEvents);
    this.connectLinks();
    return process;
  }

  private nextIndex(): number {
    return this.elementCount++;
  }

  private place(scope: FlowScope): Place {
    return { scope, elementIndex: this.nextIndex(), connections: new Connections() };
  }

  private register<N extends FlowNode>(node: N, place: Place): N {
    this.elements[node.elementIndex] = node;
    this.connections.set(node, place.connections);
    return node;
  }

  // Flow nodes

  private addContents(xml: XmlElement, scope: FlowScope, contents: Contents): void {
    const children = xml.children.filter((child) => FLOW_NODES.has(child.localName));
    for (const child of children) {
      if (!isBpmn(child, 'boundaryEvent')) this.keep(child, this.flowNode(child, scope));
    }
    for (const child of [...children].reverse()) {
      if (isBpmn(child, 'boundaryEvent')) this.keep(child, this.boundaryEvent(child, scope));
    }
    for (const child of children) {
      const node = this.nodes.get(child);
      if (node !== undefined) contents.add(node);
    }
  }

  private keep(xml: XmlElement, node: FlowNode): void {
    this.nodes.set(xml, node);
    this.elementsById.set(node.id, node);
  }

  private flowNode(xml: XmlElement, scope: FlowScope): FlowNode {
    if (ACTIVITIES.has(xml.localName)) return this.activity(xml, scope);
    const place = this.place(scope);
    return this.register(this.eventOrGateway(xml, place), place);
  }

  private eventOrGateway(xml: XmlElement, place: Place): FlowNode {
    switch (xml.localName) {
      case 'startEvent':
        return this.factory.startEvent(xml, place);
      case 'endEvent':
        return this.factory.endEvent(xml, place);
      case 'intermediateCatchEvent':
        return this.factory.intermediateCatchEvent(xml, place, this.isBehindEventBasedGateway(xml));
      case 'intermediateThrowEvent': {
        const { node, link } = this.factory.intermediateThrowEvent(xml, place);
        if (link !== undefined) this.links.push({ node, name: link.name });
        return node;
      }
      case 'exclusiveGateway':
        return this.rememberGateway(this.factory.exclusiveGateway(xml, place));
      case 'inclusiveGateway':
        return this.rememberGateway(this.factory.inclusiveGateway(xml, place));
      case 'parallelGateway':
        return this.factory.parallelGateway(xml, place);
      case 'eventBasedGateway': {
        const events: IntermediateCatchEvent[] = [];
        const gateway = this.factory.eventBasedGateway(xml, place, events);
        this.connectedEvents.set(gateway, events);
        return gateway;
      }
      default:
        throw new BuildFailure(`Elements of type '${xml.localName}' cannot be executed`);
    }
  }

  private rememberGateway(gateway: Draft<ExclusiveGateway> | Draft<InclusiveGateway>): FlowNode {
    this.gateways.set(gateway, gateway);
    return gateway;
  }

  private isBehindEventBasedGateway(xml: XmlElement): boolean {
    const flow = this.document.lastFlowTo(xml);
    return this.document.reference(flow, 'sourceRef', 'eventBasedGateway') !== undefined;
  }

  private activity(xml: XmlElement, scope: FlowScope): FlowNode {
    const loop = loopCharacteristics(xml, this.expressions);
    if (loop === undefined || isEventSubProcess(xml)) return this.singleInstance(xml, scope);
    const place = this.place(scope);
    // The body knows its inner activity, whose flow scope is the body: neither can be complete first.
    const body = this.factory.multiInstanceBody(xml, place, loop, () => inner);
    this.register(body, place);
    const inner = innerActivity(this.singleInstance(xml, body));
    return body;
  }

  private singleInstance(xml: XmlElement, scope: FlowScope): InnerActivity | EventSubProcess {
    const place = this.place(scope);
    if (!isBpmn(xml, 'subProcess')) return this.register(this.factory.task(xml, place), place);
    const contents = new Contents();
    const subProcess = this.factory.subProcess(xml, place, contents);
    this.register(subProcess, place);
    this.addContents(xml, subProcess, contents);
    return subProcess;
  }

  private boundaryEvent(xml: XmlElement, scope: FlowScope): FlowNode {
    const attachedTo = [...ACTIVITIES]
      .map((activity) => this.document.reference(xml, 'attachedToRef', activity))
      .find((activity) => activity !== undefined);
    const activity = attachedTo === undefined ? undefined : this.nodes.get(attachedTo);
    if (activity === undefined || !isActivity(activity)) {
      throw new BuildFailure(
        `Boundary event '${idOf(xml) ?? ''}' must be attached to an activity of its scope`,
      );
    }
    const place = this.place(scope);
    const event = this.register(this.factory.boundaryEvent(xml, place, activity), place);
    this.connections.get(activity)?.boundaryEvents.push(event);
    return event;
  }

  // Connections

  /** Connects the flows of a scope and of those inside it. */
  private connectFlows(xml: XmlElement, scope: FlowScope): void {
    for (const child of [...xml.children].reverse()) {
      if (isBpmn(child, 'sequenceFlow')) this.connectFlow(child, scope);
      if (isBpmn(child, 'subProcess')) this.connectFlows(child, this.scopeInside(child));
    }
  }

  private scopeInside(subProcess: XmlElement): FlowScope {
    const node = this.nodes.get(subProcess);
    const scope = node?.elementType === 'MULTI_INSTANCE_BODY' ? node.innerActivity : node;
    if (scope?.elementType === 'SUB_PROCESS' || scope?.elementType === 'EVENT_SUB_PROCESS') return scope;
    throw new BuildFailure(`Sub-process '${idOf(subProcess) ?? ''}' is not part of the process`);
  }

  private connectFlow(xml: XmlElement, flowScope: FlowScope): void {
    const id = idOf(xml);
    if (id === undefined) throw missingId();
    const source = this.flowEnd(xml, 'sourceRef');
    const target = this.flowEnd(xml, 'targetRef');
    const gateway = this.gateways.get(source);
    const isDefault = gateway !== undefined && this.isDefaultFlow(xml);
    const condition = childOf(xml, 'conditionExpression');
    const flow: SequenceFlow = {
      id,
      elementType: 'SEQUENCE_FLOW',
      eventType: 'UNSPECIFIED',
      elementIndex: this.nextIndex(),
      source,
      target,
      flowScope,
      condition: condition === undefined ? undefined : this.expressions.feel(textOf(condition)),
      isDefault,
    };
    if (gateway !== undefined && isDefault) gateway.defaultFlow = flow;
    this.elements[flow.elementIndex] = flow;
    this.elementsById.set(id, flow);
    this.connections.get(source)?.outgoing.push(flow);
    this.connections.get(target)?.incoming.push(flow);
    if (target.elementType === 'INTERMEDIATE_CATCH_EVENT') this.connectedEvents.get(source)?.push(target);
  }

  private flowEnd(flow: XmlElement, attribute: string): FlowNode {
    const element = this.document.element(flow.attribute(attribute)?.trim() ?? '');
    const node = element === undefined ? undefined : this.nodes.get(element);
    if (node !== undefined) return node;
    throw new BuildFailure(`Sequence flow '${idOf(flow) ?? ''}' must connect two flow nodes of its process`);
  }

  private isDefaultFlow(flow: XmlElement): boolean {
    return ['exclusiveGateway', 'inclusiveGateway'].some((type) => {
      const gateway = this.document.reference(flow, 'sourceRef', type);
      return this.document.reference(gateway, 'default', 'sequenceFlow') === flow;
    });
  }

  private connectLinks(): void {
    const targets = new Map<string, IntermediateCatchEvent>();
    for (const node of this.nodes.values()) {
      if (node.elementType === 'INTERMEDIATE_CATCH_EVENT' && node.event.type === 'LINK') {
        targets.set(node.event.name, node);
      }
    }
    for (const { node, name } of this.links) {
      const target = targets.get(name);
      if (target !== undefined) node.event = { type: 'LINK', name, target };
    }
  }
}

function innerActivity(node: InnerActivity | EventSubProcess): InnerActivity {
  if (node.elementType !== 'EVENT_SUB_PROCESS') return node;
  throw new BuildFailure(`Event sub-process '${node.id}' cannot be multi-instance`);
}

/** The order of spec 11 §11.3.1. */
function collectCatchEvents(node: FlowNode, catchEvents: CatchEvent[]): void {
  if (node.elementType === 'RECEIVE_TASK' || node.elementType === 'INTERMEDIATE_CATCH_EVENT') {
    if (isSubscribable(node)) catchEvents.push(node);
  }
  if (node.elementType === 'SUB_PROCESS' || node.elementType === 'EVENT_SUB_PROCESS') {
    catchEvents.push(...startEventsOf(node.eventSubProcesses));
  }
  if (isActivity(node)) catchEvents.push(...node.boundaryEvents.filter(isSubscribable));
}

function startEventsOf(eventSubProcesses: readonly EventSubProcess[]): readonly CatchEvent[] {
  return eventSubProcesses.map((subProcess) => subProcess.startEvent).filter(isSubscribable);
}

/** Whether every element that records may name has an id (spec 10 §7.3). */
export function checkIds(document: BpmnDocument): void {
  const named = new Set(['message', 'error', 'escalation', 'signal']);
  const isNameless = (element: XmlElement): boolean =>
    element.namespace === document.definitions.namespace && idOf(element) === undefined;
  const isNamed = (element: XmlElement): boolean =>
    FLOW_NODES.has(element.localName) || element.localName === 'sequenceFlow';
  if (document.definitions.children.some((element) => named.has(element.localName) && isNameless(element))) {
    throw missingId();
  }
  for (const process of document.executableProcesses) {
    for (const element of descendantsOf(process))
      if (isNamed(element) && isNameless(element)) throw missingId();
  }
}
