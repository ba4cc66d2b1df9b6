// Decisions and their evaluation as people read them.
import type { DmnModel, EvaluatedDecision } from '@grevy/dmn';
import { feelNotation } from '../feel/shown-value.js';

export function shownDecisions({ decisions }: DmnModel): string {
  return decisions.map(({ id, name }) => (name === '' || name === id ? id : `${id} (${name})`)).join('\n');
}

/** What was evaluated, in order of completion: inputs, matched rules with their outputs, results. */
export function shownAudit(evaluated: readonly EvaluatedDecision[]): string {
  return evaluated.map(shownEvaluated).join('\n');
}

function shownEvaluated(decision: EvaluatedDecision): string {
  const { id, name, logic, inputs, matchedRules, result } = decision;
  return [
    `${id === '' ? name : id} [${logic.toLowerCase().replaceAll('_', ' ')}]`,
    ...inputs.map((input) => `  input ${input.name}: ${feelNotation(input.value)}`),
    ...matchedRules.map(({ ruleId, ruleIndex, outputs }) => {
      const values = outputs.map((output) => `${output.name}: ${feelNotation(output.value)}`).join(', ');
      return `  rule ${ruleIndex}${ruleId === '' ? '' : ` (${ruleId})`}: ${values}`;
    }),
    result.ok ? `  result: ${feelNotation(result.value)}` : `  failed: ${result.failure}`,
  ].join('\n');
}
