// Service tasks one after the other: what a migration to another version needs.

/** A process with the job type of its first task as its id; a task is an element id and a job type. */
export function taskProcess(
  id: string,
  tasks: readonly (readonly [elementId: string, jobType: string])[],
): string {
  const ids = ['start', ...tasks.map(([elementId]) => elementId), 'end'];
  const flows = ids.slice(1).map((target, index) => {
    return `<bpmn:sequenceFlow id="f${index}" sourceRef="${ids[index] ?? ''}" targetRef="${target}" />`;
  });
  const elements = tasks.map(
    ([elementId, jobType], index) => `<bpmn:serviceTask id="${elementId}">
      <bpmn:extensionElements><zeebe:taskDefinition type="${jobType}" /></bpmn:extensionElements>
      <bpmn:incoming>f${index}</bpmn:incoming><bpmn:outgoing>f${index + 1}</bpmn:outgoing>
    </bpmn:serviceTask>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://grevy.test">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
    ${elements.join('\n    ')}
    <bpmn:endEvent id="end"><bpmn:incoming>f${tasks.length}</bpmn:incoming></bpmn:endEvent>
    ${flows.join('\n    ')}
  </bpmn:process>
</bpmn:definitions>`;
}
