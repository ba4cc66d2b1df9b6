// Creates the executable element of a flow node; process.ts connects it with the others.
import type { XmlElement } from '@grevy/xml';
import {
  booleanOf,
  extensionOf,
  idOf,
  isEventSubProcess,
  isInterrupting,
  type BpmnDocument,
} from '../document/bpmn-document.js';
import type { BpmnElementType, BpmnEventType } from '../model/element-type.js';
import type {
  Activity,
  BoundaryEvent,
  EndEvent,
  EventBasedGateway,
  EventSubProcess,
  ExclusiveGateway,
  FlowNode,
  FlowScope,
  InclusiveGateway,
  InnerActivity,
  IntermediateCatchEvent,
  IntermediateThrowEvent,
  MultiInstanceBody,
  ParallelGateway,
  StartEvent,
  SubProcess,
} from '../model/elements.js';
import type { VariableMapping } from '../model/variable-mapping.js';
import { BuildFailure, missingId } from './build-failure.js';
import type { Connections, Contents, Draft } from './draft.js';
import { EventDefinitions, type LinkThrow } from './event-definition.js';
import { jobDefinition, userTaskJobDefinition } from './job-definition.js';
import type { LoopCharacteristics } from '../model/loop-characteristics.js';
import type { ModelExpressions } from './model-expressions.js';
import { variableMapping } from './variable-mapping.js';

/** Which mappings an element applies; others are accepted and ignored (spec 10 §4). */
type Mappings = 'none' | 'output' | 'both';

/** What the place of a flow node determines. */
export interface Place {
  readonly scope: FlowScope;
  readonly elementIndex: number;
  readonly connections: Connections;
}

interface Base<Type extends BpmnElementType> {
  readonly id: string;
  readonly elementType: Type;
  readonly eventType: BpmnEventType;
  readonly elementIndex: number;
  readonly flowScope: FlowScope;
  readonly incoming: Connections['incoming'];
  readonly outgoing: Connections['outgoing'];
  readonly inputMappings: VariableMapping | undefined;
  readonly outputMappings: VariableMapping | undefined;
}

interface ActivityParts<Type extends BpmnElementType> extends Base<Type> {
  readonly boundaryEvents: Connections['boundaryEvents'];
  readonly catchEvents: Connections['catchEvents'];
}

export class FlowNodeFactory {
  private readonly events: EventDefinitions;

  constructor(
    document: BpmnDocument,
    private readonly expressions: ModelExpressions,
  ) {
    this.events = new EventDefinitions(document, expressions);
  }

  startEvent(xml: XmlElement, place: Place): StartEvent {
    const event = this.events.caughtBy(xml);
    const base = this.base(xml, place, 'START_EVENT', 'output', event.type);
    return { ...base, event, interrupting: isInterrupting(xml) };
  }

  intermediateCatchEvent(
    xml: XmlElement,
    place: Place,
    isBehindEventBasedGateway: boolean,
  ): IntermediateCatchEvent {
    const event = this.events.caughtBy(xml);
    const mappings = event.type === 'LINK' || isBehindEventBasedGateway ? 'output' : 'both';
    const base = this.base(xml, place, 'INTERMEDIATE_CATCH_EVENT', mappings, event.type);
    return { ...base, event, isBehindEventBasedGateway, catchEvents: place.connections.catchEvents };
  }

  /** A link's target is found when all events are there: until then it is a none event. */
  intermediateThrowEvent(
    xml: XmlElement,
    place: Place,
  ): { readonly node: Draft<IntermediateThrowEvent>; readonly link: LinkThrow | undefined } {
    const event = this.events.thrownByIntermediateEvent(xml);
    const base = this.base(xml, place, 'INTERMEDIATE_THROW_EVENT', throwMappings(event), event.type);
    if (event.type === 'LINK') return { node: { ...base, event: { type: 'NONE' } }, link: event };
    return { node: { ...base, event }, link: undefined };
  }

