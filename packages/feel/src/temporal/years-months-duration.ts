/**
 * A duration in years and months: a count of months (`java.time.Period`, normalised).
 *
 * Invariant: the whole years fit a signed 32-bit integer; operations beyond that throw `TemporalRangeError`.
 */
import { divideByDecimal } from './days-time-duration.js';
import { TemporalRangeError } from './temporal-range-error.js';

export class YearsMonthsDuration {
  readonly kind = 'years and months duration';

  private constructor(
    readonly totalMonths: number,
    private readonly written?: { readonly years: number; readonly months: number },
  ) {}

  /** As a text gives it, such as 0 years and 14 months. @throws TemporalRangeError beyond 32-bit years. */
  static ofParts(years: number, months: number): YearsMonthsDuration {
    const { totalMonths } = YearsMonthsDuration.ofMonths(years * 12 + months);
    return new YearsMonthsDuration(totalMonths, { years, months });
  }

  /** @throws TemporalRangeError beyond 32-bit years. */
  static ofMonths(totalMonths: number): YearsMonthsDuration {
    toInt32Exactly(Math.trunc(totalMonths / 12));
    return new YearsMonthsDuration(totalMonths === 0 ? 0 : totalMonths);
  }

  get years(): number {
    return Math.trunc(this.totalMonths / 12) + 0;
  }

  /** The months that are left over the years, with the duration's sign. */
  get months(): number {
    return (this.totalMonths % 12) + 0;
  }

  plus(other: YearsMonthsDuration): YearsMonthsDuration {
    return YearsMonthsDuration.ofMonths(this.totalMonths + other.totalMonths);
  }

  minus(other: YearsMonthsDuration): YearsMonthsDuration {
    return YearsMonthsDuration.ofMonths(this.totalMonths - other.totalMonths);
  }

  negated(): YearsMonthsDuration {
    return YearsMonthsDuration.ofMonths(-this.totalMonths);
  }

  abs(): YearsMonthsDuration {
    return this.totalMonths < 0 ? this.negated() : this;
  }

  isZero(): boolean {
    return this.totalMonths === 0;
  }

  /** Times a whole number, of which the reference takes the low 32 bits; years and months may each overflow. */
  times(factor: bigint): YearsMonthsDuration {
    const times = Number(BigInt.asIntN(32, factor));
    return YearsMonthsDuration.ofMonths(
      toInt32Exactly(this.years * times) * 12 + toInt32Exactly(this.months * times),
    );
  }

  /** Divided by the number `unscaled / 10^scale` (not zero), cut to months; the low 32 bits of these count. */
  dividedByNumber(unscaled: bigint, scale: number): YearsMonthsDuration {
    const months = divideByDecimal(BigInt(this.totalMonths), unscaled, scale);
    return YearsMonthsDuration.ofMonths(Number(BigInt.asIntN(32, months)));
  }

  /** How many times the other duration (not zero) fits in. */
  dividedBy(other: YearsMonthsDuration): bigint {
    return BigInt(this.totalMonths) / BigInt(other.totalMonths);
  }

  compareTo(other: YearsMonthsDuration): number {
    return Math.sign(this.totalMonths - other.totalMonths);
  }

  equals(other: YearsMonthsDuration): boolean {
    return this.totalMonths === other.totalMonths;
  }

  /** FEEL text: one sign in front (`-P1Y2M`), `P0Y` for zero. */
  feelText(): string {
    if (this.isZero()) return 'P0Y';
    // As in the reference, the size of the smallest 32-bit year is that year again.
    const years = Math.abs(this.years) | 0;
    return `${this.totalMonths < 0 ? '-' : ''}P${partText(years, 'Y')}${partText(Math.abs(this.months), 'M')}`;
  }

  /** `java.time` text: each part with its sign (`P-1Y-2M`), `P0D` for zero. */
  isoText(): string {
    return isoTextOf(this.years, this.months);
  }

  /** `java.time` text with the parts as they were written. */
  writtenText(): string {
    const { years, months } = this.written ?? this;
    return isoTextOf(years, months);
  }
}

function isoTextOf(years: number, months: number): string {
  return years === 0 && months === 0 ? 'P0D' : `P${partText(years, 'Y')}${partText(months, 'M')}`;
}

function partText(value: number, unit: string): string {
  return value === 0 ? '' : `${String(value)}${unit}`;
}

function toInt32Exactly(value: number): number {
  if (value < -(2 ** 31) || value >= 2 ** 31) throw TemporalRangeError.integerOverflow();
  return value;
}
