// The audit of an evaluation: what was evaluated, with which inputs and rules, in order of completion.
// The fields are those of the record DECISION_EVALUATION and of what the reference's audit log holds.
//
// Ids, names and labels that the model leaves out are ''.
import type { FeelValue } from '@grevy/feel';
import { LIMIT_FAILURES, MAX_EVALUATED_DECISIONS } from '../limits.js';
import { leavingValue } from './leaving-value.js';
import { failure, type Failure, type Outcome } from './outcome.js';

export type LogicKind =
  | 'DECISION_TABLE'
  | 'LITERAL_EXPRESSION'
  | 'CONTEXT'
  | 'INVOCATION'
  | 'LIST'
  | 'RELATION'
  /** A business knowledge model without logic. */
  | 'UNKNOWN';

export interface EvaluatedInput {
  readonly id: string;
  /** The label, else the input expression cut to 30 characters. */
  readonly name: string;
  readonly label: string;
  readonly value: FeelValue;
}

export interface EvaluatedOutput {
  readonly id: string;
  /** The label, else the name of the output column. */
  readonly name: string;
  readonly label: string;
  readonly columnName: string;
  readonly value: FeelValue;
}

export interface MatchedRule {
  readonly ruleId: string;
  /** Position in the table, from 1. */
  readonly ruleIndex: number;
  readonly outputs: readonly EvaluatedOutput[];
}

/** What a logic has to tell beyond its result. */
export interface LogicAudit {
  /** Decision tables: empty when an input expression failed. */
  readonly inputs?: readonly EvaluatedInput[];
  /** Decision tables: empty when no outputs were evaluated. */
  readonly matchedRules?: readonly MatchedRule[];
  /** Contexts: the named entries, functions included; empty when one of them failed. */
  readonly entries?: ReadonlyMap<string, FeelValue>;
}

/** A decision, or an invoked business knowledge model, that was evaluated. */
export interface EvaluatedDecision extends LogicAudit {
  readonly id: string;
  readonly name: string;
  readonly logic: LogicKind;
  /** What the logic gave, before it was checked against the type of the decision's variable. */
  readonly result: Outcome;
  /** The value of the result as it leaves the evaluation; null when the logic failed. */
  readonly output: FeelValue;
  readonly inputs: readonly EvaluatedInput[];
  readonly matchedRules: readonly MatchedRule[];
}

/** What an evaluated decision or business knowledge model is called. */
export interface Audited {
  readonly id: string;
  readonly name: string;
}

/** Collects the audit of one evaluation. */
export class AuditTrail {
  private readonly entries: EvaluatedDecision[] = [];

  get all(): readonly EvaluatedDecision[] {
    return this.entries;
  }

  /** Adds a completed evaluation; a failure when the trail is full. */
  record(subject: Audited, logic: LogicKind, result: Outcome, audit: LogicAudit): Failure | undefined {
    if (this.entries.length >= MAX_EVALUATED_DECISIONS) return failure(LIMIT_FAILURES.evaluatedDecisions);
    this.entries.push({
      inputs: [],
      matchedRules: [],
      ...audit,
      id: subject.id,
      name: subject.name,
      logic,
      result,
      output: result.ok ? leavingValue(result.value) : null,
    });
    return undefined;
  }
}
