// An operator bans a process instance (spec 15 §11).
import { NO_KEY, type Key } from '@grevy/protocol';
import { describe, expect, it } from 'vitest';
import { EngineDriver } from '../support/engine-driver.js';
import { modelToXml } from '../support/model-language.js';
import { recordLine } from '../support/transcript-lines.js';

const MODEL = `
process p
  start: startEvent
  wait: intermediateCatchEvent timeDuration=PT1S
  f: start -> wait
`;

describe('a process instance that an operator has banned', () => {
  it('takes part in nothing any more: its commands leave no trace', () => {
    const driver = new EngineDriver();
    driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);
    driver.create('p');
    driver.create('p');
    const [banned = NO_KEY, other = NO_KEY] = [...driver.state.elementInstances.entries()]
      .filter(([, { value }]) => value.bpmnElementType === 'PROCESS')
      .map(([key]) => key as Key);

    const record = driver.engine.ban(banned, driver.records.length + 1, driver.now);
    driver.records.push(record);
    const before = driver.records.length;
    driver.advance(2000);

    expect(record).toMatchObject({
      recordType: 'EVENT',
      valueType: 'ERROR',
      intent: 'CREATED',
      value: { processInstanceKey: banned, exceptionMessage: 'Instance was banned from outside.' },
    });
    expect(driver.state.elementInstances.has(banned)).toBe(true);
    expect(driver.state.elementInstances.has(other)).toBe(false);
    const ofBanned = driver.records
      .slice(before)
      .filter(({ value }) => 'processInstanceKey' in value && value.processInstanceKey === banned);
    expect(ofBanned.map((line) => recordLine(line).split(' ').slice(0, 3).join(' '))).toEqual([
      'C TIMER TRIGGER',
    ]);
  });
});
