// Random block-structured processes: every fork has its join and every event comes in the end, so every path can end.
import fc from 'fast-check';

/** An event that comes from outside of the process instance. */
export type OutsideEvent = 'message' | 'timer' | 'signal';

/** An event at an activity or a scope. */
export interface AttachedEvent {
  readonly event: OutsideEvent;
  readonly interrupting: boolean;
}

/** A piece of a process with one way in and one way out. */
export type Block =
  | { readonly kind: 'task'; readonly type: 'task' | 'manualTask' }
  | { readonly kind: 'job'; readonly type: 'serviceTask' | 'sendTask' | 'userTask'; readonly mapped: boolean }
  | { readonly kind: 'script' }
  | { readonly kind: 'decision' }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | { readonly kind: 'exclusive' | 'inclusive' | 'parallel'; readonly branches: readonly Block[] }
  | { readonly kind: 'subProcess'; readonly body: Block; readonly end: SubProcessEnd }
  | { readonly kind: 'throw'; readonly event: 'none' | 'escalation' | 'message' | 'signal' }
  | { readonly kind: 'link' }
  | { readonly kind: 'call'; readonly body: Block; readonly mapped: boolean }
  /** A sub-process that something catches the errors and escalations of. */
  | { readonly kind: 'guarded'; readonly body: Block; readonly guard: Guard; readonly end: GuardedEnd }
  | {
      readonly kind: 'multiInstance';
      readonly body: Block;
      readonly sequential: boolean;
      readonly endsEarly: boolean;
    }
  | { readonly kind: 'catch'; readonly event: OutsideEvent; readonly mapped: boolean }
  | { readonly kind: 'receive' }
  | { readonly kind: 'eventGateway'; readonly branches: readonly EventBranch[] }
  /** An activity with boundary events. */
  | {
      readonly kind: 'bounded';
      readonly activity: BoundedActivity;
      readonly events: readonly AttachedEvent[];
    }
  /** A sub-process with event sub-processes. */
  | { readonly kind: 'scope'; readonly body: Block; readonly events: readonly AttachedEvent[] };

export interface EventBranch {
  readonly event: OutsideEvent;
  readonly body: Block;
}

export type BoundedActivity =
  | { readonly kind: 'serviceTask' | 'receiveTask' }
  | { readonly kind: 'subProcess' | 'callActivity' | 'multiInstance'; readonly body: Block };

type SubProcessEnd = 'none' | 'terminate' | 'signal';
type Guard = 'interruptingBoundaryEvent' | 'nonInterruptingBoundaryEvent' | 'eventSubProcess';
type GuardedEnd = 'none' | 'error' | 'escalation';

/** A process with what starts it, besides clients, and with its event sub-processes. */
export interface RandomProcess {
  readonly body: Block;
  readonly startEvents: readonly OutsideEvent[];
  readonly events: readonly AttachedEvent[];
}

const oneOf = <T extends string>(...values: readonly T[]) => fc.constantFrom(...values);
const is = <T extends string>(kind: T) => fc.constant(kind);

/** Blocks of many kinds come more often: few runs would else miss one of the kinds. */
const often = (weight: number, arbitrary: fc.Arbitrary<Block>) => ({ weight, arbitrary });

const outsideEvent = oneOf('message', 'timer', 'signal');
/** Different ones: a scope or an activity can catch an event only once. */
const attachedEvents = (maxLength: number) =>
  fc.uniqueArray(fc.record({ event: outsideEvent, interrupting: fc.boolean() }), {
    minLength: 1,
    maxLength,
    selector: ({ event }) => event,
  });

const leaf: readonly fc.MaybeWeightedArbitrary<Block>[] = [
  fc.record({ kind: is('task'), type: oneOf('task', 'manualTask') }),
  fc.record({ kind: is('job'), type: oneOf('serviceTask', 'sendTask', 'userTask'), mapped: fc.boolean() }),
  fc.record({ kind: is('script') }),
  fc.record({ kind: is('decision') }),
  often(2, fc.record({ kind: is('throw'), event: oneOf('none', 'escalation', 'message', 'signal') })),
  fc.record({ kind: is('link') }),
  fc.record({ kind: is('catch'), event: outsideEvent, mapped: fc.boolean() }),
  fc.record({ kind: is('receive') }),
];

function nested(block: fc.Arbitrary<Block>): readonly fc.MaybeWeightedArbitrary<Block>[] {
  const activity: fc.Arbitrary<BoundedActivity> = fc.oneof(
    fc.record({ kind: oneOf('serviceTask', 'receiveTask') }),
    fc.record({ kind: oneOf('subProcess', 'callActivity', 'multiInstance'), body: block }),
  );
  return [
    fc.record({ kind: is('sequence'), blocks: fc.array(block, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      kind: oneOf('exclusive', 'inclusive', 'parallel'),
      branches: fc.array(block, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ kind: is('subProcess'), body: block, end: oneOf('none', 'terminate', 'signal') }),
    fc.record({ kind: is('call'), body: block, mapped: fc.boolean() }),
    often(
      3,
      fc.record({
        kind: is('guarded'),
        body: block,
        guard: oneOf('interruptingBoundaryEvent', 'nonInterruptingBoundaryEvent', 'eventSubProcess'),
        end: oneOf('none', 'error', 'escalation'),
      }),
    ),
    fc.record({ kind: is('multiInstance'), body: block, sequential: fc.boolean(), endsEarly: fc.boolean() }),
    fc.record({
      kind: is('eventGateway'),
      branches: fc.uniqueArray(fc.record({ event: outsideEvent, body: block }), {
        minLength: 2,
        maxLength: 3,
        selector: ({ event }) => event,
      }),
    }),
    often(3, fc.record({ kind: is('bounded'), activity, events: attachedEvents(3) })),
    fc.record({ kind: is('scope'), body: block, events: attachedEvents(2) }),
  ];
}

export const blockArbitrary: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof({ maxDepth: 4, depthIdentifier: 'block' }, ...leaf, ...nested(tie('block'))),
})).block;

export const processArbitrary: fc.Arbitrary<RandomProcess> = fc.record({
  body: blockArbitrary,
  startEvents: fc.uniqueArray(outsideEvent, { maxLength: 2 }),
  events: fc.oneof(fc.constant([]), attachedEvents(2)),
});
