// The values of FEEL. Null, booleans and strings are JavaScript's; lists are arrays that nobody changes. Contexts,
// functions and ranges are made of values again, so they stand here together.
import type { EvaluationState } from '../evaluation.js';
import { Decimal } from '../numbers/decimal.js';
import type { FeelNumber } from '../numbers/number.js';
import type { Temporal } from '../temporal/temporal.js';
import type { FeelError } from './error.js';
import { listingOrder } from './listing-order.js';

export type FeelList = readonly FeelValue[];

export type FeelValue =
  | null
  | boolean
  | string
  | FeelNumber
  | FeelList
  | FeelContext
  | Temporal
  | FeelFunction
  | FeelRange
  | FeelError;

/**
 * How `list contains`, `distinct values` and their like compare a context. Contexts of a literal or a variable
 * are only equal to themselves there; those that a built-in function made are equal by content. (`=` always
 * compares by content.)
 */
export type ContextIdentity = 'itself' | 'content';

/** The JSON text of a context, and how many objects and arrays stand inside each other in it. */
export interface JsonSource {
  readonly text: string;
  readonly nesting: number;
}

export abstract class FeelContext {
  constructor(readonly identity: ContextIdentity) {}

  /** The entry's value; undefined if there is none with this key. */
  abstract get(key: string): FeelValue | undefined;

  abstract get size(): number;

  abstract keys(): readonly string[];

  /** Whether an entry is (part of) a variable as it was given, not a value that an expression made. */
  isVariable(_key: string): boolean {
    return false;
  }

  /** Where a variable's context was read from, if it came from there as it is. */
  get source(): JsonSource | undefined {
    return undefined;
  }

  /** Functions that are callable by this name but are no entries. */
  functions(_name: string): readonly FeelFunction[] {
    return [];
  }

  *entries(): Iterable<readonly [string, FeelValue]> {
    for (const key of this.keys()) yield [key, this.get(key) ?? null];
  }

  /** The entries in the order in which texts and messages list them. */
  *listedEntries(): Iterable<readonly [string, FeelValue]> {
    for (const key of listingOrder(this.keys())) yield [key, this.get(key) ?? null];
  }
}

/** A function as a value: of the language, a built-in, or one that the host provides. */
export interface FeelFunctionDefinition {
  readonly parameters: readonly string[];
  /** The last parameter takes all further arguments of a positional call as one list. */
  readonly varArgs?: boolean;
  /**
   * Gets exactly one argument per parameter. A FeelError as result becomes null and a warning; the function may
   * also throw one of failures.ts to fail the expression.
   */
  readonly invoke: (args: readonly FeelValue[], state: EvaluationState) => FeelValue;
}

export class FeelFunction implements FeelFunctionDefinition {
  readonly parameters: readonly string[];
  readonly varArgs: boolean;
  readonly invoke: (args: readonly FeelValue[], state: EvaluationState) => FeelValue;

  constructor(definition: FeelFunctionDefinition) {
    this.parameters = definition.parameters;
    this.varArgs = definition.varArgs ?? false;
    this.invoke = definition.invoke;
  }
}

export interface RangeBound {
  readonly value: FeelValue;
  readonly closed: boolean;
}

/** A range of comparable values; exists as a value only as an argument of a function. */
export class FeelRange {
  constructor(
    readonly start: RangeBound,
    readonly end: RangeBound,
  ) {}
}

export function isList(value: FeelValue | undefined): value is FeelList {
  return Array.isArray(value);
}

export function isNumber(value: FeelValue | undefined): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal;
}
