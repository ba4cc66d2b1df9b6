import { expect, expectTypeOf, test } from 'vitest';
import type { BpmnElementType } from '../src/enums.js';
import { EMPTY_DOCUMENT, type JsonDocument } from '../src/json-text.js';
import { type Key, makeKey, NO_KEY } from '../src/key.js';
import {
  type CommandIntentOf,
  type EventIntentOf,
  type InputOf,
  intentByNumber,
  intentDescription,
  VALUE_TYPE_NAMES,
  VALUE_TYPES,
  valueTypeById,
  type ValueOf,
} from '../src/value-types.js';

test('the types of a value follow from its description', () => {
  expectTypeOf<ValueOf<'PROCESS_INSTANCE'>['bpmnElementType']>().toEqualTypeOf<BpmnElementType>();
  expectTypeOf<ValueOf<'TIMER'>['dueDate']>().toEqualTypeOf<number>();
  expectTypeOf<ValueOf<'JOB'>['variables']>().toEqualTypeOf<JsonDocument>();
  expectTypeOf<ValueOf<'JOB_BATCH'>['jobKeys']>().toEqualTypeOf<readonly Key[]>();
  expectTypeOf<ValueOf<'JOB_BATCH'>['jobs'][number]>().toEqualTypeOf<ValueOf<'JOB'>>();
  expectTypeOf<'tenantId' extends keyof ValueOf<'ESCALATION'> ? true : false>().toEqualTypeOf<false>();
  expectTypeOf<Pick<InputOf<'SIGNAL'>, 'signalName'>>().toEqualTypeOf<{ readonly signalName: string }>();
  expectTypeOf<{ signalName: string }>().toExtend<InputOf<'SIGNAL'>>();
  expectTypeOf<{ variables: JsonDocument }>().not.toExtend<InputOf<'SIGNAL'>>();
});

test('the intents of a value type are split into commands and events', () => {
  expectTypeOf<CommandIntentOf<'JOB_BATCH'>>().toEqualTypeOf<'ACTIVATE'>();
  expectTypeOf<EventIntentOf<'TIMER'>>().toEqualTypeOf<'CREATED' | 'TRIGGERED' | 'CANCELED'>();
});

test('create fills the defaults', () => {
  const value = VALUE_TYPES.TIMER.value.create({
    elementInstanceKey: NO_KEY,
    processInstanceKey: NO_KEY,
    dueDate: 5,
    targetElementId: 'start',
    repetitions: 1,
    processDefinitionKey: makeKey(1, 1),
  });
  expect(value.tenantId).toBe('<default>');
  expect(VALUE_TYPES.SIGNAL.value.create({ signalName: 'alarm' })).toEqual({
    signalName: 'alarm',
    variables: EMPTY_DOCUMENT,
    tenantId: '<default>',
  });
});

test('ids and intent numbers are unique and lead back to their names', () => {
  for (const valueType of VALUE_TYPE_NAMES) {
    expect(valueTypeById(VALUE_TYPES[valueType].id)).toBe(valueType);
    for (const intent of Object.keys(VALUE_TYPES[valueType].intents)) {
      const { number } = intentDescription(valueType, intent as never);
      expect(intentByNumber(valueType, number)).toBe(intent);
    }
  }
  expect(valueTypeById(1)).toBeUndefined();
});
