// How points and ranges lie to each other (DMN 1.3, table 78). Points are numbers and temporals of one kind.
import { UnexpectedFailure } from '../failures.js';
import { temporalsEqual } from '../temporal/temporal-comparison.js';
import { isTemporal } from '../temporal/temporal.js';
import { order } from '../values/order.js';
import { FeelRange, type FeelValue, isNumber } from '../values/value.js';
import { textOf } from '../values/text.js';
import { builtin, type Builtin } from './builtin.js';

type Point = FeelValue;

/** The shapes of arguments that a function knows; the others fail the expression. */
interface Relation {
  readonly points?: (left: Point, right: Point) => boolean;
  readonly pointAndRange?: (point: Point, range: FeelRange) => boolean;
  readonly rangeAndPoint?: (range: FeelRange, point: Point) => boolean;
  readonly ranges?: (left: FeelRange, right: FeelRange) => boolean;
  /** The result for a point and a range when there is no function for them. */
  readonly mixed?: boolean;
}

function less(left: Point, right: Point): boolean {
  return (order(left, right) ?? 0) < 0;
}

function same(left: Point, right: Point): boolean {
  return isTemporal(left) && isTemporal(right)
    ? temporalsEqual(left, right) === true
    : order(left, right) === 0;
}

const BEFORE: Relation = {
  points: less,
  pointAndRange: (point, { start }) =>
    less(point, start.value) || (same(point, start.value) && !start.closed),
  rangeAndPoint: ({ end }, point) => less(end.value, point) || (same(end.value, point) && !end.closed),
  ranges: ({ end }, { start }) =>
    less(end.value, start.value) || (same(end.value, start.value) && !(end.closed && start.closed)),
};

const MEETS: Relation = {
  ranges: ({ end }, { start }) => end.closed && start.closed && same(end.value, start.value),
};

const OVERLAPS: Relation = { ranges: (left, right) => reaches(left, right) && reaches(right, left) };

/** Whether `left` goes at least as far as the start of `right`. */
function reaches({ end }: FeelRange, { start }: FeelRange): boolean {
  return less(start.value, end.value) || (same(end.value, start.value) && end.closed && start.closed);
}

const OVERLAPS_BEFORE: Relation = {
  ranges: (left, right) => {
    const startsBefore =
      less(left.start.value, right.start.value) ||
      (same(left.start.value, right.start.value) && left.start.closed && !right.start.closed);
    return startsBefore && reaches(left, right) && endsWithin(left, right);
  },
};

/** Whether `left` ends no later than `right`. */
function endsWithin({ end: left }: FeelRange, { end: right }: FeelRange): boolean {
  return less(left.value, right.value) || (same(left.value, right.value) && (!left.closed || right.closed));
}

/** Whether `left` starts no earlier than `right`. */
function startsWithin({ start: left }: FeelRange, { start: right }: FeelRange): boolean {
  return less(right.value, left.value) || (same(left.value, right.value) && (!left.closed || right.closed));
}

const FINISHES: Relation = {
  pointAndRange: (point, { end }) => end.closed && same(end.value, point),
  ranges: (left, right) =>
    left.end.closed === right.end.closed &&
    same(left.end.value, right.end.value) &&
    startsWithin(left, right),
};

const STARTS: Relation = {
  pointAndRange: (point, { start }) => start.closed && same(start.value, point),
  ranges: (left, right) =>
    left.start.closed === right.start.closed &&
    same(left.start.value, right.start.value) &&
    endsWithin(left, right),
};

const DURING: Relation = {
  pointAndRange: (point, { start, end }) =>
    (less(start.value, point) && less(point, end.value)) ||
    (start.closed && same(start.value, point)) ||
    (end.closed && same(end.value, point)),
  ranges: (left, right) => startsWithin(left, right) && endsWithin(left, right),
};

const COINCIDES: Relation = {
  points: same,
  mixed: false,
  ranges: (left, right) =>
    left.start.closed === right.start.closed &&
    left.end.closed === right.end.closed &&
    same(left.start.value, right.start.value) &&
    same(left.end.value, right.end.value),
};

/** The relation with its arguments exchanged. */
function inverse({ points, pointAndRange, rangeAndPoint, ranges }: Relation): Relation {
  return {
    ...(points && { points: (left, right) => points(right, left) }),
    ...(rangeAndPoint && { pointAndRange: (point, range) => rangeAndPoint(range, point) }),
    ...(pointAndRange && { rangeAndPoint: (range, point) => pointAndRange(point, range) }),
    ...(ranges && { ranges: (left, right) => ranges(right, left) }),
  };
}

export const RANGE_FUNCTIONS: readonly Builtin[] = [
  ...relation('before', BEFORE),
  ...relation('after', inverse(BEFORE)),
  ...relation('meets', MEETS),
  ...relation('met by', inverse(MEETS)),
  ...relation('overlaps', OVERLAPS),
  ...relation('overlaps before', OVERLAPS_BEFORE),
  ...relation('overlaps after', inverse(OVERLAPS_BEFORE)),
  ...relation('finishes', FINISHES),
  // The reference declares these two parameters the wrong way round.
  ...relation('finished by', inverse(FINISHES), ['point', 'range']),
  ...relation('includes', inverse(DURING)),
  ...relation('during', DURING),
  ...relation('starts', STARTS),
  ...relation('started by', inverse(STARTS)),
  ...relation('coincides', COINCIDES),
];

function relation(
  name: string,
  shapes: Relation,
  rangeAndPointNames: readonly string[] = ['range', 'point'],
): readonly Builtin[] {
  const signatures: (readonly string[])[] = [];
  if (shapes.points) signatures.push(['point1', 'point2']);
  if (shapes.pointAndRange) signatures.push(['point', 'range']);
  if (shapes.rangeAndPoint) signatures.push(rangeAndPointNames);
  if (shapes.ranges) signatures.push(['range1', 'range2']);
  return signatures.map((parameters) =>
    builtin(name, parameters, ([left = null, right = null]) => relate(left, right, shapes)),
  );
}

function relate(left: FeelValue, right: FeelValue, shapes: Relation): boolean | undefined {
  if (!areOfOneKind([...pointsOf(left), ...pointsOf(right)])) return undefined;
  const result = decide(left, right, shapes);
  if (result !== undefined) return result;
  throw new UnexpectedFailure(
    'scala.MatchError',
    `(${textOf(left)},${textOf(right)}) (of class scala.Tuple2)`,
  );
}

function decide(left: FeelValue, right: FeelValue, shapes: Relation): boolean | undefined {
  if (left instanceof FeelRange) {
    if (right instanceof FeelRange) return shapes.ranges?.(left, right);
    return shapes.rangeAndPoint?.(left, right) ?? shapes.mixed;
  }
  if (right instanceof FeelRange) return shapes.pointAndRange?.(left, right) ?? shapes.mixed;
  return shapes.points?.(left, right);
}

function pointsOf(value: FeelValue): readonly Point[] {
  return value instanceof FeelRange ? [value.start.value, value.end.value] : [value];
}

function areOfOneKind(points: readonly Point[]): boolean {
  const [first = null] = points;
  return points.every((point) => (isNumber(point) || isTemporal(point)) && order(first, point) !== undefined);
}
