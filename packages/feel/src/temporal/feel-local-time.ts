/** A time of day without offset or zone (`java.time.LocalTime`). */
import {
  feelClockText,
  hourOf,
  isoClockText,
  minuteOf,
  nanoOfDayOf,
  NANOS_PER_DAY,
  secondOf,
} from './clock.js';
import { DaysTimeDuration } from './days-time-duration.js';

export class FeelLocalTime {
  readonly kind = 'local time';

  private constructor(readonly nanoOfDay: number) {}

  /** Undefined if a field is out of its range. */
  static of(hour: number, minute: number, second: number, nanoOfSecond = 0): FeelLocalTime | undefined {
    const nanoOfDay = nanoOfDayOf(hour, minute, second, nanoOfSecond);
    return nanoOfDay === undefined ? undefined : new FeelLocalTime(nanoOfDay);
  }

  static ofNanoOfDay(nanoOfDay: number): FeelLocalTime {
    return new FeelLocalTime(nanoOfDay);
  }

  get hour(): number {
    return hourOf(this.nanoOfDay);
  }

  get minute(): number {
    return minuteOf(this.nanoOfDay);
  }

  get second(): number {
    return secondOf(this.nanoOfDay);
  }

  /** Goes around midnight. */
  plus(duration: DaysTimeDuration): FeelLocalTime {
    return new FeelLocalTime(wrapToDay(this.nanoOfDay, duration.nanoseconds));
  }

  until(end: FeelLocalTime): DaysTimeDuration {
    return DaysTimeDuration.ofNanoseconds(BigInt(end.nanoOfDay - this.nanoOfDay));
  }

  compareTo(other: FeelLocalTime): number {
    return Math.sign(this.nanoOfDay - other.nanoOfDay);
  }

  equals(other: FeelLocalTime): boolean {
    return this.nanoOfDay === other.nanoOfDay;
  }

  isoText(): string {
    return isoClockText(this.nanoOfDay);
  }

  feelText(): string {
    return feelClockText(this.nanoOfDay);
  }
}

/** Nanoseconds since midnight after a duration, modulo one day. */
export function wrapToDay(nanoOfDay: number, nanoseconds: bigint): number {
  const sum = nanoOfDay + Number(nanoseconds % BigInt(NANOS_PER_DAY));
  return ((sum % NANOS_PER_DAY) + NANOS_PER_DAY) % NANOS_PER_DAY;
}
