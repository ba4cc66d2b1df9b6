// The example in docs/dmn.md must give what the page says.
import { readFileSync } from 'node:fs';
import { isNumber, toJson, type FeelValue } from '@grevy/feel';
import { describe, expect, it } from 'vitest';
import { evaluateDecision, readDmn, type DecisionEvaluation } from '../src/index.js';
import { RUNTIME } from './facts.js';
import { bytes, variables } from './models.js';

const PAGE = readFileSync(new URL('../../../docs/dmn.md', import.meta.url), 'utf8');

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(PAGE)?.[1] ?? '';
}

function evaluateExample(): DecisionEvaluation {
  const read = readDmn(bytes(block('xml')));
  if (!read.ok) throw new Error(read.detail);
  const json = /fromJson\('(.*)'\)/.exec(block('ts'))?.[1] ?? '';
  return evaluateDecision(read.model, 'discount', variables(json), RUNTIME);
}

const plain = (value: FeelValue): unknown => (isNumber(value) ? Number(String(value)) : value);

describe('the example in docs/dmn.md', () => {
  it('has the result that the page shows', () => {
    const evaluation = evaluateExample();
    const shown = /json: '(.*?)'/.exec(block('ts'))?.[1];
    expect(evaluation.ok && toJson(evaluation.value)).toEqual({ ok: true, json: shown });
  });

  it('has the audit that the page shows', () => {
    const audit = evaluateExample().evaluated.map((evaluated) => ({
      ...evaluated,
      output: plain(evaluated.output),
      inputs: evaluated.inputs.map((input) => ({ ...input, value: plain(input.value) })),
      matchedRules: evaluated.matchedRules.map((rule) => ({
        ...rule,
        outputs: rule.outputs.map((output) => ({ ...output, value: plain(output.value) })),
      })),
    }));
    expect(audit).toMatchObject(JSON.parse(block('json')) as object[]);
  });
});
