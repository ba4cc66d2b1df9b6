/** A date of the proleptic ISO calendar (`java.time.LocalDate`), without time zone. */
import {
  epochDayOf,
  isLeapYear,
  lengthOfMonth,
  MAX_EPOCH_DAY,
  MAX_YEAR,
  MIN_EPOCH_DAY,
  MIN_YEAR,
  weekdayOf,
  yearMonthDayOf,
} from './calendar.js';
import { twoDigits } from './clock.js';
import { TemporalRangeError } from './temporal-range-error.js';
import { YearsMonthsDuration } from './years-months-duration.js';

export class FeelDate {
  readonly kind = 'date';

  private constructor(
    readonly epochDay: number,
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** Undefined if there is no such date. */
  static of(year: number, month: number, day: number): FeelDate | undefined {
    const validMonth = year >= MIN_YEAR && year <= MAX_YEAR && month >= 1 && month <= 12;
    if (!validMonth || day < 1 || day > lengthOfMonth(year, month)) return undefined;
    return new FeelDate(epochDayOf(year, month, day), year, month, day);
  }

  /** @throws TemporalRangeError beyond the years −999999999…999999999. */
  static ofEpochDay(epochDay: number): FeelDate {
    if (epochDay < MIN_EPOCH_DAY || epochDay > MAX_EPOCH_DAY) throw TemporalRangeError.epochDay(epochDay);
    const { year, month, day } = yearMonthDayOf(epochDay);
    return new FeelDate(epochDay, year, month, day);
  }

  /** Adds months; a day beyond the end of the month becomes its last day. */
  plusMonths(months: number): FeelDate {
    const monthCount = this.year * 12 + (this.month - 1) + months;
    const year = Math.floor(monthCount / 12);
    const month = monthCount - year * 12 + 1;
    if (year < MIN_YEAR || year > MAX_YEAR) throw TemporalRangeError.year(year);
    const day = Math.min(this.day, lengthOfMonth(year, month));
    return new FeelDate(epochDayOf(year, month, day), year, month, day);
  }

  /** Whole years and months from this date to the other; negative if the other is earlier. */
  monthsUntil(other: FeelDate): YearsMonthsDuration {
    const months = (other.year - this.year) * 12 + other.month - this.month;
    if (months > 0 && other.day < this.day) return YearsMonthsDuration.ofMonths(months - 1);
    if (months < 0 && other.day > this.day) return YearsMonthsDuration.ofMonths(months + 1);
    return YearsMonthsDuration.ofMonths(months);
  }

  lastDayOfMonth(): FeelDate {
    const day = lengthOfMonth(this.year, this.month);
    return new FeelDate(this.epochDay + day - this.day, this.year, this.month, day);
  }

  /** 1 (Monday) … 7 (Sunday). */
  get weekday(): number {
    return weekdayOf(this.epochDay);
  }

  /** 1…366 */
  get dayOfYear(): number {
    return this.epochDay - epochDayOf(this.year, 1, 1) + 1;
  }

  /** Week of the week-based year, 1…53 (ISO 8601: the week of a date is the week of its Thursday). */
  get weekOfYear(): number {
    const dayOfYearOfThursday = this.dayOfYear + 4 - this.weekday;
    if (dayOfYearOfThursday < 1) {
      return Math.ceil((dayOfYearOfThursday + daysOfYear(this.year - 1)) / 7);
    }
    const length = daysOfYear(this.year);
    return Math.ceil((dayOfYearOfThursday > length ? dayOfYearOfThursday - length : dayOfYearOfThursday) / 7);
  }

  compareTo(other: FeelDate): number {
    return Math.sign(this.epochDay - other.epochDay);
  }

  equals(other: FeelDate): boolean {
    return this.epochDay === other.epochDay;
  }

  /** `2024-01-31`, `-0044-03-15`; years above 9999 with a `+`. FEEL and `java.time` write dates alike. */
  isoText(): string {
    return `${this.year > 9999 ? '+' : ''}${this.feelTextOfDateTime()}`;
  }

  feelText(): string {
    return this.isoText();
  }

  /** The date as FEEL writes it within a date and time: years above 9999 without `+`. */
  feelTextOfDateTime(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${twoDigits(this.month)}-${twoDigits(this.day)}`;
  }
}

function daysOfYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}
