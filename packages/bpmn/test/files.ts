// Small BPMN files for tests.
import type { FeelRuntime } from '@grevy/feel';
import { CYCLE_FUNCTION } from '../src/timer/cycle-function.js';
import { readBpmn, type ReadBpmnResult } from '../src/read-bpmn.js';
import type { ExecutableProcess, FlowNode } from '../src/model/elements.js';

const NAMESPACES = [
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:x="urn:x"',
].join(' ');

export const RUNTIME: FeelRuntime = {
  nowMs: Date.UTC(2024, 1, 29, 12, 0, 0),
  zone: 'UTC',
  random: () => 0.5,
  functions: new Map([['cycle', CYCLE_FUNCTION]]),
};

/** A file with this content inside `definitions`. */
export function definitions(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<definitions ${NAMESPACES} targetNamespace="urn:test">\n${content}\n</definitions>`;
}

/** A file with one executable process that has a start event and this content; `roots` stand before the process. */
export function processFile(content: string, roots = ''): string {
  return definitions(
    `${roots}<process id="p" isExecutable="true">\n<startEvent id="start"/>\n${content}\n</process>`,
  );
}

export function flow(id: string, source: string, target: string, condition?: string): string {
  const expression = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
  return `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${expression}</sequenceFlow>`;
}

export function serviceTask(id: string, content = ''): string {
  return `<serviceTask id="${id}"><extensionElements><zeebe:taskDefinition type="t"/></extensionElements>${content}</serviceTask>`;
}

export function read(file: string, name = 'f.bpmn'): ReadBpmnResult {
  return readBpmn({ name, bytes: new TextEncoder().encode(file) }, { runtime: RUNTIME });
}

/** The block of a file that is refused. */
export function blockOf(file: string): string {
  const result = read(file);
  return result.ok ? 'accepted' : result.block;
}

/** The violations of a file as `element: message`. */
export function violationsOf(file: string): readonly string[] {
  const result = read(file);
  if (result.ok) return [];
  const lines = result.block.replace(/^'f.bpmn': /, '').split('\n');
  let element = '';
  const violations: string[] = [];
  for (const line of lines) {
    if (line.startsWith('- Element: ')) element = line.slice('- Element: '.length);
    else if (line.startsWith('    - ERROR: '))
      violations.push(`${element}: ${line.slice('    - ERROR: '.length)}`);
    else if (line !== '') violations.push(line);
  }
  return violations;
}

/** The executable process of a file that is accepted. */
export function processOf(file: string): ExecutableProcess {
  const result = read(file);
  if (!result.ok) throw new Error(result.block);
  const [process] = result.processes;
  if (process === undefined) throw new Error('The file has no executable process');
  return process;
}

/** The flow nodes that can have this type: a task that is worked on as a job has one of several. */
type NodeOfType<Type, Node = FlowNode> = Node extends { readonly elementType: infer Types }
  ? Type extends Types
    ? Node
    : never
  : never;

export function nodeOf<Type extends FlowNode['elementType']>(
  process: ExecutableProcess,
  id: string,
  type: Type,
): NodeOfType<Type> {
  const element = process.elementsById.get(id);
  if (element === undefined || !hasType(element, type)) throw new Error(`There is no ${type} '${id}'`);
  return element;
}

function hasType<Type extends FlowNode['elementType']>(
  element: { readonly elementType: string },
  type: Type,
): element is NodeOfType<Type> {
  return element.elementType === type;
}

export function idsOf(elements: readonly { readonly id: string }[]): readonly string[] {
  return elements.map(({ id }) => id);
}
