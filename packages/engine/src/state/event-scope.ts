// The part of an element instance that receives events (spec 11 §11.2), stored inside the element instance.
import { boolean, document, identifier, key, listOf, object, EMPTY_DOCUMENT, type Infer } from '@grevy/protocol';

/** An event that has hit the scope and waits for the element that takes it over. */
export const eventTrigger = object({
  /** Key of its PROCESS_EVENT TRIGGERING record; triggers are ordered by it. */
  key: key(),
  targetElementId: identifier(),
  variables: document(EMPTY_DOCUMENT),
  processInstanceKey: key(),
});
export type EventTrigger = Infer<typeof eventTrigger>;

export const eventScope = object({
  /** False: the element has no event scope at all. */
  exists: boolean(false),
  /** False once an interrupting boundary event has been triggered: nothing is stored any more. */
  accepting: boolean(true),
  /** True once an interrupting event has been triggered: only boundary events are stored. */
  interrupted: boolean(false),
  triggers: listOf(eventTrigger),
});
export type EventScope = Infer<typeof eventScope>;

export const NO_EVENT_SCOPE: EventScope = eventScope.create({});
export const NEW_EVENT_SCOPE: EventScope = eventScope.create({ exists: true });
