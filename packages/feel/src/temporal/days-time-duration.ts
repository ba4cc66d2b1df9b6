/**
 * A duration in days and time: an exact count of nanoseconds (`java.time.Duration`).
 *
 * Invariant: the whole seconds fit a signed 64-bit integer; operations beyond that throw `TemporalRangeError`.
 */
import { TemporalRangeError } from './temporal-range-error.js';

export const NANOS_PER_SECOND_EXACT = 1_000_000_000n;
const MAX_NANOS = 2n ** 63n * NANOS_PER_SECOND_EXACT - 1n;
const MIN_NANOS = -(2n ** 63n) * NANOS_PER_SECOND_EXACT;
const NANOS_PER_MILLI = 1_000_000n;

export class DaysTimeDuration {
  readonly kind = 'days and time duration';

  private constructor(readonly nanoseconds: bigint) {}

  /** @throws TemporalRangeError beyond 64-bit seconds. */
  static ofNanoseconds(nanoseconds: bigint): DaysTimeDuration {
    if (nanoseconds > MAX_NANOS || nanoseconds < MIN_NANOS) throw TemporalRangeError.longOverflow();
    return new DaysTimeDuration(nanoseconds);
  }

  /** @param seconds a whole number. */
  static ofSeconds(seconds: number): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(BigInt(seconds) * NANOS_PER_SECOND_EXACT);
  }

  plus(other: DaysTimeDuration): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(this.nanoseconds + other.nanoseconds);
  }

  minus(other: DaysTimeDuration): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(this.nanoseconds - other.nanoseconds);
  }

  negated(): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(-this.nanoseconds);
  }

  abs(): DaysTimeDuration {
    return this.nanoseconds < 0n ? this.negated() : this;
  }

  isZero(): boolean {
    return this.nanoseconds === 0n;
  }

  /** Times a whole number, of which the reference takes the low 32 bits. */
  times(factor: bigint): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(this.nanoseconds * BigInt.asIntN(32, factor));
  }

  /**
   * Divided by the number `unscaled / 10^scale` (not zero). The reference divides milliseconds and keeps the low
   * 32 bits of the result, so that quotients beyond ±24.8 days come out wrong; so do they here.
   */
  dividedByNumber(unscaled: bigint, scale: number): DaysTimeDuration {
    const millis = BigInt.asIntN(32, divideByDecimal(this.wholeMilliseconds(), unscaled, scale));
    return new DaysTimeDuration(millis * NANOS_PER_MILLI);
  }

  /** How many times the other duration (not zero) fits in, by whole milliseconds. */
  dividedBy(other: DaysTimeDuration): bigint {
    const divisor = other.wholeMilliseconds();
    const dividend = this.wholeMilliseconds();
    if (divisor === 0n) throw TemporalRangeError.divisionByZero();
    return dividend / divisor;
  }

  compareTo(other: DaysTimeDuration): number {
    if (this.nanoseconds === other.nanoseconds) return 0;
    return this.nanoseconds < other.nanoseconds ? -1 : 1;
  }

  equals(other: DaysTimeDuration): boolean {
    return this.nanoseconds === other.nanoseconds;
  }

  /** Whole seconds, rounded down. */
  get wholeSeconds(): bigint {
    const truncated = this.nanoseconds / NANOS_PER_SECOND_EXACT;
    return this.nanoseconds < 0n && truncated * NANOS_PER_SECOND_EXACT !== this.nanoseconds
      ? truncated - 1n
      : truncated;
  }

  get days(): bigint {
    return this.wholeSeconds / 86_400n;
  }

  /** The hours that are left over the days; so on for minutes and seconds, each with the duration's sign. */
  get hours(): bigint {
    return (this.wholeSeconds / 3600n) % 24n;
  }

  get minutes(): bigint {
    return (this.wholeSeconds / 60n) % 60n;
  }

  get seconds(): bigint {
    return this.wholeSeconds % 60n;
  }

  /** FEEL text: days apart, fractions of a second rounded down (`P1DT12H`, `-PT1S`, `P0D`). */
  feelText(): string {
    const { wholeSeconds } = this;
    if (wholeSeconds === 0n) return 'P0D';
    const negative = wholeSeconds < 0n;
    const size = negative ? -wholeSeconds : wholeSeconds;
    const days = size / 86_400n;
    const time = clockParts((size / 3600n) % 24n, (size / 60n) % 60n, partText(size % 60n, 'S'));
    return `${negative ? '-' : ''}P${partText(days, 'D')}${time === '' ? '' : `T${time}`}`;
  }

  /** `java.time` text: hours, minutes and seconds, each with its sign (`PT36H`, `PT-1H-30M`, `PT0S`). */
  isoText(): string {
    if (this.isZero()) return 'PT0S';
    const nanosPerMinute = 60n * NANOS_PER_SECOND_EXACT;
    const totalMinutes = this.nanoseconds / nanosPerMinute;
    const rest = this.nanoseconds % nanosPerMinute;
    return `PT${clockParts(totalMinutes / 60n, totalMinutes % 60n, secondsWithFraction(rest))}`;
  }

  /** Milliseconds, fractions cut. */
  wholeMilliseconds(): bigint {
    const millis = this.nanoseconds / NANOS_PER_MILLI;
    if (millis !== BigInt.asIntN(64, millis)) throw TemporalRangeError.longOverflow();
    return millis;
  }
}

/** `dividend / (unscaled / 10^scale)`, cut to a whole number. */
export function divideByDecimal(dividend: bigint, unscaled: bigint, scale: number): bigint {
  return scale >= 0
    ? (dividend * 10n ** BigInt(scale)) / unscaled
    : dividend / (unscaled * 10n ** BigInt(-scale));
}

function partText(value: bigint, unit: string): string {
  return value === 0n ? '' : `${String(value)}${unit}`;
}

function clockParts(hours: bigint, minutes: bigint, secondsText: string): string {
  return partText(hours, 'H') + partText(minutes, 'M') + secondsText;
}

function secondsWithFraction(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const fraction = String(size % NANOS_PER_SECOND_EXACT)
    .padStart(9, '0')
    .replace(/0+$/, '');
  const whole = String(size / NANOS_PER_SECOND_EXACT);
  return `${nanoseconds < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}S`;
}
