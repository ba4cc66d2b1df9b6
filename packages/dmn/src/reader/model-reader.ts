// Reads the decisions of a valid `definitions` element and the business knowledge models that they require.
// Models that no decision requires are not read: nothing can invoke them.
import type { FeelExpression, FeelUnaryTests } from '@grevy/feel';
import type { XmlElement } from '@grevy/xml';
import { BusinessKnowledgeModel } from '../logic/business-knowledge-model.js';
import type { BoxedExpression } from '../logic/logic.js';
import { Decision, type DecisionParts } from '../model/decision.js';
import { readDecisionLogic, readModelLogic } from './decision-logic.js';
import { allRead } from './all-read.js';
import { attribute, child, children } from './element-access.js';
import { ExpressionReader } from './expression.js';
import { readFormalParameters } from './formal-parameters.js';
import { readNestedExpression } from './nested-expression.js';
import type { Reading } from './reading.js';
import type { Requirements } from './requirements.js';

type DecisionWithoutRequirements = Pick<DecisionParts, 'requiredModels' | 'logic'>;

export class ModelReader implements Reading {
  readonly failures: string[] = [];
  private readonly expressions = new ExpressionReader((text) => this.fail(text));
  /** By name: of several models with one name, the one that is required first is all of them. */
  private readonly models = new Map<string, BusinessKnowledgeModel | undefined>();

  constructor(private readonly requirements: Requirements) {}

  fail(text: string): undefined {
    this.failures.push(text);
    return undefined;
  }

  expression(element: XmlElement): FeelExpression | undefined {
    return this.expressions.expression(element);
  }

  unaryTests(element: XmlElement): FeelUnaryTests | 'any' | undefined {
    return this.expressions.unaryTests(element);
  }

  nested(element: XmlElement | undefined): BoxedExpression | undefined {
    return readNestedExpression(element, this);
  }

  modelNamed(name: string): BusinessKnowledgeModel | undefined {
    return this.models.has(name) ? this.models.get(name) : this.fail(`no BKM found with name '${name}'`);
  }

  /** All decisions in document order; undefined when there are failures. */
  decisions(definitions: XmlElement): readonly Decision[] | undefined {
    const elements = children(definitions, 'decision');
    const logics = new Map<XmlElement, DecisionWithoutRequirements>();
    for (const element of elements) {
      const requiredModels = this.requiredModels(element);
      const logic = readDecisionLogic(element, this);
      if (requiredModels && logic) logics.set(element, { requiredModels, logic });
    }
    if (this.failures.length > 0) return undefined;

    const decisions = new Map<XmlElement, Decision>();
    const decisionOf = (element: XmlElement): Decision | undefined => {
      const own = logics.get(element);
      if (own === undefined || decisions.has(element)) return decisions.get(element);
      const requiredDecisions = allRead(this.requirements.decisionsOf(element), decisionOf) ?? [];
      const decision = new Decision({ ...names(element), ...own, requiredDecisions });
      decisions.set(element, decision);
      return decision;
    };
    return allRead(elements, decisionOf);
  }

  private requiredModels(element: XmlElement): readonly BusinessKnowledgeModel[] | undefined {
    return allRead(this.requirements.modelsOf(element), (required) => this.model(required));
  }

  private model(element: XmlElement): BusinessKnowledgeModel | undefined {
    const name = attribute(element, 'name');
    if (!this.models.has(name)) this.models.set(name, this.readModel(element, name));
    return this.models.get(name);
  }

  private readModel(element: XmlElement, name: string): BusinessKnowledgeModel | undefined {
    const required = this.requiredModels(element);
    const encapsulatedLogic = child(element, 'encapsulatedLogic');
    const logic = readModelLogic(encapsulatedLogic, this);
    if (required === undefined || logic === undefined) return undefined;
    const parameters = encapsulatedLogic === undefined ? [] : readFormalParameters(encapsulatedLogic);
    return new BusinessKnowledgeModel(attribute(element, 'id'), name, parameters, logic, required);
  }
}

function names(decision: XmlElement): Pick<DecisionParts, 'id' | 'name' | 'resultName' | 'resultTypeRef'> {
  const id = attribute(decision, 'id');
  const name = attribute(decision, 'name');
  const variable = child(decision, 'variable');
  if (variable === undefined) return { id, name, resultName: id === '' ? name : id, resultTypeRef: '' };
  return { id, name, resultName: attribute(variable, 'name'), resultTypeRef: attribute(variable, 'typeRef') };
}
