// Every model and evaluation of the recorded facts must give what the reference gives.
import { describe, expect, it } from 'vitest';
import { answer, comparable, comparableTexts, factNames, readFact } from './facts.js';

describe('recorded results of the reference', () => {
  describe.each(factNames())('%s', (name) => {
    const fact = readFact(name);

    it(fact.accepted ? 'is accepted with its decisions' : 'is refused with the reason', () => {
      const { accepted, decisions, failure } = answer(name);
      expect(accepted).toBe(fact.accepted);
      if (fact.accepted) expect(new Set(decisions as [])).toEqual(new Set(fact.decisions));
      if (fact.failure !== undefined) expect(comparable(String(failure))).toBe(comparable(fact.failure));
      if (fact.crash !== undefined) expect(failure).toEqual(expect.any(String));
    });

    it.each(fact.cases ?? [])('evaluates $decision with $context', (factCase) => {
      const { result, failure, audit } = comparableTexts(answer(name, factCase)) as Record<string, unknown>;
      expect({ result, failure, audit }).toEqual({
        result: factCase.result,
        failure: factCase.failure && comparable(factCase.failure),
        audit: comparableTexts(factCase.audit),
      });
    });
  });
});
