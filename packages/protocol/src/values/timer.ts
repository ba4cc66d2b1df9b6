/** TIMER (spec 8.25): a timer of an event, or of a process start event. */
import { DEFAULT_TENANT_ID } from '../enums.js';
import type { Infer } from '../schema/description.js';
import { banningCommand, event } from '../schema/intents.js';
import { object } from '../schema/object.js';

export const timer = object((field) => ({
  /** Element instance the timer belongs to; none for process start timers. */
  elementInstanceKey: field.key(),
  /** None for start timers, but the new instance in their TRIGGERED. */
  processInstanceKey: field.key(),
  /** Epoch milliseconds. */
  dueDate: field.long(),
  /** Element to trigger. */
  targetElementId: field.identifier(),
  /** Remaining repetitions including this one; -1 for ever. */
  repetitions: field.int(),
  processDefinitionKey: field.key(),
  tenantId: field.identifier(DEFAULT_TENANT_ID),
}));
export type TimerValue = Infer<typeof timer>;

export const timerIntents = {
  CREATED: event(0),
  TRIGGER: banningCommand(1),
  TRIGGERED: event(2),
  /** Legacy. */
  CANCEL: banningCommand(3),
  CANCELED: event(4),
} as const;
