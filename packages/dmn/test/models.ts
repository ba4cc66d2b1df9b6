// Small DMN models for tests, written as the elements of the standard.
import { fromJson, FeelContext, type Lookup } from '@grevy/feel';
import { evaluateDecision, readDmn, type DecisionEvaluation, type DmnModel } from '../src/index.js';
import { RUNTIME } from './facts.js';

export const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export function definitions(body: string, namespace = DMN_13): string {
  return `<definitions xmlns="${namespace}" id="graph" name="Graph" namespace="http://example.org/dmn">${body}</definitions>`;
}

export function literal(text: string, attributes = ''): string {
  return `<literalExpression ${attributes}><text><![CDATA[${text}]]></text></literalExpression>`;
}

export interface DecisionOptions {
  readonly requires?: readonly string[];
  readonly models?: readonly string[];
  readonly typeRef?: string;
}

export function decision(id: string, logic: string, options: DecisionOptions = {}): string {
  const typeRef = options.typeRef === undefined ? '' : ` typeRef="${options.typeRef}"`;
  return `<decision id="${id}" name="${id}"><variable name="${id}"${typeRef}/>${requirements(options)}${logic}</decision>`;
}

function requirements({ requires = [], models = [] }: DecisionOptions): string {
  const decisions = requires.map(
    (id) => `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`,
  );
  return decisions.join('') + knowledge(models);
}

function knowledge(models: readonly string[]): string {
  return models
    .map((id) => `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`)
    .join('');
}

/** Parameters may have a type: `name:number`. */
export function knowledgeModel(
  id: string,
  parameters: readonly string[],
  logic: string,
  models: readonly string[] = [],
): string {
  const formal = parameters.map((parameter) => {
    const [name, type] = parameter.split(':');
    return `<formalParameter name="${name}"${type === undefined ? '' : ` typeRef="${type}"`}/>`;
  });
  return `<businessKnowledgeModel id="${id}" name="${id}"><variable name="${id}"/><encapsulatedLogic>${formal.join('')}${logic}</encapsulatedLogic>${knowledge(models)}</businessKnowledgeModel>`;
}

export interface TableParts {
  readonly attributes?: string;
  /** Input expressions. */
  readonly inputs: readonly string[];
  /** Output elements, or names of outputs. */
  readonly outputs: readonly string[];
  /** The input entries and the output entries of each rule. */
  readonly rules: readonly (readonly [readonly string[], readonly string[]])[];
}

export function table({ attributes = '', inputs, outputs, rules }: TableParts): string {
  const text = (content: string): string => `<text><![CDATA[${content}]]></text>`;
  const inputElements = inputs.map(
    (input) => `<input><inputExpression>${text(input)}</inputExpression></input>`,
  );
  const outputElements = outputs.map((output) =>
    output.startsWith('<') ? output : `<output name="${output}"/>`,
  );
  const ruleElements = rules.map(([tests, values], index) => {
    const inputEntries = tests.map((test) => `<inputEntry>${text(test)}</inputEntry>`);
    const outputEntries = values.map((value) => `<outputEntry>${text(value)}</outputEntry>`);
    return `<rule id="rule${index + 1}">${inputEntries.join('')}${outputEntries.join('')}</rule>`;
  });
  return `<decisionTable ${attributes}>${inputElements.join('')}${outputElements.join('')}${ruleElements.join('')}</decisionTable>`;
}

export function bytes(xml: string): Uint8Array {
  return new TextEncoder().encode(xml);
}

export function model(body: string): DmnModel {
  const read = readDmn(bytes(definitions(body)));
  if (!read.ok) throw new Error(`${read.failure} ${read.detail ?? ''}`);
  return read.model;
}

/** The failure of a model that must not be read. */
export function refusal(body: string): string {
  const read = readDmn(bytes(definitions(body)));
  if (read.ok) throw new Error('The model was read');
  return read.failure;
}

export function variables(json: string): Lookup {
  const context = fromJson(json);
  return (name) => (context instanceof FeelContext ? context.get(name) : undefined);
}

/** Evaluates the decision `d` of a model with variables from a JSON object. */
export function evaluate(body: string, json = '{}'): DecisionEvaluation {
  return evaluateDecision(model(body), 'd', variables(json), RUNTIME);
}

/** The result of decision `d`, or its failure as `failure: …`. */
export function result(body: string, json = '{}'): unknown {
  const evaluation = evaluate(body, json);
  return evaluation.ok ? evaluation.value : `failure: ${evaluation.message}`;
}
