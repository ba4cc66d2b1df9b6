// The order process of the client tests: a gateway, a sub-process, a job that fails until it has no retries, the incident
// that follows and its resolution.
export const ORDER_PROCESS = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://grevy.test">
  <bpmn:process id="order" name="Order" isExecutable="true">
    <bpmn:startEvent id="placed"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="placed" targetRef="large" />
    <bpmn:exclusiveGateway id="large" default="f3">
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f2" sourceRef="large" targetRef="delivery">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=total &gt; 100</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="large" targetRef="refused" />
    <bpmn:endEvent id="refused"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:subProcess id="delivery">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f4</bpmn:outgoing>
      <bpmn:startEvent id="packed"><bpmn:outgoing>g1</bpmn:outgoing></bpmn:startEvent>
      <bpmn:sequenceFlow id="g1" sourceRef="packed" targetRef="ship" />
      <bpmn:serviceTask id="ship">
        <bpmn:extensionElements>
          <zeebe:taskDefinition type="ship" retries="1" />
          <zeebe:ioMapping>
            <zeebe:input source="=total" target="amount" />
            <zeebe:output source="=parcel" target="parcel" />
          </zeebe:ioMapping>
          <zeebe:taskHeaders><zeebe:header key="carrier" value="bike" /></zeebe:taskHeaders>
        </bpmn:extensionElements>
        <bpmn:incoming>g1</bpmn:incoming><bpmn:outgoing>g2</bpmn:outgoing>
      </bpmn:serviceTask>
      <bpmn:sequenceFlow id="g2" sourceRef="ship" targetRef="arrived" />
      <bpmn:endEvent id="arrived"><bpmn:incoming>g2</bpmn:incoming></bpmn:endEvent>
    </bpmn:subProcess>
    <bpmn:sequenceFlow id="f4" sourceRef="delivery" targetRef="done" />
    <bpmn:endEvent id="done"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;
