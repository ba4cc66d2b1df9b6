// One service task with three retries, a header and an error boundary event: what the calls on jobs and instances need.

/** A process with the job type as its id; `review` is a second task that no sequence flow reaches from the start. */
export function chargeProcess(id: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://grevy.test">
  <bpmn:process id="${id}" name="Charge" isExecutable="true">
    <bpmn:startEvent id="due"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="due" targetRef="charge" />
    <bpmn:serviceTask id="charge">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="${id}" retries="3" />
        <zeebe:taskHeaders><zeebe:header key="currency" value="EUR" /></zeebe:taskHeaders>
      </bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="charge" targetRef="charged" />
    <bpmn:endEvent id="charged"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:boundaryEvent id="refused" attachedToRef="charge">
      <bpmn:extensionElements>
        <zeebe:ioMapping><zeebe:output source="=&quot;refused&quot;" target="outcome" /></zeebe:ioMapping>
      </bpmn:extensionElements>
      <bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:errorEventDefinition errorRef="declined" />
    </bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="refused" targetRef="settled" />
    <bpmn:endEvent id="settled"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:serviceTask id="review">
      <bpmn:extensionElements><zeebe:taskDefinition type="${id}-review" /></bpmn:extensionElements>
      <bpmn:outgoing>f4</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f4" sourceRef="review" targetRef="reviewed" />
    <bpmn:endEvent id="reviewed"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmn:error id="declined" name="Declined" errorCode="DECLINED" />
</bpmn:definitions>`;
}
