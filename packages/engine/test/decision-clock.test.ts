// Decisions read the system's clock, expressions of processes the engine's (spec 14 §7.2).
import { NO_KEY } from '@grevy/protocol';
import { expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';

const MODEL = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="g" name="G" namespace="n">
  <decision id="d" name="D"><literalExpression><text>today()</text></literalExpression></decision>
</definitions>`;

it('a decision does not follow the clock of the engine', () => {
  const driver = new EngineDriver({ environment: { systemTimeMs: () => Date.UTC(2031, 4, 6) } });
  driver.deploy([{ resourceName: 'd.dmn', resource: new TextEncoder().encode(MODEL) }]);

  const answer = driver.send('DECISION_EVALUATION', 'EVALUATE', NO_KEY, { decisionId: 'd' });

  expect(answer).toMatchObject({ record: { value: { decisionOutput: '"2031-05-06"' } } });
});
