/** A date with a time of day, without offset or zone (`java.time.LocalDateTime`). */
import { feelClockText, isoClockText, NANOS_PER_DAY, NANOS_PER_SECOND } from './clock.js';
import { DaysTimeDuration } from './days-time-duration.js';
import { FeelDate } from './feel-date.js';
import { FeelLocalTime } from './feel-local-time.js';
import { TemporalRangeError } from './temporal-range-error.js';
import type { DayAndSecond } from './zone-rules.js';

const NANOS_PER_DAY_EXACT = BigInt(NANOS_PER_DAY);

export class FeelLocalDateTime {
  readonly kind = 'local date and time';

  private constructor(
    readonly date: FeelDate,
    readonly nanoOfDay: number,
  ) {}

  static of(date: FeelDate, time: FeelLocalTime): FeelLocalDateTime {
    return new FeelLocalDateTime(date, time.nanoOfDay);
  }

  static atStartOfDay(date: FeelDate): FeelLocalDateTime {
    return new FeelLocalDateTime(date, 0);
  }

  get time(): FeelLocalTime {
    return FeelLocalTime.ofNanoOfDay(this.nanoOfDay);
  }

  get dayAndSecond(): DayAndSecond {
    return { epochDay: this.date.epochDay, secondOfDay: Math.floor(this.nanoOfDay / NANOS_PER_SECOND) };
  }

  /** @throws TemporalRangeError beyond the years −999999999…999999999. */
  plus(duration: DaysTimeDuration): FeelLocalDateTime {
    const total = BigInt(this.nanoOfDay) + duration.nanoseconds;
    let days = total / NANOS_PER_DAY_EXACT;
    let nanoOfDay = Number(total % NANOS_PER_DAY_EXACT);
    if (nanoOfDay < 0) {
      days -= 1n;
      nanoOfDay += NANOS_PER_DAY;
    }
    return new FeelLocalDateTime(plusDays(this.date, days), nanoOfDay);
  }

  plusSeconds(seconds: number): FeelLocalDateTime {
    const nanoOfDay = this.nanoOfDay + seconds * NANOS_PER_SECOND;
    const days = Math.floor(nanoOfDay / NANOS_PER_DAY);
    const date = days === 0 ? this.date : FeelDate.ofEpochDay(this.date.epochDay + days);
    return new FeelLocalDateTime(date, nanoOfDay - days * NANOS_PER_DAY);
  }

  plusMonths(months: number): FeelLocalDateTime {
    return new FeelLocalDateTime(this.date.plusMonths(months), this.nanoOfDay);
  }

  until(end: FeelLocalDateTime): DaysTimeDuration {
    const days = BigInt(end.date.epochDay - this.date.epochDay);
    return DaysTimeDuration.ofNanoseconds(
      days * NANOS_PER_DAY_EXACT + BigInt(end.nanoOfDay - this.nanoOfDay),
    );
  }

  compareTo(other: FeelLocalDateTime): number {
    return this.date.compareTo(other.date) || Math.sign(this.nanoOfDay - other.nanoOfDay);
  }

  equals(other: FeelLocalDateTime): boolean {
    return this.date.equals(other.date) && this.nanoOfDay === other.nanoOfDay;
  }

  isoText(): string {
    return `${this.date.isoText()}T${isoClockText(this.nanoOfDay)}`;
  }

  feelText(): string {
    return `${this.date.feelTextOfDateTime()}T${feelClockText(this.nanoOfDay)}`;
  }
}

function plusDays(date: FeelDate, days: bigint): FeelDate {
  if (days === 0n) return date;
  const epochDay = BigInt(date.epochDay) + days;
  if (epochDay !== BigInt.asIntN(53, epochDay)) throw TemporalRangeError.epochDay(epochDay);
  return FeelDate.ofEpochDay(Number(epochDay));
}
