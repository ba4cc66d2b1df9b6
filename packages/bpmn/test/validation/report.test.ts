import { describe, expect, it } from 'vitest';
import { blockOf, definitions, processFile } from '../files.js';

describe('the block of a refused file', () => {
  it('has one heading per element and ends with a line feed', () => {
    const file = processFile(
      '<serviceTask id="task"><extensionElements><zeebe:taskDefinition type="" retries=""/></extensionElements></serviceTask>',
    );
    expect(blockOf(file)).toBe(
      "'f.bpmn': - Element: task > extensionElements > taskDefinition\n" +
        "    - ERROR: Attribute 'type' must be present and not empty\n" +
        "    - ERROR: Attribute 'retries' must be present and not empty\n",
    );
  });

  it('lists an element with design-time and runtime errors twice', () => {
    const file = processFile(
      '<serviceTask id="task"><extensionElements><zeebe:taskDefinition/></extensionElements></serviceTask>',
    );
    expect(blockOf(file)).toBe(
      "'f.bpmn': - Element: task > extensionElements > taskDefinition\n" +
        "    - ERROR: Attribute 'type' must be present and not empty\n" +
        '- Element: task > extensionElements > taskDefinition\n' +
        '    - ERROR: Expected expression but not found.\n',
    );
  });

  it('shows messages of several lines as they are', () => {
    const timer = '<timerEventDefinition><timeCycle>=X</timeCycle></timerEventDefinition>';
    const file = definitions(
      `<process id="p" isExecutable="true"><startEvent id="start-event-1">${timer}</startEvent></process>`,
    );
    expect(blockOf(file)).toBe(
      "'f.bpmn': - Element: start-event-1\n" +
        "    - ERROR: Invalid timer cycle expression (Expected result of the expression 'X' to be 'STRING', but was 'NULL'. The evaluation reported the following warnings:\n" +
        "[NO_VARIABLE_FOUND] No variable found with name 'X')\n",
    );
  });
});
