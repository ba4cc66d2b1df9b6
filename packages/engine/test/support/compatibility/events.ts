// Event types × positions of BPMN 2.0, what 8.3 does with each (spec 10 §8.4), and which evidence shows the same here.
import type { Proof } from './symbols.js';
import type { RunElement } from './evidence.js';

/** What a cell of the table shows. */
export type CellState = 'executed' | 'acts as none' | 'one definition wins' | 'never triggered' | 'refused';

export interface EventCell {
  readonly eventType: string;
  readonly position: Position;
  /** Names the kinds of one cell apart, such as the timers of a start event. */
  readonly detail?: string;
  readonly state: CellState;
  readonly proof: Proof;
}

export const EVENT_TYPES = [
  'none',
  'message',
  'timer',
  'signal',
  'error',
  'escalation',
  'link',
  'terminate',
  'compensation',
  'conditional',
  'cancel',
  'multiple',
] as const;

export const POSITIONS = [
  'process start',
  'event sub-process start, interrupting',
  'event sub-process start, non-interrupting',
  'intermediate catch',
  'boundary, interrupting',
  'boundary, non-interrupting',
  'intermediate throw',
  'end',
] as const;

export type Position = (typeof POSITIONS)[number];

/** Where elements are in the executable model. */
const IS_AT: Readonly<Record<Position, (element: RunElement) => boolean>> = {
  'process start': (element) =>
    element.elementType === 'START_EVENT' && element.flowScope.elementType === 'PROCESS',
  'event sub-process start, interrupting': (element) => isEventSubProcessStart(element, true),
  'event sub-process start, non-interrupting': (element) => isEventSubProcessStart(element, false),
  'intermediate catch': ({ elementType }) => elementType === 'INTERMEDIATE_CATCH_EVENT',
  'boundary, interrupting': (element) => element.elementType === 'BOUNDARY_EVENT' && element.interrupting,
  'boundary, non-interrupting': (element) =>
    element.elementType === 'BOUNDARY_EVENT' && !element.interrupting,
  'intermediate throw': ({ elementType }) => elementType === 'INTERMEDIATE_THROW_EVENT',
  end: ({ elementType }) => elementType === 'END_EVENT',
};

function isEventSubProcessStart(element: RunElement, interrupting: boolean): boolean {
  return (
    element.elementType === 'START_EVENT' &&
    element.flowScope.elementType === 'EVENT_SUB_PROCESS' &&
    element.interrupting === interrupting
  );
}

function executed(
  eventType: string,
  positions: readonly Position[],
  detail?: string,
  isOne: (element: RunElement) => boolean = () => true,
): readonly EventCell[] {
  return positions.map((position) => ({
    eventType,
    position,
    ...(detail === undefined ? {} : { detail }),
    state: 'executed',
    proof: {
      kind: 'run',
      matches: (element) =>
        element.eventType.toLowerCase() === eventType && IS_AT[position](element) && isOne(element),
    },
  }));
}

function accepted(
  eventType: string,
  position: Position,
  state: Exclude<CellState, 'executed' | 'refused'>,
  file: string,
): EventCell {
  return { eventType, position, state, proof: { kind: 'accepted', file: `elements/${file}.bpmn` } };
}

/** Where the transcript of what is refused at a position is. */
const REFUSED_AT: Readonly<Record<Position, string>> = {
  'process start': 'start-event',
  'event sub-process start, interrupting': 'event-sub-process',
  'event sub-process start, non-interrupting': 'event-sub-process',
  'intermediate catch': 'intermediate-catch-event',
  'boundary, interrupting': 'boundary-event',
  'boundary, non-interrupting': 'boundary-event',
  'intermediate throw': 'none-throw-event',
  end: 'none-end-event',
};

function refused(
  eventType: string,
  positions: readonly Position[],
  file = eventType,
  detail?: string,
): readonly EventCell[] {
  return positions.map((position) => ({
    eventType,
    position,
    ...(detail === undefined ? {} : { detail }),
    state: 'refused',
    proof: { kind: 'refused', file: `elements/${REFUSED_AT[position]}/refused#${file}.bpmn` },
  }));
}

