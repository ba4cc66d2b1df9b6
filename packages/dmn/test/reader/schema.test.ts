// Which files are DMN at all: well-formed XML, valid against the schema of their version.
import { describe, expect, it } from 'vitest';
import { readDmn } from '../../src/index.js';
import { bytes, decision, definitions, DMN_13, literal, table } from '../models.js';

const UNPARSABLE = 'Failed to parse DMN: org.camunda.bpm.model.dmn.DmnModelException: Unable to parse model';
const DMN_11 = 'http://www.omg.org/spec/DMN/20151101/dmn.xsd';
const DMN_12 = 'http://www.omg.org/spec/DMN/20180521/MODEL/';
const DMN_14 = 'https://www.omg.org/spec/DMN/20211108/MODEL/';
const DMN_15 = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const D = decision('d', literal('1'));

function read(body: string, namespace = DMN_13) {
  return readDmn(bytes(definitions(body, namespace)));
}

describe('a file that is valid in its version', () => {
  it.each([
    ['1.1', DMN_11],
    ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn11.xsd'],
    ['1.2', DMN_12],
    ['1.3', DMN_13],
    ['1.4', DMN_14],
    ['1.5', DMN_15],
  ])('is read: DMN %s, %s', (_version, namespace) => {
    expect(read(D, namespace).ok).toBe(true);
  });

  it.each([
    ['a decision service', `${D}<decisionService name="s"><outputDecision href="#d"/></decisionService>`],
    [
      'a text annotation with an association',
      `${D}<textAnnotation id="t"><text>x</text></textAnnotation><association><sourceRef href="#t"/><targetRef href="#d"/></association>`,
    ],
    [
      'an item definition',
      `<itemDefinition name="t" isCollection="true"><itemComponent name="c"><typeRef>string</typeRef></itemComponent></itemDefinition>${D}`,
    ],
    [
      'foreign attributes',
      '<decision xmlns:e="http://e" e:a="1" id="d" name="d"><literalExpression><text>1</text></literalExpression></decision>',
    ],
    [
      'foreign elements among extensions',
      `<extensionElements><e:x xmlns:e="http://e"><e:y/>text</e:x></extensionElements>${D}`,
    ],
    [
      'a diagram',
      `${D}<di:DMNDI xmlns:di="https://www.omg.org/spec/DMN/20191111/DMNDI/"><di:DMNDiagram><di:DMNShape dmnElementRef="d"/></di:DMNDiagram></di:DMNDI>`,
    ],
  ])('may have %s', (_what, body) => {
    expect(read(body)).toMatchObject({ ok: true });
  });
});

describe('a file that is not valid', () => {
  it.each([
    ['an element that DMN does not know', `${D}<surprise/>`, /surprise/],
    ['an attribute that DMN does not know', '<decision id="d" name="d" color="red"/>', /color/],
    ['a decision without name', '<decision id="d"/>', /name/],
    ['two elements with one id', `${D}<inputData id="d" name="i"/>`, /ID value 'd'/],
    ['an id that is no name', '<inputData id="1 2" name="i"/>', /1 2/],
    [
      'elements in another order',
      `<decision id="d" name="d">${literal('1')}<variable name="d"/></decision>`,
      /variable/,
    ],
    [
      'two logics',
      `<decision id="d" name="d">${literal('1')}${literal('2')}</decision>`,
      /literalExpression/,
    ],
    [
      'an unknown hit policy',
      decision('d', table({ attributes: 'hitPolicy="BEST"', inputs: ['x'], outputs: ['o'], rules: [] })),
      /BEST/,
    ],
    [
      'an input without expression',
      decision('d', '<decisionTable><input/><output name="o"/></decisionTable>'),
      /input/,
    ],
    ['a table without output', decision('d', '<decisionTable/>'), /decisionTable/],
    [
      'an input entry without text',
      decision(
        'd',
        '<decisionTable><output/><rule><inputEntry/><outputEntry><text>1</text></outputEntry></rule></decisionTable>',
      ),
      /inputEntry/,
    ],
    [
      'a reference without href',
      '<decision name="d"><informationRequirement><requiredDecision/></informationRequirement></decision>',
      /href/,
    ],
    [
      'a blank in a reference',
      '<decision name="d"><informationRequirement><requiredDecision href="#d"> </requiredDecision></informationRequirement></decision>',
      /requiredDecision/,
    ],
    ['text between elements', `text${D}`, /definitions/],
    ['a foreign element outside of extensions', `<e:x xmlns:e="http://e"/>${D}`, /x/],
    [
      'a diagram without the element it shows',
      `<di:DMNDI xmlns:di="https://www.omg.org/spec/DMN/20191111/DMNDI/"><di:DMNDiagram><di:DMNShape/></di:DMNDiagram></di:DMNDI>`,
      /dmnElementRef/,
    ],
  ])('has %s', (_what, body, reason) => {
    expect(read(body)).toEqual({
      ok: false,
      kind: 'INVALID',
      failure: UNPARSABLE,
      detail: expect.stringMatching(reason) as unknown,
    });
  });

  it.each([
    ['decision services came with DMN 1.2', '<decisionService name="s"/>', DMN_11, DMN_12],
    [
      'functions as items came with DMN 1.3',
      '<itemDefinition name="f"><functionItem/></itemDefinition>',
      DMN_12,
      DMN_13,
    ],
    [
      'boxed conditionals came with DMN 1.4',
      decision(
        'd',
        '<list><conditional><if><list/></if><then><list/></then><else><list/></else></conditional></list>',
      ),
      DMN_13,
      DMN_14,
    ],
    [
      'type constraints came with DMN 1.5',
      '<itemDefinition name="t"><typeRef>string</typeRef><typeConstraint><text>1</text></typeConstraint></itemDefinition>',
      DMN_14,
      DMN_15,
    ],
  ])('is so in its version only: %s', (_what, body, before, since) => {
    expect(read(body, before)).toMatchObject({ ok: false, failure: UNPARSABLE });
    expect(read(body, since)).toMatchObject({ ok: true });
  });

  it.each([
    ['', 'an empty file'],
    ['this is not XML', 'text'],
    ['<definitions', 'a file that is cut off'],
    ['<a/>', 'no namespace'],
    [definitions(D, 'http://www.omg.org/spec/DMN/20191111/MODEL/'), 'http instead of https'],
    [`<!DOCTYPE definitions>${definitions(D)}`, 'a document type'],
  ])('%s (%s)', (xml) => {
    expect(readDmn(bytes(xml))).toMatchObject({ ok: false, kind: 'INVALID', failure: UNPARSABLE });
  });

  it('names the line', () => {
    expect(readDmn(bytes(definitions(`\n\n<decision id="d"/>`)))).toMatchObject({
      detail: expect.stringContaining('line 3: ') as unknown,
    });
  });
});
