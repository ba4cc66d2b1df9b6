// What is refused in files that are valid DMN, with the texts of the reference.
import { describe, expect, it } from 'vitest';
import { readDmn } from '../../src/index.js';
import { bytes, decision, definitions, knowledgeModel, literal, refusal, table } from '../models.js';

const list = (...items: readonly string[]): string => `<list>${items.join('')}</list>`;
const parseFailure = (text: string): string => `FEEL expression: failed to parse expression '${text}': `;

/** The failures without what parsers add to them. */
function failures(body: string): readonly string[] {
  return refusal(body)
    .split('\n')
    .map((line) => line.replace(/(failed to parse expression '.*?': ).*/, '$1').replace(/@[0-9a-f]+/, ''));
}

describe('failures of a file', () => {
  it('are collected from all decisions, each text once', () => {
    const body =
      decision('a', literal('1 +')) + decision('b', literal('1 +')) + decision('c', literal('2 +'));
    expect(failures(body)).toEqual([parseFailure('1 +'), parseFailure('2 +')]);
  });

  it('of knowledge models come before those of the decision that requires them', () => {
    const body =
      decision('d', literal('d +'), { models: ['f'] }) +
      knowledgeModel('f', [], literal('f +'), ['g']) +
      knowledgeModel('g', [], literal('g +'));
    expect(failures(body)).toEqual([parseFailure('g +'), parseFailure('f +'), parseFailure('d +')]);
  });

  it('do not come from knowledge models that nothing requires', () => {
    const body = decision('d', literal('1')) + knowledgeModel('f', [], literal('f +'));
    expect(readDmn(bytes(definitions(body))).ok).toBe(true);
  });

  it('of a table come in the order of policy, names, inputs, defaults, rules', () => {
    const body = decision(
      'd',
      table({
        attributes: 'hitPolicy="COLLECT" aggregation="SUM"',
        inputs: ['i +'],
        outputs: [
          '<output name="a"><defaultOutputEntry><text>a +</text></defaultOutputEntry></output>',
          '<output label="B"/>',
        ],
        rules: [[['> >'], ['o +']]],
      }),
    );
    expect(failures(body)).toEqual([
      "hit policy 'COLLECT' with aggregator is not defined for compound output",
      'no output name defined for `B`',
      parseFailure('i +'),
      parseFailure('a +'),
      "FEEL unary-tests: failed to parse expression '> >': ",
      parseFailure('o +'),
    ]);
  });
});

describe('a decision or knowledge model', () => {
  it.each([
    ['without logic', '<decision id="d" name="d"/>', "unsupported decision expression 'null'"],
    [
      'with a function as logic',
      decision('d', `<functionDefinition>${literal('1')}</functionDefinition>`),
      "unsupported decision expression 'org.camunda.bpm.model.dmn.impl.instance.FunctionDefinitionImpl'",
    ],
    [
      'with an invocation as encapsulated logic',
      knowledgeModel('f', [], '<invocation/>') + decision('d', literal('1'), { models: ['f'] }),
      "unsupported business knowledge model logic found 'org.camunda.bpm.model.dmn.impl.instance.InvocationImpl'",
    ],
    [
      'with a function whose body is no literal',
      decision('d', list(`<functionDefinition>${list()}</functionDefinition>`)),
      "expected literal expression but found 'org.camunda.bpm.model.dmn.impl.instance.ListImpl'",
    ],
    [
      'with another expression language',
      decision('d', literal('1', 'expressionLanguage=" JUEL "')),
      "Expression language 'juel' is not supported",
    ],
    [
      'with an expression without text',
      decision('d', '<literalExpression id="e"/>'),
      "The expression 'e' must not be empty.",
    ],
    [
      'with an expression without text and id',
      decision('d', '<literalExpression/>'),
      "The expression 'null' must not be empty.",
    ],
    ['with an empty text', decision('d', literal('  ')), parseFailure('')],
    [
      'with a row of the wrong length',
      decision('d', `<relation><column name="a"/><row/></relation>`),
      "expected row with '1' elements but found '0'",
    ],
    [
      'that invokes something else than a name',
      decision('d', `<invocation>${list()}</invocation>`),
      "expected invocation with literal expression but found 'org.camunda.bpm.model.dmn.impl.instance.ListImpl'",
    ],
    [
      'that invokes an unknown model',
      decision('d', `<invocation>${literal('f')}</invocation>`),
      "no BKM found with name 'f'",
    ],
  ])('%s is refused', (_what, body, failure) => {
    expect(failures(body)).toEqual([failure]);
  });

  it('that binds something else than an expression is refused', () => {
    const invocation = `<invocation>${literal('f')}<binding><parameter name="a"/>${list()}</binding></invocation>`;
    const body = knowledgeModel('f', ['a'], literal('1')) + decision('d', invocation, { models: ['f'] });
    expect(failures(body)).toEqual([
      "expected binding with literal expression but found 'org.camunda.bpm.model.dmn.impl.instance.ListImpl'",
    ]);
  });

  it('that invokes a model which could not be read adds no failure of its own', () => {
    const body =
      knowledgeModel('f', [], literal('f +')) +
      decision('d', `<invocation>${literal('f')}</invocation>`, { models: ['f'] });
    expect(failures(body)).toEqual([parseFailure('f +')]);
  });

  it.each([
    'feel',
    ' FEEL ',
    'https://www.omg.org/spec/DMN/20211108/FEEL/',
    'http://www.omg.org/spec/FEEL/20140401',
  ])('may name the language %s', (language) => {
    const body = decision('d', literal('1', `expressionLanguage="${language}"`));
    expect(readDmn(bytes(definitions(body))).ok).toBe(true);
  });
});

describe('models on which the reference ends with an exception', () => {
  it.each([
    ['a context without entries', decision('d', '<context/>'), "Element 'context' (line 1) has no entries"],
    [
      'a context entry without name before the last',
      decision(
        'd',
        `<context><contextEntry id="e">${literal('1')}</contextEntry><contextEntry>${literal('2')}</contextEntry></context>`,
      ),
      "Element 'contextEntry' with id 'e' (line 1) has no variable and is not the last entry",
    ],
    [
      'a requirement of nothing',
      decision('d', literal('1'), { requires: ['x'] }),
      'Unable to find a model element instance for id x',
    ],
    [
      'a required decision that is none',
      `${decision('d', literal('1'), { requires: ['i'] })}<inputData id="i" name="i"/>`,
      "Element 'requiredDecision' (line 1) must refer to a decision, but 'i' is a inputData",
    ],
  ])('are refused as unexpected: %s', (_what, body, failure) => {
    expect(readDmn(bytes(definitions(body)))).toEqual({ ok: false, kind: 'UNEXPECTED', failure });
  });

  it('are refused as unexpected: another root element', () => {
    const xml = definitions('')
      .replace(/definitions/g, 'inputData')
      .replace('namespace="http://example.org/dmn"', '');
    expect(readDmn(bytes(xml))).toMatchObject({ kind: 'UNEXPECTED' });
  });
});
