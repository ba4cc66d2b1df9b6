// What modelling tools write beside the flow of the executable process: it is accepted, and changes nothing.
import { expect, it } from 'vitest';
import { definitions, flow, read } from './files.js';

interface Drawing {
  /** Before the processes. */
  readonly roots?: string;
  /** At the beginning of the process, and at its end. */
  readonly before?: string;
  readonly after?: string;
  /** Behind the process. */
  readonly rest?: string;
}

const DI =
  'xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" ' +
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"';

const DRAWINGS: Readonly<Record<string, Drawing>> = {
  'lanes in lanes': {
    before: `<laneSet id="ls"><lane id="l1" name="a"><flowNodeRef>t</flowNodeRef>
      <childLaneSet id="c"><lane id="l2"/></childLaneSet></lane></laneSet>`,
  },
  'pools, some of them empty or not executable, and messages between them': {
    roots: `<collaboration id="c" isClosed="false">
      <participant id="pa" processRef="p"><participantMultiplicity minimum="0" maximum="3"/></participant>
      <participant id="pb" processRef="q"/><participant id="pc"/>
      <messageFlow id="mf" sourceRef="pa" targetRef="pc" messageRef="m"/>
      <textAnnotation id="ta0"><text>a <![CDATA[<b>]]></text></textAnnotation>
      <association id="as0" sourceRef="ta0" targetRef="pa" associationDirection="One"/>
    </collaboration><message id="m" name="m"/>`,
    rest: `<process id="q" isExecutable="false"><startEvent id="qs"><timerEventDefinition/></startEvent>
      <serviceTask id="qt"/><exclusiveGateway id="qg"/></process><process id="r"><scriptTask id="rs"/></process>`,
  },
  'data, stores, annotations and groups': {
    roots: `<itemDefinition id="it" isCollection="false" itemKind="Information"/>
      <dataStore id="ds" name="d" capacity="4" isUnlimited="true"><dataState id="st" name="full"/></dataStore>
      <category id="cat"><categoryValue id="cv" value="v"/></category>`,
    before: `<ioSpecification><dataInput id="in" itemSubjectRef="it"/><inputSet><dataInputRefs>in</dataInputRefs></inputSet>
      <outputSet/></ioSpecification><property id="pr" itemSubjectRef="it"/>`,
    after: `<dataObject id="do" isCollection="true"><dataState/></dataObject>
      <dataObjectReference id="dor" dataObjectRef="do"/><dataStoreReference id="dsr" dataStoreRef="ds"/>
      <textAnnotation id="ta"><text>x</text></textAnnotation><association id="as" sourceRef="t" targetRef="ta"/>
      <group id="g" categoryValueRef="cv"/>`,
  },
  'data that a task reads and writes': {
    after: `<dataObject id="do"/><dataObjectReference id="dor" dataObjectRef="do"/>
      <task id="t2"><property id="holder" name="__targetRef_placeholder"/>
        <dataInputAssociation id="ia"><sourceRef>dor</sourceRef><targetRef>holder</targetRef></dataInputAssociation>
        <dataOutputAssociation id="oa"><targetRef>dor</targetRef></dataOutputAssociation></task>`,
  },
  'who does the work': {
    roots: '<resource id="re" name="r"><resourceParameter id="rp" name="x" isRequired="true"/></resource>',
    after: `<manualTask id="t2"><potentialOwner><resourceRef>re</resourceRef><resourceParameterBinding parameterRef="rp">
      <formalExpression>1</formalExpression></resourceParameterBinding></potentialOwner></manualTask>`,
  },
  'interfaces, imports, extensions and relationships': {
    roots: `<import importType="http://www.w3.org/2001/XMLSchema" location="a.xsd" namespace="urn:a"/>
      <extension definition="x:d" mustUnderstand="false"/><message id="m" name="m"/>
      <interface id="if" name="i"><operation id="op" name="o"><inMessageRef>m</inMessageRef></operation></interface>
      <globalTask id="gt"/><partnerEntity id="pe"/><endPoint id="ep"/>`,
    rest: '<relationship type="x"><source>p</source><target>p</target></relationship>',
  },
  'a diagram with colours, labels and shapes of what is gone': {
    rest: `<bpmndi:BPMNDiagram ${DI} id="d1" resolution="96.0"><bpmndi:BPMNPlane bpmnElement="gone">
      <bpmndi:BPMNShape id="s" bpmnElement="t" isExpanded="true" x:stroke="#fff"><dc:Bounds x="-1.5E2" y="1" width="1" height="2"/>
        <bpmndi:BPMNLabel labelStyle="ls"><dc:Bounds x="1" y="1" width="1" height="2"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="e1" bpmnElement="f1" sourceElement="s"><di:waypoint x="1" y="2" xsi:type="dc:Point"/>
        <di:waypoint x="1" y="2"/><bpmndi:BPMNLabel/></bpmndi:BPMNEdge></bpmndi:BPMNPlane>
      <bpmndi:BPMNLabelStyle id="ls"><dc:Font name="Arial" size="11.0" isBold="false"/></bpmndi:BPMNLabelStyle>
      </bpmndi:BPMNDiagram>`,
  },
  'extensions of other tools': {
    before:
      '<extensionElements><x:anything xmlns:y="urn:y" y:z="1">text<x:more/></x:anything></extensionElements>',
    after:
      '<task id="t2" xml:lang="de" x:note="1" name="a&#10;b &amp; &#x1F600;"><documentation>&lt;p&gt;</documentation></task>',
  },
  'comments and processing instructions': { after: '<!-- < & --><?tool x?><task id="t2"><!-- c --></task>' },
};

it.each(Object.entries(DRAWINGS))('%s', (_what, { roots = '', before = '', after = '', rest = '' }) => {
  const result = read(
    definitions(`${roots}<process id="p" isExecutable="true">${before}
      <startEvent id="start"/><task id="t"/><endEvent id="e"/>${flow('f1', 'start', 't')}${flow('f2', 't', 'e')}
      ${after}</process>${rest}`),
  );

  expect(result.ok ? result.processes.map(({ id }) => id) : result.block).toEqual(['p']);
});