  boundaryEvent(xml: XmlElement, place: Place, attachedTo: Activity): BoundaryEvent {
    const event = this.events.caughtBy(xml);
    const base = this.base(xml, place, 'BOUNDARY_EVENT', 'output', event.type);
    return { ...base, event, interrupting: isInterrupting(xml), attachedTo };
  }

  endEvent(xml: XmlElement, place: Place): EndEvent {
    const event = this.events.thrownByEndEvent(xml);
    return { ...this.base(xml, place, 'END_EVENT', throwMappings(event), event.type), event };
  }

  exclusiveGateway(xml: XmlElement, place: Place): Draft<ExclusiveGateway> {
    return { ...this.base(xml, place, 'EXCLUSIVE_GATEWAY', 'none'), defaultFlow: undefined };
  }

  inclusiveGateway(xml: XmlElement, place: Place): Draft<InclusiveGateway> {
    return { ...this.base(xml, place, 'INCLUSIVE_GATEWAY', 'none'), defaultFlow: undefined };
  }

  parallelGateway(xml: XmlElement, place: Place): ParallelGateway {
    return this.base(xml, place, 'PARALLEL_GATEWAY', 'none');
  }

  eventBasedGateway(
    xml: XmlElement,
    place: Place,
    catchEvents: readonly IntermediateCatchEvent[],
  ): EventBasedGateway {
    return { ...this.base(xml, place, 'EVENT_BASED_GATEWAY', 'none'), catchEvents };
  }

  /** An activity that is not a sub-process. */
  task(xml: XmlElement, place: Place): Exclude<InnerActivity, SubProcess> {
    switch (xml.localName) {
      case 'task':
        return this.activity(xml, place, 'TASK', 'none');
      case 'manualTask':
        return this.activity(xml, place, 'MANUAL_TASK', 'none');
      case 'serviceTask':
        return this.jobTask(xml, place, 'SERVICE_TASK');
      case 'userTask': {
        const job = userTaskJobDefinition(xml, this.expressions);
        return { ...this.activity(xml, place, 'USER_TASK', 'both'), implementation: 'job', job };
      }
      case 'sendTask':
        if (hasTaskDefinition(xml)) return this.jobTask(xml, place, 'SEND_TASK');
        return { ...this.activity(xml, place, 'SEND_TASK', 'both'), implementation: 'publishMessage' };
      case 'scriptTask':
        return hasTaskDefinition(xml) ? this.jobTask(xml, place, 'SCRIPT_TASK') : this.scriptTask(xml, place);
      case 'businessRuleTask':
        if (hasTaskDefinition(xml)) return this.jobTask(xml, place, 'BUSINESS_RULE_TASK');
        return this.decisionTask(xml, place);
      case 'receiveTask': {
        const message = this.events.message(xml);
        return { ...this.activity(xml, place, 'RECEIVE_TASK', 'both', 'MESSAGE'), message };
      }
      case 'callActivity':
        return this.callActivity(xml, place);
      default:
        throw new BuildFailure(`Elements of type '${xml.localName}' cannot be executed`);
    }
  }

  private jobTask<Type extends BpmnElementType>(
    xml: XmlElement,
    place: Place,
    type: Type,
  ): ActivityParts<Type> & { implementation: 'job'; job: ReturnType<typeof jobDefinition> } {
    const job = jobDefinition(xml, this.expressions);
    return { ...this.activity(xml, place, type, 'both'), implementation: 'job', job };
  }

  private scriptTask(xml: XmlElement, place: Place): Exclude<InnerActivity, SubProcess> {
    const script = extensionOf(xml, 'script');
    return {
      ...this.activity(xml, place, 'SCRIPT_TASK', 'both'),
      implementation: 'script',
      script: {
        expression: this.expressions.feel(script?.attribute('expression') ?? ''),
        resultVariable: script?.attribute('resultVariable') ?? '',
      },
    };
  }

