// The events of random processes: which there are, and their attributes in the model language.
import fc from 'fast-check';

export type EventKind = 'message' | 'timer' | 'signal';

/** An event at the boundary of an activity, or one that starts an event sub-process. */
export interface AttachedEvent {
  readonly kind: EventKind;
  readonly interrupting: boolean;
}

export const eventKindArbitrary = fc.constantFrom<EventKind>('message', 'timer', 'signal');
export const attachedEventArbitrary: fc.Arbitrary<AttachedEvent> = fc.record({
  kind: eventKindArbitrary,
  interrupting: fc.boolean(),
});

/** What throw and end events throw, and what waits for it alone in its scope. */
export const SHARED_SIGNAL = 'signal=shared';

/** The events of one scope must have different names, so each gets its own: `newId` makes one with a prefix. */
export function eventAttributes(kind: EventKind, newId: (prefix: string) => string): string {
  switch (kind) {
    case 'message':
      return `onMessage=${newId('m')} correlationKey="=key"`;
    case 'timer':
      return 'timeDuration=PT1S';
    case 'signal':
      return `signal=${newId('s')}`;
  }
}

export function attachedEventAttributes(event: AttachedEvent, newId: (prefix: string) => string): string {
  const isRepeated = event.kind === 'timer' && !event.interrupting;
  return isRepeated ? 'timeCycle=R2/PT0.4S' : eventAttributes(event.kind, newId);
}
