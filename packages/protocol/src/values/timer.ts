/** TIMER (spec 8.25): a timer of an event, or of a process start event. */
import { identifier, int, long, key } from '../schema/field.js';
import { banningCommand, event } from '../schema/intents.js';
import type { Infer } from '../schema/description.js';
import { object } from '../schema/object.js';
import { tenantId } from './tenant.js';

export const timer = object({
  /** Element instance the timer belongs to; none for process start timers. */
  elementInstanceKey: key(),
  /** None for start timers, but the new instance in their TRIGGERED. */
  processInstanceKey: key(),
  /** Epoch milliseconds. */
  dueDate: long(),
  /** Element to trigger. */
  targetElementId: identifier(),
  /** Remaining repetitions including this one; -1 for ever. */
  repetitions: int(),
  processDefinitionKey: key(),
  tenantId: tenantId(),
});
export type TimerValue = Infer<typeof timer>;

export const timerIntents = {
  CREATED: event(0),
  TRIGGER: banningCommand(1),
  TRIGGERED: event(2),
  /** Legacy. */
  CANCEL: banningCommand(3),
  CANCELED: event(4),
} as const;
