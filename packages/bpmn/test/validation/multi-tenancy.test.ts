import { describe, expect, it } from 'vitest';
import { checkMultiTenancy } from '../../src/validation/multi-tenancy.js';
import { processFile, processOf } from '../files.js';

const signals = processFile(
  '<startEvent id="b"><signalEventDefinition signalRef="s"/></startEvent><endEvent id="a"><signalEventDefinition signalRef="s"/></endEvent>',
  '<signal id="s" name="s"/>',
);

describe('a process with signals', () => {
  it('is refused for a custom tenant', () => {
    expect(checkMultiTenancy('f.bpmn', [processOf(signals)], 'acme')).toBe(
      "`f.bpmn`: - Process: p\n    - ERROR: Processes belonging to custom tenants are not allowed to contain elements unsupported with multi-tenancy. Only the default tenant '<default>' supports these elements currently: ['a' of type 'SIGNAL' 'END_EVENT', 'b' of type 'SIGNAL' 'START_EVENT']. See https://github.com/camunda/zeebe/issues/12653 for more details.\n",
    );
  });

  it('is accepted for the default tenant', () => {
    expect(checkMultiTenancy('f.bpmn', [processOf(signals)], '<default>')).toBeUndefined();
  });
});

it('a process without signals is accepted for every tenant', () => {
  expect(checkMultiTenancy('f.bpmn', [processOf(processFile(''))], 'acme')).toBeUndefined();
});
