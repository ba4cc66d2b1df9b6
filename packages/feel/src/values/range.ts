import type { FeelValue } from './value.js';

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
