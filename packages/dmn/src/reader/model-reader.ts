// Reads the decisions of a valid `definitions` element and the business knowledge models that they require.
// Models that no decision requires are not read: nothing can invoke them.
import type { FeelExpression, FeelUnaryTests } from '@grevy/feel';
import type { XmlElement } from '@grevy/xml';
import { BusinessKnowledgeModel } from '../logic/business-knowledge-model.js';
import type { BoxedExpression } from '../logic/logic.js';
import { Decision } from '../model/decision.js';
import { readDecisionLogic, readModelLogic } from './decision-logic.js';
import { allRead } from './all-read.js';
import { attribute, child, children } from './element-access.js';
import { ExpressionReader } from './expression.js';
import { readFormalParameters } from './formal-parameters.js';
import { readNestedExpression } from './nested-expression.js';
import type { Reading } from './reading.js';
import type { Requirements } from './requirements.js';

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
    return this.models.get(name);
  }

  /** All decisions in document order; undefined when there are failures. */
  decisions(definitions: XmlElement): readonly Decision[] | undefined {
    const elements = children(definitions, 'decision');
    const read = new Map<XmlElement, Decision>();
    for (const element of elements) {
      const decision = this.decision(element);
      if (decision !== undefined) read.set(element, decision);
    }
    if (this.failures.length > 0) return undefined;
    for (const [element, decision] of read) {
      decision.require(this.requirements.decisionsOf(element).flatMap((target) => read.get(target) ?? []));
    }
    return [...read.values()];
  }

  private decision(element: XmlElement): Decision | undefined {
    const models = this.requiredModels(element);
    const logic = readDecisionLogic(element, this);
    const variable = child(element, 'variable');
    const id = attribute(element, 'id');
    const name = attribute(element, 'name');
    if (models === undefined || logic === undefined) return undefined;
    return new Decision({
      id,
      name,
      resultName: variable === undefined ? id || name : attribute(variable, 'name'),
      resultTypeRef: variable === undefined ? '' : attribute(variable, 'typeRef'),
      logic,
      models,
    });
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
