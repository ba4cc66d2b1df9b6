// Two processes that between them wait for every kind of event, a decision and a form.
import { discountDecision } from '../clients/models/discount-decision.js';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://grevy.test">`;

/** A decision, an escalation out of a sub-process, a loop, then a job with a timer, a message and a signal on it. */
const ORDER = `${HEAD}
  <bpmn:process id="order" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:businessRuleTask id="rate">
      <bpmn:extensionElements>
        <zeebe:calledDecision decisionId="discount" resultVariable="discount" />
      </bpmn:extensionElements>
    </bpmn:businessRuleTask>
    <bpmn:subProcess id="warn">
      <bpmn:startEvent id="warn-start"><bpmn:outgoing>w1</bpmn:outgoing></bpmn:startEvent>
      <bpmn:endEvent id="warn-end"><bpmn:escalationEventDefinition escalationRef="late" /></bpmn:endEvent>
      <bpmn:sequenceFlow id="w1" sourceRef="warn-start" targetRef="warn-end" />
    </bpmn:subProcess>
    <bpmn:boundaryEvent id="warned" attachedToRef="warn" cancelActivity="false">
      <bpmn:outgoing>f5</bpmn:outgoing><bpmn:escalationEventDefinition escalationRef="late" />
    </bpmn:boundaryEvent>
    <bpmn:task id="each">
      <bpmn:multiInstanceLoopCharacteristics>
        <bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=[1]" /></bpmn:extensionElements>
      </bpmn:multiInstanceLoopCharacteristics>
    </bpmn:task>
    <bpmn:serviceTask id="charge">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="charge" retries="3" />
        <zeebe:taskHeaders><zeebe:header key="currency" value="EUR" /></zeebe:taskHeaders>
        <zeebe:ioMapping><zeebe:input source="=total" target="amount" /></zeebe:ioMapping>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:boundaryEvent id="paid" attachedToRef="charge">
      <bpmn:outgoing>f6</bpmn:outgoing><bpmn:messageEventDefinition messageRef="payment" />
    </bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="alarmed" attachedToRef="charge">
      <bpmn:outgoing>f7</bpmn:outgoing><bpmn:signalEventDefinition signalRef="alarm" />
    </bpmn:boundaryEvent>
    <bpmn:boundaryEvent id="overdue" attachedToRef="charge">
      <bpmn:outgoing>f8</bpmn:outgoing>
      <bpmn:timerEventDefinition><bpmn:timeDuration>PT10H</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="rate" />
    <bpmn:sequenceFlow id="f2" sourceRef="rate" targetRef="warn" />
    <bpmn:sequenceFlow id="f3" sourceRef="warn" targetRef="each" />
    <bpmn:sequenceFlow id="f4" sourceRef="each" targetRef="charge" />
    <bpmn:sequenceFlow id="f5" sourceRef="warned" targetRef="end" />
    <bpmn:sequenceFlow id="f6" sourceRef="paid" targetRef="end" />
    <bpmn:sequenceFlow id="f7" sourceRef="alarmed" targetRef="end" />
    <bpmn:sequenceFlow id="f8" sourceRef="overdue" targetRef="end" />
    <bpmn:sequenceFlow id="f9" sourceRef="charge" targetRef="end" />
  </bpmn:process>
  <bpmn:escalation id="late" escalationCode="LATE" />
  <bpmn:message id="payment" name="payment">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=order" /></bpmn:extensionElements>
  </bpmn:message>
  <bpmn:signal id="alarm" name="alarm" />
</bpmn:definitions>`;

/** Started by a message, a signal or a timer; ends at once. */
const REMINDER = `${HEAD}
  <bpmn:process id="reminder" isExecutable="true">
    <bpmn:startEvent id="asked"><bpmn:outgoing>f1</bpmn:outgoing>
      <bpmn:messageEventDefinition messageRef="ask" />
    </bpmn:startEvent>
    <bpmn:startEvent id="alarmed"><bpmn:outgoing>f2</bpmn:outgoing>
      <bpmn:signalEventDefinition signalRef="alarm" />
    </bpmn:startEvent>
    <bpmn:startEvent id="due"><bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:timerEventDefinition><bpmn:timeCycle>R2/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>
    </bpmn:startEvent>
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="asked" targetRef="end" />
    <bpmn:sequenceFlow id="f2" sourceRef="alarmed" targetRef="end" />
    <bpmn:sequenceFlow id="f3" sourceRef="due" targetRef="end" />
  </bpmn:process>
  <bpmn:message id="ask" name="ask" />
  <bpmn:signal id="alarm" name="alarm" />
</bpmn:definitions>`;

export const RESOURCES: Readonly<Record<string, string>> = {
  'order.bpmn': ORDER,
  'reminder.bpmn': REMINDER,
  'discount.dmn': discountDecision('discount'),
  'approve.form': '{"id":"approve","components":[]}',
};
