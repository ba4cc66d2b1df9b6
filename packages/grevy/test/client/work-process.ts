// A process with one task, whose jobs have a type of their own: so tests that share a server do not share jobs.
import type { GrevyClient } from '@grevy/client';

/** The id of the process is the type of its jobs. */
export async function deployWork(client: GrevyClient, type: string): Promise<void> {
  const content = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="urn:grevy:test">
  <bpmn:process id="${type}" isExecutable="true">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="task">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="${type}" />
        <zeebe:taskHeaders><zeebe:header key="channel" value="web" /></zeebe:taskHeaders>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:boundaryEvent id="caught" attachedToRef="task"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:errorEventDefinition errorRef="sold-out" /></bpmn:boundaryEvent>
    <bpmn:endEvent id="end" />
    <bpmn:endEvent id="gone" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="task" />
    <bpmn:sequenceFlow id="f2" sourceRef="task" targetRef="end" />
    <bpmn:sequenceFlow id="f3" sourceRef="caught" targetRef="gone" />
  </bpmn:process>
  <bpmn:error id="sold-out" errorCode="SOLD_OUT" />
</bpmn:definitions>`);
  await client.deployResource({ resources: [{ name: `${type}.bpmn`, content }] });
}

/** Starts instances; resolves with the keys. */
export async function startWork(
  client: GrevyClient,
  type: string,
  count: number,
): Promise<readonly string[]> {
  const created = await Promise.all(
    Array.from({ length: count }, (_, number) =>
      client.createProcessInstance({ bpmnProcessId: type, variables: { number } }),
    ),
  );
  return created.map(({ processInstanceKey }) => processInstanceKey);
}
