/**
 * A temporal result beyond what a value can hold: a hard failure of the expression (specification 14, §10.6).
 * The message names the exception of the reference, because users read it in incidents.
 */
import { MAX_EPOCH_DAY, MIN_EPOCH_DAY } from './calendar.js';

export class TemporalRangeError extends Error {
  override readonly name = 'TemporalRangeError';

  /** A duration beyond 64-bit seconds, or milliseconds beyond 64 bits. */
  static longOverflow(): TemporalRangeError {
    return new TemporalRangeError('java.lang.ArithmeticException: long overflow');
  }

  /** Years of a years and months duration beyond 32 bits. */
  static integerOverflow(): TemporalRangeError {
    return new TemporalRangeError('java.lang.ArithmeticException: integer overflow');
  }

  static divisionByZero(): TemporalRangeError {
    return new TemporalRangeError('java.lang.ArithmeticException: / by zero');
  }

  static epochDay(value: number | bigint): TemporalRangeError {
    return new TemporalRangeError(
      `java.time.DateTimeException: Invalid value for EpochDay (valid values ${String(MIN_EPOCH_DAY)} - ${String(MAX_EPOCH_DAY)}): ${String(value)}`,
    );
  }

  static year(value: number): TemporalRangeError {
    return new TemporalRangeError(
      `java.time.DateTimeException: Invalid value for Year (valid values -999999999 - 999999999): ${String(value)}`,
    );
  }

  static zone(detail: string): TemporalRangeError {
    return new TemporalRangeError(detail);
  }
}