const SUB_PROCESS_STARTS: readonly Position[] = [
  'event sub-process start, interrupting',
  'event sub-process start, non-interrupting',
];
const BOUNDARIES: readonly Position[] = ['boundary, interrupting', 'boundary, non-interrupting'];
/** Wherever an element waits for an event. */
const CATCHES: readonly Position[] = [...SUB_PROCESS_STARTS, 'intermediate catch', ...BOUNDARIES];
const THROWS: readonly Position[] = ['intermediate throw', 'end'];
const EVERYWHERE: readonly Position[] = POSITIONS;

const hasTimer = (isOne: (timer: { kind: string }) => boolean) => (element: RunElement) =>
  'event' in element && element.event.type === 'TIMER' && isOne(element.event.timer);

export const EVENT_CELLS: readonly EventCell[] = [
  ...executed('none', ['process start', ...THROWS]),
  ...refused('none', CATCHES),

  ...executed('message', ['process start', ...CATCHES, ...THROWS]),

  ...executed(
    'timer',
    ['process start'],
    'date',
    hasTimer(({ kind }) => kind === 'date'),
  ),
  ...executed(
    'timer',
    ['process start'],
    'cycle',
    hasTimer(({ kind }) => kind === 'cycle'),
  ),
  ...executed(
    'timer',
    ['process start'],
    'duration',
    hasTimer(({ kind }) => kind === 'duration'),
  ),
  ...executed('timer', SUB_PROCESS_STARTS),
  ...executed(
    'timer',
    ['intermediate catch'],
    'duration',
    hasTimer(({ kind }) => kind === 'duration'),
  ),
  ...executed(
    'timer',
    ['intermediate catch'],
    'date',
    hasTimer(({ kind }) => kind === 'date'),
  ),
  ...refused('timer', ['intermediate catch'], 'timer-cycle', 'cycle'),
  ...executed('timer', BOUNDARIES),
  accepted('timer', 'intermediate throw', 'acts as none', 'none-throw-event/no-throw-events#model'),
  ...refused('timer', ['end']),

  ...executed('signal', ['process start', ...CATCHES, ...THROWS]),

  accepted('error', 'process start', 'never triggered', 'start-event/never-triggered#error'),
  ...executed('error', ['event sub-process start, interrupting', 'boundary, interrupting', 'end']),
  ...refused(
    'error',
    ['event sub-process start, non-interrupting', 'boundary, non-interrupting'],
    'non-interrupting-error',
  ),
  ...refused('error', ['intermediate catch']),
  accepted('error', 'intermediate throw', 'acts as none', 'none-throw-event/no-throw-events#model'),

  accepted('escalation', 'process start', 'never triggered', 'start-event/never-triggered#escalation'),
  ...executed('escalation', [...SUB_PROCESS_STARTS, ...BOUNDARIES, ...THROWS]),
  ...refused('escalation', ['boundary, interrupting'], 'escalation-on-a-task', 'on a task'),
  ...refused('escalation', ['intermediate catch']),

  accepted('link', 'process start', 'never triggered', 'start-event/never-triggered#link'),
  ...executed('link', ['intermediate catch', 'intermediate throw']),
  ...refused('link', [...SUB_PROCESS_STARTS, ...BOUNDARIES, 'end']),

  accepted('terminate', 'process start', 'acts as none', 'start-event/never-triggered#terminate'),
  ...executed('terminate', ['end']),
  ...refused('terminate', CATCHES),
  accepted('terminate', 'intermediate throw', 'acts as none', 'none-throw-event/no-throw-events#model'),

  ...refused('compensation', EVERYWHERE, 'compensate'),
  ...refused('conditional', EVERYWHERE),
  ...refused('cancel', EVERYWHERE),
  ...refused('multiple', ['process start', ...CATCHES, 'end']),
  accepted('multiple', 'intermediate throw', 'one definition wins', 'none-throw-event/no-throw-events#model'),
];
