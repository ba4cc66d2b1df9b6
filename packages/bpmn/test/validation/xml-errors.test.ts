import { describe, expect, it } from 'vitest';
import { blockOf, definitions, flow, processFile } from '../files.js';

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

describe('a file that is not well-formed is refused with the message of the XML parser', () => {
  it.each([
    ['', 'Line=1: Premature end of file.'],
    ['no xml', 'Line=1: Content is not allowed in prolog.'],
    [
      definitions('<process>'),
      'Line=4: The element type "process" must be terminated by the matching end-tag "</process>".',
    ],
    [
      definitions('').replace('</definitions>', ''),
      'Line=4: XML document structures must start and end within the same entity.',
    ],
    [definitions('<p:b/>'), 'Line=3: The prefix "p" for element "p:b" is not bound.'],
    [
      definitions('<process p:b=""/>'),
      'Line=3: The prefix "p" for attribute "p:b" associated with an element type "process" is not bound.',
    ],
  ])('%j', (file, message) => {
    expect(blockOf(file)).toBe(`'f.bpmn': Fatal Error: URI=null ${message}`);
  });

  it('is one with a DOCTYPE', () => {
    expect(blockOf('<!DOCTYPE a><a/>')).toMatch(
      /^'f\.bpmn': Fatal Error: URI=null Line=1: DOCTYPE is disallowed/,
    );
  });
});

describe('a file that does not follow the BPMN schema is refused with the first violation', () => {
  it.each([
    ['<html/>', "Line=1: cvc-elt.1.a: Cannot find the declaration of element 'html'."],
    [
      `<definitions xmlns="${BPMN}"/>`,
      "Line=1: cvc-complex-type.4: Attribute 'targetNamespace' must appear on element 'definitions'.",
    ],
    [
      processFile('<sequenceFlow id="f" sourceRef="start"/>'),
      "Line=5: cvc-complex-type.4: Attribute 'targetRef' must appear on element 'sequenceFlow'.",
    ],
    [
      processFile('<task id="t" foo="1"/>'),
      "Line=5: cvc-complex-type.3.2.2: Attribute 'foo' is not allowed to appear in element 'task'.",
    ],
    [
      processFile('<task id="t">\n<incoming>f</incoming>\n<extensionElements/></task>'),
      `Line=7: cvc-complex-type.2.4.a: Invalid content was found starting with element '{"${BPMN}":extensionElements}'. One of '{${[
        'incoming',
        'outgoing',
        'ioSpecification',
        'property',
        'dataInputAssociation',
        'dataOutputAssociation',
        'resourceRole',
        'loopCharacteristics',
      ]
        .map((name) => `"${BPMN}":${name}`)
        .join(', ')}}' is expected.`,
    ],
    [
      processFile('<task id="t"><extensionElements>text</extensionElements></task>'),
      "Line=5: cvc-complex-type.2.3: Element 'extensionElements' cannot have character [children], because the type's content type is element-only.",
    ],
    [
      processFile('<task id="1p"/>'),
      "Line=5: cvc-datatype-valid.1.2.1: '1p' is not a valid value for 'NCName'.",
    ],
    [
      definitions('<process id="p" isExecutable="yes"/>'),
      "Line=3: cvc-datatype-valid.1.2.1: 'yes' is not a valid value for 'boolean'.",
    ],
    [
      processFile('').replace('urn:test', 'http://'),
      "Line=2: cvc-datatype-valid.1.2.1: 'http://' is not a valid value for 'anyURI'.",
    ],
    [
      processFile('<task id="t" xsi:nil="true"/>'),
      "Line=5: cvc-elt.3.1: Attribute 'http://www.w3.org/2001/XMLSchema-instance,nil' must not appear on element 'task', because the {nillable} property of 'task' is false.",
    ],
    [
      processFile('<serviceTask id="t" implementation="##Bean"/>'),
      "Line=5: cvc-datatype-valid.1.2.3: '##Bean' is not a valid value of union type 'tImplementation'.",
    ],
    [
      definitions('<process id="p"/>\n<process id="p"/>'),
      "Line=4: cvc-id.2: There are multiple occurrences of ID value 'p'.",
    ],
    [
      processFile(flow('f', 'start', 'nowhere')),
      "Line=7: cvc-id.1: There is no ID/IDREF binding for IDREF 'nowhere'.",
    ],
    [
      processFile(
        '<task id="t"/><sequenceFlow id="f" sourceRef="start" targetRef="t"><conditionExpression xsi:type="tFoo">x</conditionExpression></sequenceFlow>',
      ),
      "Line=5: cvc-elt.4.2: Cannot resolve 'tFoo' to a type definition for element 'conditionExpression'.",
    ],
  ])('%s', (file, message) => {
    expect(blockOf(file)).toBe(`'f.bpmn': Error: URI=null ${message}`);
  });
});

describe('the schema allows', () => {
  it.each([
    [
      'names of implementations that are no URIs',
      processFile('<userTask id="t" implementation="##unspecified"/>'),
    ],
    ['attributes of foreign namespaces', processFile('<task id="t" x:foo="1"/>')],
    [
      'foreign extension elements',
      processFile('<task id="t"><extensionElements><x:y z="1">t</x:y></extensionElements></task>'),
    ],
    [
      'dangling incoming and outgoing of elements that no rule reads',
      processFile('<task id="t"><incoming>f</incoming></task>'),
    ],
    [
      'a diagram',
      processFile('').replace(
        '</definitions>',
        '<d:BPMNDiagram xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"><d:BPMNPlane bpmnElement="p"><d:BPMNShape bpmnElement="start"><dc:Bounds x="1" y="1.5" width="1" height="1"/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram></definitions>',
      ),
    ],
  ])('%s', (_what, file) => {
    expect(blockOf(file)).toBe('accepted');
  });
});

describe('a file that no rule foresees', () => {
  it('names an unknown flow in outgoing', () => {
    expect(blockOf(processFile('<endEvent id="e"><outgoing>f</outgoing></endEvent>'))).toBe(
      "'f.bpmn': Unable to find a model element instance for id f",
    );
  });

  it('has a flow node without id', () => {
    expect(blockOf(processFile('<task/>'))).toMatch(/^'f\.bpmn': Cannot invoke/);
  });
});
