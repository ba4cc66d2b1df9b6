// A decision table (DMN clause 8): input expressions, rules of unary tests, outputs, and a hit policy that
// makes one result of the rules that match.
import { contextOf, quotedText, type FeelExpression, type FeelUnaryTests, type FeelValue } from '@grevy/feel';
import type { EvaluatedInput, MatchedRule } from '../evaluation/audit.js';
import { failure, success, type Failure, type Outcome } from '../evaluation/outcome.js';
import type { Scope } from '../evaluation/scope.js';
import type { HitPolicy } from '../hit-policy/hit-policy.js';
import { RuleOutput, type OutputColumn } from '../hit-policy/rule-output.js';
import type { DecisionLogic, LogicResult } from './logic.js';

export interface InputColumn {
  readonly id: string;
  readonly label: string;
  /** What the column is called in the audit. */
  readonly auditName: string;
  readonly expression: FeelExpression;
}

export interface Rule {
  readonly id: string;
  /**
   * One per input column, or fewer: inputs without a test are not tested. Undefined is a test that every
   * value passes.
   */
  readonly tests: readonly (FeelUnaryTests | undefined)[];
  /** One per output column, or fewer. */
  readonly outputs: readonly FeelExpression[];
}

export interface DecisionTableModel {
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  /** The expressions that give the result if no rule matches, for the columns that have one. */
  readonly defaults: ReadonlyMap<OutputColumn, FeelExpression>;
  readonly rules: readonly Rule[];
  readonly hitPolicy: HitPolicy;
}

type OneOrFailure<T> = { readonly ok: true; readonly value: T } | Failure;

export class DecisionTable implements DecisionLogic {
  readonly kind = 'DECISION_TABLE';

  constructor(private readonly table: DecisionTableModel) {}

  evaluate(scope: Scope): LogicResult {
    const inputs = this.evaluateInputs(scope);
    if (!inputs.ok) return { outcome: inputs, audit: {} };
    const audit = { inputs: inputs.value };
    const matching = this.matchingRules(inputs.value, scope);
    if (!matching.ok) return { outcome: matching, audit };
    if (matching.value.length === 0) return { outcome: this.defaultOutput(scope), audit };
    const outputs = this.evaluateOutputs(matching.value, scope);
    if (!outputs.ok) return { outcome: outputs, audit };
    return {
      outcome: this.table.hitPolicy.decide(outputs.value, this.table.outputs),
      audit: { ...audit, matchedRules: this.matchedRules(matching.value, outputs.value) },
    };
  }

  private evaluateInputs(scope: Scope): OneOrFailure<readonly EvaluatedInput[]> {
    const inputs: EvaluatedInput[] = [];
    for (const { id, label, auditName, expression } of this.table.inputs) {
      const outcome = expression.evaluate(scope.lookup, scope);
      if (!outcome.ok) return outcome;
      inputs.push({ id, name: auditName, label, value: outcome.value });
    }
    return { ok: true, value: inputs };
  }

  /** Positions of the rules that match. All rules are tested, whatever the hit policy. */
  private matchingRules(inputs: readonly EvaluatedInput[], scope: Scope): OneOrFailure<readonly number[]> {
    const matching: number[] = [];
    for (const [index, rule] of this.table.rules.entries()) {
      const matches = ruleMatches(rule, inputs, scope);
      if (!matches.ok) return matches;
      if (matches.value) matching.push(index);
    }
    return { ok: true, value: matching };
  }

  private evaluateOutputs(matching: readonly number[], scope: Scope): OneOrFailure<readonly RuleOutput[]> {
    const considered = this.table.hitPolicy.firstMatchOnly ? matching.slice(0, 1) : matching;
    const outputs: RuleOutput[] = [];
    for (const index of considered) {
      const values: FeelValue[] = [];
      for (const expression of this.table.rules[index]?.outputs ?? []) {
        const outcome = expression.evaluate(scope.lookup, scope);
        if (!outcome.ok) return outcome;
        values.push(outcome.value);
      }
      outputs.push(new RuleOutput(this.table.outputs, values));
    }
    return { ok: true, value: outputs };
  }

  private matchedRules(matching: readonly number[], outputs: readonly RuleOutput[]): readonly MatchedRule[] {
    return outputs.map((output, position) => {
      const index = matching[position] ?? 0;
      return { ruleId: this.table.rules[index]?.id ?? '', ruleIndex: index + 1, outputs: output.audit() };
    });
  }

  /** The default outputs: null without any, the value of a single one, else a context by column name. */
  private defaultOutput(scope: Scope): Outcome {
    const values = new Map<string, FeelValue>();
    for (const [column, expression] of this.table.defaults) {
      const outcome = expression.evaluate(scope.lookup, scope);
      if (!outcome.ok) return outcome;
      values.set(column.name, outcome.value);
    }
    const [first = null] = values.values();
    return success(values.size <= 1 ? first : contextOf(values));
  }
}

/** Whether a rule matches: its tests are evaluated from left to right up to the first that does not hold. */
function ruleMatches(rule: Rule, inputs: readonly EvaluatedInput[], scope: Scope): OneOrFailure<boolean> {
  for (const [index, test] of rule.tests.entries()) {
    const input = inputs[index];
    if (input === undefined) break;
    if (test === undefined) continue;
    const outcome = test.evaluate(scope.lookup, scope, input.value);
    if (!outcome.ok) return outcome;
    if (outcome.value === false || outcome.value === null) return { ok: true, value: false };
    if (outcome.value !== true) return notBoolean(outcome.value);
  }
  return { ok: true, value: true };
}

function notBoolean(value: FeelValue): Failure {
  return failure(`input entry must return true, false, or null, but found '${quotedText(value)}'`);
}
