import { describe, expect, it } from 'vitest';
import { blockOf, nodeOf, processFile, processOf, serviceTask } from '../files.js';

type Mapping = readonly [source: string, target: string];

function mapped(direction: 'input' | 'output', mappings: readonly Mapping[]): string {
  const elements = mappings.map(
    ([source, target]) =>
      `<zeebe:${direction} source="${source.replaceAll('"', '&quot;')}" target="${target}"/>`,
  );
  return serviceTask('t').replace(
    '</extensionElements>',
    `<zeebe:ioMapping>${elements.join('')}</zeebe:ioMapping></extensionElements>`,
  );
}

function inputs(...mappings: readonly Mapping[]): string | undefined {
  const process = processOf(processFile(mapped('input', mappings)));
  return nodeOf(process, 't', 'SERVICE_TASK').inputMappings?.text;
}

function outputs(...mappings: readonly Mapping[]): string | undefined {
  const process = processOf(processFile(mapped('output', mappings)));
  return nodeOf(process, 't', 'SERVICE_TASK').outputMappings?.text;
}

describe('the mappings of one direction are one context expression', () => {
  it('with FEEL sources as written, in document order', () => {
    expect(inputs(['= x + 1', 'a'], ['=a', 'b'])).toBe('{a: x + 1,b:a}');
  });

  it('with static sources as strings', () => {
    expect(inputs(['123', 'a'], ['true', 'b'], ['say "hi" \\', 'c'])).toBe(
      '{a:"123",b:"true",c:"say \\"hi\\" \\\\"}',
    );
  });

  it('with static sources escaped, of which FEEL does not take everything back', () => {
    expect(inputs(['Müller 漢😀', 'a'], ['a&#10;b&#9;&#127;', 'b'])).toBe(
      '{a:"M\\u00FCller \\u6F22\\uD83D\\uDE00",b:"a\\nb\\t\u007f"}',
    );
  });

  it('with nested contexts for input paths', () => {
    expect(inputs(['=x', 'a.b.c'], ['=y', 'a.d'])).toBe('{a:{b:{c:x},d:y}}');
  });

  it('in which the last source of a target counts, at the place of the first', () => {
    expect(inputs(['=1', 'a'], ['=2', 'b'], ['=3', 'a'])).toBe('{a:3,b:2}');
  });

  it('in which plain and nested targets replace each other', () => {
    expect(inputs(['=1', 'a'], ['=2', 'a.b'])).toBe('{a:{b:2}}');
    expect(inputs(['=2', 'a.b'], ['=1', 'a'])).toBe('{a:1}');
  });

  it('with a merge for output paths, at every level', () => {
    expect(outputs(['= assert(x, x != null)', 'a.b'])).toBe(
      '{a:if (a != null) then context merge(a,{b: assert(x, x != null)}) else {b: assert(x, x != null)}}',
    );
    const inner = 'if (a.b != null) then context merge(a.b,{c:x}) else {c:x}';
    expect(outputs(['=x', 'a.b.c'])).toBe(
      `{a:if (a != null) then context merge(a,{b:${inner}}) else {b:${inner}}}`,
    );
  });

  it('of a limited length: nested output targets double it', () => {
    const target = Array.from({ length: 40 }, () => 'a').join('.');
    expect(blockOf(processFile(mapped('output', [['=x', target]])))).toBe(
      "'f.bpmn': The variable mappings of an element are longer than 1000000 characters in all.",
    );
  });
});

describe('elements that do not apply mappings have none', () => {
  const mappings =
    '<extensionElements><zeebe:ioMapping><zeebe:input source="=1" target="a"/><zeebe:output source="=1" target="b"/></zeebe:ioMapping></extensionElements>';
  it.each([
    ['task', 'TASK', false, false],
    ['manualTask', 'MANUAL_TASK', false, false],
    ['userTask', 'USER_TASK', true, true],
    ['startEvent', 'START_EVENT', false, true],
    ['endEvent', 'END_EVENT', false, true],
    ['exclusiveGateway', 'EXCLUSIVE_GATEWAY', false, false],
  ] as const)('%s', (tag, type, input, output) => {
    const file = processFile(tag === 'startEvent' ? '' : `<${tag} id="e">${mappings}</${tag}>`).replace(
      '<startEvent id="start"/>',
      tag === 'startEvent' ? `<startEvent id="e">${mappings}</startEvent>` : '<startEvent id="start"/>',
    );
    const node = nodeOf(processOf(file), 'e', type);
    expect([node.inputMappings !== undefined, node.outputMappings !== undefined]).toEqual([input, output]);
  });
});