  private decisionTask(xml: XmlElement, place: Place): Exclude<InnerActivity, SubProcess> {
    const decision = extensionOf(xml, 'calledDecision');
    return {
      ...this.activity(xml, place, 'BUSINESS_RULE_TASK', 'both'),
      implementation: 'calledDecision',
      calledDecision: {
        decisionId: this.expressions.attribute(decision, 'decisionId'),
        resultVariable: decision?.attribute('resultVariable') ?? '',
      },
    };
  }

  private callActivity(xml: XmlElement, place: Place): Exclude<InnerActivity, SubProcess> {
    const called = extensionOf(xml, 'calledElement');
    const propagates = (attribute: string): boolean =>
      called === undefined || booleanOf(called, attribute, true);
    return {
      ...this.activity(xml, place, 'CALL_ACTIVITY', 'both'),
      processId: this.expressions.attribute(called, 'processId'),
      propagateAllChildVariables: propagates('propagateAllChildVariables'),
      propagateAllParentVariables: propagates('propagateAllParentVariables'),
    };
  }

  subProcess(xml: XmlElement, place: Place, contents: Contents): SubProcess | EventSubProcess {
    const type = isEventSubProcess(xml) ? 'EVENT_SUB_PROCESS' : 'SUB_PROCESS';
    const container = {
      startEvents: contents.startEvents,
      eventSubProcesses: contents.eventSubProcesses,
      get noneStartEvent() {
        return contents.noneStartEvent;
      },
      get startEvent() {
        return contents.startEvent;
      },
    };
    if (type === 'SUB_PROCESS') return Object.assign(container, this.activity(xml, place, type, 'both'));
    const { catchEvents } = place.connections;
    return Object.assign(container, this.base(xml, place, type, 'both'), { catchEvents });
  }

  /** The body of a multi-instance activity; `inner` is asked for only once everything is built. */
  multiInstanceBody(
    xml: XmlElement,
    place: Place,
    loop: LoopCharacteristics,
    inner: () => InnerActivity,
  ): MultiInstanceBody {
    const body = {
      loop,
      get innerActivity() {
        return inner();
      },
    };
    return Object.assign(body, this.activity(xml, place, 'MULTI_INSTANCE_BODY', 'none'));
  }

  private activity<Type extends BpmnElementType>(
    xml: XmlElement,
    place: Place,
    elementType: Type,
    mappings: Mappings,
    eventType: BpmnEventType = 'UNSPECIFIED',
  ): ActivityParts<Type> {
    const { boundaryEvents, catchEvents } = place.connections;
    return { ...this.base(xml, place, elementType, mappings, eventType), boundaryEvents, catchEvents };
  }

  private base<Type extends BpmnElementType>(
    xml: XmlElement,
    place: Place,
    elementType: Type,
    mappings: Mappings,
    eventType: BpmnEventType = 'UNSPECIFIED',
  ): Base<Type> {
    const id = idOf(xml);
    if (id === undefined) throw missingId();
    const { compiler } = this.expressions;
    return {
      id,
      elementType,
      eventType,
      elementIndex: place.elementIndex,
      flowScope: place.scope,
      incoming: place.connections.incoming,
      outgoing: place.connections.outgoing,
      inputMappings: mappings === 'both' ? variableMapping(xml, 'input', compiler) : undefined,
      outputMappings: mappings === 'none' ? undefined : variableMapping(xml, 'output', compiler),
    };
  }
}

function hasTaskDefinition(xml: XmlElement): boolean {
  return extensionOf(xml, 'taskDefinition') !== undefined;
}

function throwMappings(event: IntermediateThrowEvent['event'] | EndEvent['event'] | LinkThrow): Mappings {
  switch (event.type) {
    case 'SIGNAL':
      return 'both';
    case 'MESSAGE':
      return event.job === undefined ? 'output' : 'both';
    case 'ERROR':
    case 'TERMINATE':
      return 'none';
    case 'NONE':
    case 'LINK':
    case 'ESCALATION':
      return 'output';
  }
}

/** What may carry boundary events. */
export function isActivity(node: FlowNode): node is Activity {
  return 'boundaryEvents' in node;
}
