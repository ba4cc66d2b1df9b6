// Requirements between decisions and knowledge models: no cycles, a bounded depth, references by id.
import { describe, expect, it } from 'vitest';
import { MAX_REQUIREMENT_DEPTH, readDmn } from '../../src/index.js';
import { bytes, decision, definitions, knowledgeModel, literal, refusal, result } from '../models.js';

/** Decisions `d0` to `d<length>`, each requiring the one before. */
function chain(length: number): string {
  const decisions = [decision('d0', literal('1'))];
  for (let i = 1; i <= length; i++)
    decisions.push(decision(`d${i}`, literal('1'), { requires: [`d${i - 1}`] }));
  return decisions.reverse().join('');
}

describe('requirements', () => {
  it.each([
    ['a decision that requires itself', decision('d', literal('1'), { requires: ['d'] }), 'decisions'],
    [
      'decisions that require each other',
      decision('a', literal('1'), { requires: ['b'] }) + decision('b', literal('1'), { requires: ['a'] }),
      'decisions',
    ],
    [
      'knowledge models that require each other',
      knowledgeModel('f', [], literal('1'), ['g']) + knowledgeModel('g', [], literal('1'), ['f']),
      'BKMs',
    ],
  ])('must not be cyclic: %s', (_what, body, kind) => {
    expect(refusal(body)).toBe(`Invalid DMN model: Cyclic dependencies between ${kind} detected.`);
  });

  it('may meet again', () => {
    const body =
      decision('base', literal('x')) +
      decision('left', literal('base + 1'), { requires: ['base'] }) +
      decision('right', literal('base + 2'), { requires: ['base'] }) +
      decision('d', literal('left * right'), { requires: ['left', 'right'] });
    expect(result(body, '{"x": 1}')).toBe(6);
  });

  it('may be nested up to a limit', () => {
    expect(readDmn(bytes(definitions(chain(MAX_REQUIREMENT_DEPTH)))).ok).toBe(true);
    expect(refusal(chain(MAX_REQUIREMENT_DEPTH + 1))).toBe(
      `Invalid DMN model: Requirements are nested more than ${MAX_REQUIREMENT_DEPTH} levels deep.`,
    );
    expect(refusal(chain(5_000))).toMatch(/nested more than/);
  });

  it.each(['#a', 'a', 'http://example.org/dmn#a', 'http://other#a'])('find their element by %s', (href) => {
    const requirement = `<informationRequirement><requiredDecision href="${href}"/></informationRequirement>`;
    const body = `${decision('a', literal('5'))}<decision id="d" name="d">${requirement}${literal('a')}</decision>`;
    expect(result(body)).toBe(5);
  });
});
