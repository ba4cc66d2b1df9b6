// The part of an element instance that receives events (spec 11 §11.2), stored inside the element instance.
import { EMPTY_DOCUMENT } from '@grevy/protocol';
import { object, type Infer } from '@grevy/protocol/schema';

/** An event that has hit the scope and waits for the element that takes it over. */
export const eventTrigger = object((field) => ({
  /** Key of its PROCESS_EVENT TRIGGERING record; triggers are ordered by it. */
  key: field.key(),
  targetElementId: field.identifier(),
  variables: field.document(EMPTY_DOCUMENT),
  processInstanceKey: field.key(),
}));
export type EventTrigger = Infer<typeof eventTrigger>;

export const eventScope = object((field) => ({
  /** False: the element has no event scope at all. */
  exists: field.boolean(false),
  /** False once an interrupting boundary event has been triggered: nothing is stored any more. */
  accepting: field.boolean(true),
  /** True once an interrupting event has been triggered: only boundary events are stored. */
  interrupted: field.boolean(false),
  triggers: field.listOf(eventTrigger),
}));
export type EventScope = Infer<typeof eventScope>;

export const NO_EVENT_SCOPE: EventScope = eventScope.create({});
export const NEW_EVENT_SCOPE: EventScope = eventScope.create({ exists: true });
