// A signal of a tenant is not one of the default tenant (spec 01 §1.4, spec 12 §12.13).
import { NO_KEY } from '@grevy/protocol';
import { expect, it } from 'vitest';
import { EngineDriver } from './support/engine-driver.js';
import { modelToXml } from './support/model-language.js';

const MODEL = 'process p\nstart: startEvent signal=alarm\nend: endEvent\nf: start -> end';

it('a signal of another tenant is broadcast, and starts nothing', () => {
  const driver = new EngineDriver();
  driver.deploy([{ resourceName: 'p.bpmn', resource: new TextEncoder().encode(modelToXml(MODEL)) }]);

  const answer = driver.send('SIGNAL', 'BROADCAST', NO_KEY, { signalName: 'alarm', tenantId: 'a' });
  const started = driver.records.some(({ valueType }) => valueType === 'PROCESS_INSTANCE');
  driver.send('SIGNAL', 'BROADCAST', NO_KEY, { signalName: 'alarm' });

  expect(answer).toMatchObject({ kind: 'accepted', record: { value: { tenantId: 'a' } } });
  expect(started).toBe(false);
  expect(driver.records.some(({ valueType }) => valueType === 'PROCESS_INSTANCE')).toBe(true);
});
