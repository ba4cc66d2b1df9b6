// The design-time rules (spec 10 §7.4): which rule is for which elements. Rules of general types come before those
// of concrete ones; an element's violations are reported in this order.
import { ACTIVITIES, FLOW_ELEMENTS, FLOW_NODES, SUB_PROCESSES } from '../../document/element-kinds.js';
import type { RuleTable } from '../rule.js';
import { activityRule } from './activity.js';
import { boundaryEventRule } from './boundary-event.js';
import { defaultFlowRule } from './default-flow.js';
import { definitionsRule } from './definitions.js';
import { endEventRule } from './end-event.js';
import { escalationRule } from './escalation.js';
import { eventBasedGatewayRule } from './event-based-gateway.js';
import * as definition from './event-definitions.js';
import * as attributes from './extension-attributes.js';
import { flowElementRule } from './flow-element.js';
import { flowNodeRule } from './flow-node.js';
import { flowScopeRule } from './flow-scope.js';
import { inclusiveGatewayRule } from './inclusive-gateway.js';
import { intermediateCatchEventRule } from './intermediate-catch-event.js';
import { messageThrowEventRule, sendTaskRule } from './message-throw.js';
import { messageRule } from './message.js';
import { processRule } from './process.js';
import { receiveTaskRule } from './receive-task.js';
import * as required from './required-extensions.js';
import { sequenceFlowRule } from './sequence-flow.js';
import { signalRule } from './signal.js';
import { startEventRule } from './start-event.js';
import { subProcessRule } from './sub-process.js';

export const DESIGN_RULES: RuleTable = {
  bpmn: [
    [['definitions'], definitionsRule],
    [FLOW_ELEMENTS, flowElementRule],
    [FLOW_NODES, flowNodeRule],
    [ACTIVITIES, activityRule],
    [['process'], processRule],
    [['process', ...SUB_PROCESSES], flowScopeRule],
    [SUB_PROCESSES, subProcessRule],
    [['startEvent'], startEventRule],
    [['boundaryEvent'], boundaryEventRule],
    [['endEvent'], endEventRule],
    [['intermediateCatchEvent'], intermediateCatchEventRule],
    [['intermediateThrowEvent', 'endEvent'], messageThrowEventRule],
    [
      ['conditionalEventDefinition', 'compensateEventDefinition', 'cancelEventDefinition'],
      definition.unsupportedDefinitionRule,
    ],
    [['timerEventDefinition'], definition.timerDefinitionRule],
    [['messageEventDefinition'], definition.messageDefinitionRule],
    [['signalEventDefinition'], definition.signalDefinitionRule],
    [['linkEventDefinition'], definition.linkDefinitionRule],
    [['errorEventDefinition'], definition.errorDefinitionRule],
    [['escalationEventDefinition'], definition.escalationDefinitionRule],
    [['message'], messageRule],
    [['signal'], signalRule],
    [['escalation'], escalationRule],
    [['receiveTask'], receiveTaskRule],
    [['exclusiveGateway', 'inclusiveGateway'], defaultFlowRule],
    [['inclusiveGateway'], inclusiveGatewayRule],
    [['sequenceFlow'], sequenceFlowRule],
    [['eventBasedGateway'], eventBasedGatewayRule],
    [['serviceTask'], required.serviceTaskRule],
    [['sendTask'], sendTaskRule],
    [['callActivity'], required.callActivityRule],
    [['multiInstanceLoopCharacteristics'], required.multiInstanceRule],
    [['businessRuleTask'], required.businessRuleTaskRule],
    [['scriptTask'], required.scriptTaskRule],
  ],
  zeebe: [
    [['taskDefinition'], attributes.taskDefinitionRule],
    [['calledElement'], attributes.calledElementRule],
    [['subscription', 'publishMessage'], attributes.correlationKeyRule],
    [['calledDecision'], attributes.calledDecisionRule],
    [['script'], attributes.scriptRule],
    [['loopCharacteristics'], attributes.loopCharacteristicsRule],
    [['formDefinition'], attributes.formDefinitionRule],
    [['userTaskForm'], attributes.userTaskFormRule],
  ],
};
